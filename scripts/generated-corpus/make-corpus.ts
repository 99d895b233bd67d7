/**
 * A number of reports and a seed in, made-up reports of real places out, one after the other, so that a corpus of any
 * size needs no memory. Seven years of a place follow each other.
 */
import type { Region } from "../../src/domain/index.ts";
import { createGazetteer, type Gazetteer } from "../../src/text/index.ts";
import { type MadeUpReport, makeReport, type Place } from "./made-up-report.ts";
import { createRandom } from "./random.ts";

const YEARS_OF_A_PLACE = 7;
const [FIRST_YEAR, LAST_FIRST_YEAR] = [2015, 2018];

/** The reports of a corpus, at most about 20,000; the same for the same seed. */
export function* makeCorpus(reports: number, seed: number): Generator<MadeUpReport> {
  const random = createRandom(seed);
  const places = random.shuffled(allPlaces(createGazetteer()));
  const most = places.length * YEARS_OF_A_PLACE;
  if (reports > most) throw new RangeError(`at most ${most} reports`);
  for (let i = 0; i < reports; ) {
    const place = places[Math.floor(i / YEARS_OF_A_PLACE)];
    const first = random.whole(FIRST_YEAR, LAST_FIRST_YEAR);
    for (let n = 0; place && n < YEARS_OF_A_PLACE && i < reports; n++, i++) {
      yield makeReport(place, first + n, seed * 1_000_003 + i);
    }
  }
}

/** Provinces, cities and counties with reports of their own. */
function allPlaces(gazetteer: Gazetteer): Place[] {
  const places: Place[] = [];
  for (const province of inside(gazetteer, "")) {
    places.push({ region: province, name: province.name, folder: province.name });
    for (const city of inside(gazetteer, province.code)) {
      places.push({ region: city, name: city.name, folder: province.name });
      for (const county of inside(gazetteer, city.code)) places.push(within(city, county, province.name));
    }
    // Counties that stand right under a province or municipality: 110101.
    for (let code = 0; code < 10_000; code++) {
      const full = `${province.code}${String(code).padStart(4, "0")}`;
      const county = gazetteer.byCode(full);
      if (county && gazetteer.parentOf(county)?.code === province.code) {
        places.push(within(province, county, province.name));
      }
    }
  }
  // 市辖区 of two cities may be called alike; a name that stands twice is asked for by nobody.
  const names = new Map<string, number>();
  for (const { name } of places) names.set(name, (names.get(name) ?? 0) + 1);
  return places.filter(({ name }) => names.get(name) === 1);
}

function within(parent: Region, county: Region, folder: string): Place {
  return { region: county, name: `${parent.name}${county.name}`, folder };
}

/** The divisions whose code is two digits longer. */
function inside(gazetteer: Gazetteer, code: string): Region[] {
  return Array.from({ length: 100 }, (_, i) => `${code}${String(i).padStart(2, "0")}`).flatMap(
    (each) => gazetteer.byCode(each) ?? [],
  );
}
