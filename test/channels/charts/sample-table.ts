/**
 * Made-up tables and key figures for chart and chat tests.
 */
import type { AnswerFigure, KeyFigures, LedgerFigure, MeasureTable } from "../../../src/domain/index.ts";
import { sampleCitation } from "../sample-answer.ts";

export function figure(part: Partial<AnswerFigure> & { raw: string; value: number | null }): AnswerFigure {
  return {
    unit: "%",
    metric: "办结率",
    region: "甲市",
    period: "2021",
    status: "actual",
    citation: 1,
    ...part,
  };
}

export function ledgerFigure(
  part: Partial<AnswerFigure> & { raw: string; value: number | null },
): LedgerFigure {
  return {
    ...figure(part),
    id: `f-${part.raw}`,
    section: "二、主要工作",
    start: 0,
    end: 1,
    sentence: part.raw,
  };
}

/** 办结率 of three regions, one of them a plan with a long name. */
export const regionTable: MeasureTable = {
  metric: "12345热线办结率",
  rows: [
    { name: "甲市2021年", figure: figure({ raw: "99.97%", value: 99.97 }), citation: sampleCitation() },
    {
      name: "乙区2019年",
      figure: figure({ raw: "78.04%", value: 78.04, region: "乙区", period: "2019" }),
      citation: sampleCitation({ n: 2, title: "乙区政务服务数据管理局2019年工作报告" }),
    },
    {
      name: "丙市高新技术产业开发区管理委员会2022年上半年",
      figure: figure({
        raw: "达到95%以上",
        value: 95,
        region: "丙市高新区",
        period: "2022",
        status: "plan",
      }),
      citation: sampleCitation({ n: 3, title: "丙市高新区2021年總結與2022年計劃（東莞政務服務）" }),
    },
  ],
};

/** One region over four years, with 万 in one of them. */
export const yearTable: MeasureTable = {
  metric: "全年受理件数",
  rows: [
    { year: "2021", raw: "2.13万件", value: 2.13, unit: "万件" },
    { year: "2020", raw: "超过1.8万件", value: 1.8, unit: "万件" },
    { year: "2019", raw: "9800件", value: 9800, unit: "件" },
    { year: "2018", raw: "7,512件", value: 7512, unit: "件" },
  ].map(({ year, ...rest }) => ({
    name: `${year}年`,
    figure: figure({ ...rest, period: year, metric: "受理件数" }),
    citation: sampleCitation({ title: `甲市${year}年政务服务报告` }),
  })),
};

export const keyFigures: KeyFigures = {
  region: { code: "4499", name: "甲市", level: "city" },
  years: [2021, 2020],
  year: 2021,
  groups: [
    {
      title: "一、“放管服”改革",
      figures: [
        ledgerFigure({ raw: "97.05%", value: 97.05, metric: "网上可办率" }),
        ledgerFigure({ raw: "超过670.7万人", value: 670.7, unit: "万人", metric: "掌上平台实名注册用户" }),
        ledgerFigure({
          raw: "110项",
          value: 110,
          unit: "项",
          metric: "本市事项可以在省外其他城市政务服务大厅窗口办理的跨省通办事项",
        }),
      ],
    },
    {
      title: "二、下一步计划",
      figures: [ledgerFigure({ raw: "100%", value: 100, metric: "一窗受理率", status: "plan" })],
    },
  ],
  citations: [sampleCitation()],
};
