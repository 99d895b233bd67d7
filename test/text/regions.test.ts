import { describe, expect, it } from "vitest";
import type { Region } from "../../src/domain/index.ts";
import { createGazetteer } from "../../src/text/regions.ts";

const gazetteer = createGazetteer();

function region(code: string): Region {
  const found = gazetteer.byCode(code);
  if (!found) throw new Error(`no region ${code}`);
  return found;
}

function found(text: string, ...known: string[]): string[] {
  const mentions = gazetteer.findRegions(text, { known: known.map(region) });
  return mentions.map((m) => `${m.text} ${m.candidates.map((c) => c.code).join(",")}`);
}

describe("divisions", () => {
  it("know names, parents and full names by code", () => {
    expect(region("440803")).toEqual({ code: "440803", name: "霞山区", level: "county" });
    expect(gazetteer.fullName(region("440803"))).toBe("广东省湛江市霞山区");
    expect(gazetteer.fullName(region("110105"))).toBe("北京市朝阳区");
    expect(gazetteer.parentOf(region("110105"))?.code).toBe("11");
    expect(gazetteer.parentOf(region("441900101"))?.name).toBe("东莞市");
    expect(gazetteer.fullName(region("340522100"))).toBe("安徽省马鞍山市含山县环峰镇");
    expect(gazetteer.byCode("71")?.name).toBe("台湾省");
    expect(gazetteer.byCode("999999")).toBeUndefined();
  });

  it.each([
    ["4408", ["湛江"]],
    ["440703", ["蓬江"]],
    ["340522", ["含山"]],
    ["45", ["广西"]],
    ["15", ["内蒙古"]],
    ["2224", ["延边"]],
    ["220721", ["前郭", "前郭尔罗斯"]],
    ["4228", ["恩施"]],
    ["310115", ["浦东"]],
    ["429021", ["神农架"]],
    ["622926", ["东乡"]],
    ["610326", []],
    ["340522100", ["环峰"]],
  ])("shorten the name of %s to %j", (code, names) => {
    expect(gazetteer.shortNames(region(code))).toEqual(names);
  });

  it("leave out placeholders and statistical zones", () => {
    expect(gazetteer.byCode("1101")).toBeUndefined();
    expect(gazetteer.byCode("340177")).toBeUndefined();
    expect(found("市辖区")).toEqual([]);
  });

  it("know a province's abbreviation only when asked for it", () => {
    expect(gazetteer.regionOfAbbreviation("粤")?.name).toBe("广东省");
    expect(gazetteer.regionOfAbbreviation("甲")).toBeUndefined();
    expect(found("粤企签约")).toEqual([]);
  });
});

describe("names in a text", () => {
  it("are found in full and short form, with their place in the text", () => {
    const text = "去年湛江和海口互办事项，含山县、眉县也参加";
    const mentions = gazetteer.findRegions(text);
    expect(mentions.map((m) => m.candidates[0]?.name)).toEqual(["湛江市", "海口市", "含山县", "眉县"]);
    for (const m of mentions) expect(text.slice(m.start, m.end)).toBe(m.text);
  });

  it.each([
    ["江门市蓬江区", "440703"],
    ["滨州市沾化区", "371603"],
    ["湖北襄阳市南漳县", "420624"],
    ["山东枣庄台儿庄区", "370405"],
    ["武汉市江汉区万松街道", "420103008"],
    ["北京朝阳区", "110105"],
    ["广东霞山区", "440803"],
    ["深圳宝安", "440306"],
    ["济南市市中区", "370103"],
    ["济南市中区", "370103"],
    ["吉林吉林市", "2202"],
    ["儋州那大镇", "460400100"],
  ])("of one chain become one mention: %s", (text, code) => {
    expect(found(text)).toEqual([`${text} ${code}`]);
  });

  it("that lie apart stay apart", () => {
    expect(found("北京天津")).toEqual(["北京 11", "天津 12"]);
    expect(found("广州横琴")).toHaveLength(2);
  });

  it("keep every region that they can mean", () => {
    expect(found("朝阳区")).toEqual(["朝阳区 110105,220104"]);
    expect(gazetteer.findRegions("市中区")[0]?.candidates).toHaveLength(4);
    expect(gazetteer.findRegions("城关镇")[0]?.candidates.length).toBeGreaterThan(80);
  });

  it("are narrowed by known regions, equal ones before related ones", () => {
    expect(found("朝阳区", "220104")).toEqual(["朝阳区 220104"]);
    expect(found("朝阳区", "22")).toEqual(["朝阳区 220104"]);
    expect(found("朝阳区", "4408")).toEqual(["朝阳区 110105,220104"]);
  });

  it("that are ordinary words count only when known or in a chain", () => {
    expect(found("天河办了多少件")).toEqual([]);
    expect(found("天河办了多少件", "440106")).toEqual(["天河 440106"]);
    expect(found("湖北公安机关")).toEqual(["湖北 42"]);
    expect(found("湖北公安县")).toEqual(["湖北公安县 421022"]);
    expect(gazetteer.findRegions("公安办了多少件", { known: [region("421022")] })[0]?.weak).toBe(true);
    expect(gazetteer.findRegions("来宾有多少")[0]?.weak).toBe(true);
    expect(gazetteer.findRegions("来宾市有多少")[0]?.weak).toBe(false);
  });

  it("of townships count in short form only when known", () => {
    expect(found("环峰办理了多少件")).toEqual([]);
    expect(found("环峰办理了多少件", "340522100")).toEqual(["环峰 340522100"]);
  });

  it("include former and clipped names", () => {
    expect(found("襄樊市")).toEqual(["襄樊市 4206"]);
    expect(found("沾化县")).toEqual(["沾化县 371603"]);
    expect(found("北川县")).toEqual(["北川县 510726"]);
    expect(found("恩施州")).toEqual(["恩施州 4228"]);
  });

  it("mean the province where a city shares the short name", () => {
    expect(found("海南、吉林")).toEqual(["海南 46", "吉林 22"]);
  });

  it.each([
    "孙中山先生",
    "搭建公开平台",
    "扩大同城服务",
    "行政和公共服务",
    "提高安全水平",
    "健康保障",
    "确保定期公示",
    "法治政府建设示范县",
    "市中心",
    "朝阳产业",
    "北上广深",
    "粤港澳大湾区",
    "长治久安",
    "全省各市和县",
    "城镇化、小城镇",
    "各乡镇街道",
    "北京大学",
    "中山路",
    "我市新增城市绿地",
    "省、市、区三级",
    "太平洋保险",
  ])("are not seen in %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("stand before words that only look like a part of them", () => {
    expect(found("西安全面推行")).toEqual(["西安 6101"]);
    expect(found("石家庄海关")).toEqual(["石家庄 1301"]);
    expect(found("西安区域协调")).toEqual(["西安 6101"]);
  });

  it("of nothing are found in an empty text", () => {
    expect(found("")).toEqual([]);
  });
});

describe("functional areas", () => {
  it.each([
    ["西安经开区", "6101z经开区"],
    ["西安经济技术开发区", "6101z经开区"],
    ["兰州新区", "6201z新区"],
    ["雄安新区", "13z雄安新区"],
    ["西咸新区", "61z西咸新区"],
    ["重庆两江新区", "50z两江新区"],
    ["东莞松山湖", "4419z松山湖"],
    ["苏州工业园区", "3205z工业园区"],
    ["上海自贸试验区", "31z自贸区"],
    ["中国(安徽)自由贸易试验区", "34z自贸区"],
    ["江门市蓬江区高新区", "440703z高新区"],
  ])("are regions of their city: %s", (text, code) => {
    expect(found(text)).toEqual([`${text} ${code}`]);
    expect(gazetteer.byCode(code)?.level).toBe("zone");
  });

  it("have a code that gives the same region back", () => {
    const zone = gazetteer.findRegions("兰州新区")[0]?.candidates[0];
    expect(zone).toEqual({ code: "6201z新区", name: "兰州新区", level: "zone" });
    expect(gazetteer.byCode("6201z新区")).toEqual(zone);
    expect(gazetteer.fullName(region("6201z新区"))).toBe("甘肃省兰州新区");
    expect(gazetteer.parentOf(region("13z雄安新区"))?.name).toBe("河北省");
  });

  it("that are divisions of their own stay divisions", () => {
    expect(found("浦东新区、天津滨海新区")).toEqual(["浦东新区 310115", "天津滨海新区 120116"]);
  });

  it("are not made of a slogan about a province", () => {
    expect(found("建设美丽甘肃示范区")).toEqual(["甘肃 62"]);
  });
});

describe("the region of a report that never names it", () => {
  it("is the only county with that township, with the words that spoke for it", () => {
    const text = "全县政务服务提升。按安徽省要求，环峰镇设立了便民服务点。稿件来自马鞍山政府网。";
    expect(gazetteer.inferRegion(text)).toEqual({ region: region("340522"), evidence: ["环峰镇", "马鞍山"] });
  });

  it("is decided between namesakes by the city named", () => {
    expect(gazetteer.inferRegion("玉林市要求，全县推进，城厢镇先行")).toBeNull();
    expect(gazetteer.inferRegion("武汉市统一安排，万松街道和城关街道参加")?.region.code).toBe("420103");
  });

  it("is the city when 全市 and several of its counties are named", () => {
    const text = "全市新增网点，霞山区、赤坎区、徐闻县和廉江市均已覆盖";
    expect(gazetteer.inferRegion(text)?.region.code).toBe("4408");
  });

  it.each(["城关镇办结了全部事项", "全县满意率提高", "全省各地，含山县和环峰镇作了介绍", ""])(
    "stays open when the text is not sure: %s",
    (text) => {
      expect(gazetteer.inferRegion(text)).toBeNull();
    },
  );
});
