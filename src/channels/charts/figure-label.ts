/**
 * What a key figure measures, with the place and the time wherever they are not those of the page's heading.
 */
import type { KeyFigures, LedgerFigure } from "../../domain/index.ts";
import { visibleText } from "../rendering/index.ts";

/** 网上可办率; 网上可办率（市本级，2021年末） where the figure is of another place or period than the heading says. */
export function figureLabel(figure: LedgerFigure, key: Pick<KeyFigures, "region" | "year">): string {
  const period = visibleText(figure.period).trim();
  const ownYear = key.year === null || period.replace(/年$/, "") === String(key.year);
  const apart = [
    figure.region === key.region.name ? "" : visibleText(figure.region).trim(),
    ownYear ? "" : period,
  ].filter((part) => part !== "");
  return visibleText(figure.metric).trim() + (apart.length > 0 ? `（${apart.join("，")}）` : "");
}
