/**
 * A full question in, the figure that the assistant would head its answer with out. It asks the same engine by the
 * same steps, so that what is offered can be answered.
 */
import type { Figure, Region } from "../../domain/index.ts";
import type { ReportSummary } from "../../store/index.ts";
import type { Engine } from "../engine.ts";
import { guardFor, lookUp, prepare } from "../look-up.ts";
import { resolveRegions } from "../resolve-regions.ts";
import { type Candidate, type PreparedSlot, prepareWords } from "../select/index.ts";
import { isOffTopic } from "../topic.ts";
import { bareUnit, type Slot, type UnderstoodQuestion, understand, unitFamily } from "../understand/index.ts";

/** What every part of the library works with. */
export interface Desk {
  engine: Engine;
  homeRegion?: Region;
}

/** A question that names one region and one measure, with the figure that answers it. */
export interface Told {
  question: string;
  candidate: Candidate;
}

/** What the words of a question mean to the assistant. */
export function readQuestion(
  { engine, homeRegion }: Desk,
  question: string,
): { understood: UnderstoodQuestion; regions: Region[] } {
  const known = [...engine.catalogue.regions()];
  const understood = understand(question, engine.gazetteer, known, homeRegion ? { homeRegion } : {});
  return { understood, regions: resolveRegions(understood, known, engine.catalogue.hasReportOf) };
}

/** The answer to a question on the region's measure; null when it is read otherwise or nothing answers it. */
export async function tellFigure(desk: Desk, question: string, region: Region): Promise<Told | null> {
  const slot = onlySlot(desk, question, region);
  return slot && answered(desk.engine, question, region, await prepare(desk.engine, slot));
}

/** The same by words alone, for an engine without vectors. */
export function tellByWords(desk: Desk, question: string, region: Region): Told | null {
  const slot = onlySlot(desk, question, region);
  const { engine } = desk;
  return slot && answered(engine, question, region, prepareWords(slot, engine.store.documentFrequency()));
}

/** The one slot of a question that is a plain look-up in the region; null for any other question. */
function onlySlot(desk: Desk, question: string, region: Region): Slot | null {
  const { understood, regions } = readQuestion(desk, question);
  const [slot, second] = understood.slots;
  const plain = understood.intent === "lookup" && !isOffTopic(understood.folded);
  if (!slot || second || !plain || SHARE.test(slot.asked)) return null;
  return regions.length === 1 && regions[0]?.code === region.code ? slot : null;
}

/** 即办件占全部办件多少 may be worked out from two counts instead. */
const SHARE = /占(?!比)/;

function answered(engine: Engine, question: string, region: Region, prepared: PreparedSlot): Told | null {
  const result = lookUp(engine, prepared, guardFor(engine, region, engine.catalogue.reports()), []);
  return result.kind === "found" ? { question, candidate: result.best } : null;
}

/** How a question asks for a measure: 网上可办率是多少, 跨省通办事项有多少项, 智能终端目标是多少. */
export function askingWords(words: string, figure: Pick<Figure, "unit" | "status">): string {
  const plan = figure.status === "plan" && !/目标|计划/.test(words) ? "目标" : "";
  const unit = bareUnit(figure.unit);
  const counted = COUNTED.includes(unitFamily(figure.unit)) && /^[\p{Script=Han}]{1,2}$/u.test(unit);
  return counted && !NAMES_NUMBER.test(words) ? `${words}${plan}有多少${unit}` : `${words}${plan}是多少`;
}

const COUNTED = ["count", "person", "times"];
/** 办件量有多少件 would say it twice. */
const NAMES_NUMBER = /[量率数额值比度长]$/;

/** True for a report that is the region's own. */
export function isOwnReport(report: ReportSummary, region: Region): boolean {
  return report.region?.code === region.code;
}
