/**
 * A question and the figure that answered it in, the same measure in other years of its region and in other regions
 * out: each with the full question that the assistant answers with it.
 */
import type { AnswerFigure, Region } from "../../domain/index.ts";
import { namesNoMeasure } from "../chat/index.ts";
import { prepare, reportsByWords } from "../look-up.ts";
import type { Candidate } from "../select/index.ts";
import { bareUnit, type Slot } from "../understand/index.ts";
import { askingWords, type Desk, isOwnReport, readQuestion, type Told, tellFigure } from "./ask-ledger.ts";
import { singleYear, yearsOf } from "./key-figures.ts";
import { namesOf, reportedRegions } from "./library-regions.ts";
import { isSameMeasure } from "./same-measure.ts";
import { namedMeasure } from "./weigh-figure.ts";

/** A figure of the measure, and the question that it answers. */
export interface Placed extends Told {
  region: Region;
  year: number | null;
}

export interface Elsewhere {
  /** The measure in words. */
  metric: string;
  /** The figure that was asked about. */
  asked: Placed;
  /** Newest first. */
  years: Placed[];
  /** Those whose reports match the words best come first. */
  regions: Placed[];
  /** True when the question was about the figure's region alone. */
  oneRegion: boolean;
}

const MAX_REGIONS = 24;
const MAX_YEARS = 12;

/** Where else the ledger knows the measure; null when the question cannot be asked again for another place or year. */
export async function findElsewhere(
  desk: Desk,
  question: string,
  figure: AnswerFigure,
): Promise<Elsewhere | null> {
  if (figure.derived || figure.value === null || yearsIn(figure.period).length > 1) return null;
  const { understood, regions } = readQuestion(desk, question);
  const region = regionOf(desk, figure.region, regions);
  if (!region) return null;
  const found = await askAgain(desk, understood.slots, figure, region);
  if (!found) return null;
  const { asked, words } = found;
  const named = regions.length === 1 && regions[0]?.code === region.code;
  return {
    metric: namedMeasure(figure.metric) || words,
    asked,
    years: await otherYears(desk, asked, words),
    regions: await otherRegions(desk, asked, words, found.slot),
    oneRegion: named || (regions.length === 0 && understood.intent !== "compare"),
  };
}

/** The region of a figure's name: one that the question names, else one with reports, else a place in one. */
function regionOf({ engine }: Desk, name: string, named: Region[]): Region | null {
  const all = [...named, ...reportedRegions(engine), ...engine.catalogue.regions()];
  return all.find((region) => region.name === name) ?? null;
}

/** The question's own words for the measure, else the report's: those that find the very figure again. */
async function askAgain(
  desk: Desk,
  slots: Slot[],
  figure: AnswerFigure,
  region: Region,
): Promise<{ asked: Placed; words: string; slot: Slot } | null> {
  const [year = null] = yearsIn(figure.period);
  const own = slots
    .filter((slot) => !namesNoMeasure(slot) && slot.own.length >= 2)
    .flatMap((slot) => [slot.own, `${slot.context}${slot.own}`]);
  const tried = new Set([...own.map((words) => spoken(words, figure.unit)), namedMeasure(figure.metric)]);
  for (const words of tried) {
    const told = words.length < 2 ? null : await ask(desk, region, year, askingWords(words, figure));
    const same = told?.candidate.profile.figure;
    if (!told || same?.raw !== figure.raw || same.value !== figure.value) continue;
    const [slot] = readQuestion(desk, told.question).understood.slots;
    if (slot) return { asked: { ...told, region, year }, words, slot };
  }
  return null;
}

/** Asks for the region by its plainest name that is understood as it. */
async function ask(desk: Desk, region: Region, year: number | null, words: string): Promise<Told | null> {
  for (const name of namesOf(desk.engine, region)) {
    const question = `${name}${year === null ? "" : `${year}年`}${words}`;
    const { regions } = readQuestion(desk, question);
    if (regions.length === 1 && regions[0]?.code === region.code) return tellFigure(desk, question, region);
  }
  return null;
}

async function otherYears(desk: Desk, asked: Placed, words: string): Promise<Placed[]> {
  const { store, catalogue } = desk.engine;
  const { figure } = asked.candidate.profile;
  const own = catalogue.reports().filter((r) => isOwnReport(r, asked.region));
  const told = own.flatMap((r) => store.figuresOf(r.id)).flatMap((f) => singleYear(f.period) ?? []);
  const years = [...new Set([...own.flatMap(yearsOf), ...told])]
    .filter((year) => year !== asked.year)
    .sort((a, b) => b - a)
    .slice(0, MAX_YEARS);
  const found: Placed[] = [];
  for (const year of years) {
    const one = await placed(desk, asked, asked.region, year, words);
    if (one && one.candidate.profile.figure.id !== figure.id) found.push(one);
  }
  return found;
}

async function otherRegions(desk: Desk, asked: Placed, words: string, slot: Slot): Promise<Placed[]> {
  const { engine } = desk;
  const prepared = await prepare(engine, { ...slot, periods: [] });
  const likely = reportsByWords(engine, prepared, MAX_REGIONS)
    .flatMap((r) => (r.region ? [r.region] : []))
    // A province is set beside provinces first.
    .sort((a, b) => Number(b.level === asked.region.level) - Number(a.level === asked.region.level));
  const regions = new Map([...likely, ...reportedRegions(engine)].map((region) => [region.code, region]));
  regions.delete(asked.region.code);
  const found: Placed[] = [];
  for (const region of [...regions.values()].slice(0, MAX_REGIONS)) {
    const one =
      (asked.year === null ? null : await placed(desk, asked, region, asked.year, words)) ??
      (await inItsOwnYear(desk, asked, region, words));
    if (one) found.push(one);
  }
  return found;
}

/** Without the year asked about, the measure in the year in which the region tells it. */
async function inItsOwnYear(
  desk: Desk,
  asked: Placed,
  region: Region,
  words: string,
): Promise<Placed | null> {
  const told = await ask(desk, region, null, askingWords(words, asked.candidate.profile.figure));
  const year = told && singleYear(told.candidate.profile.figure.period);
  return year ? placed(desk, asked, region, year, words) : null;
}

/** The measure of one region and year, when it is the very one and of no place inside the region. */
async function placed(
  desk: Desk,
  asked: Placed,
  region: Region,
  year: number,
  words: string,
): Promise<Placed | null> {
  const told = await ask(desk, region, year, askingWords(words, asked.candidate.profile.figure));
  if (!told || !isFigureOf(told.candidate, asked, region, year)) return null;
  return isSameMeasure(asked.candidate, told.candidate) ? { ...told, region, year } : null;
}

function isFigureOf({ profile }: Candidate, asked: Placed, region: Region, year: number): boolean {
  const { figure } = profile;
  const own =
    figure.regionCode === region.code && figure.value !== null && singleYear(figure.period) === year;
  // A figure with a partner belongs to a pair: it is no measure of one region.
  return own && figure.partner === asked.candidate.profile.figure.partner;
}

/** Content words as one phrase: without the 户 of 多少户, and gdp in capitals again. */
function spoken(words: string, unit: string): string {
  return words
    .split(/\s+/)
    .filter((word) => word !== bareUnit(unit))
    .join("")
    .replace(/[a-z]+/g, (letters) => (letters.length <= 4 ? letters.toUpperCase() : letters));
}

function yearsIn(label: string): number[] {
  return [...new Set([...label.matchAll(/\d{4}/g)].map(([year]) => Number(year)))];
}
