/**
 * A real Chromium for the browser test: found in the usual places, or null with what to install.
 */
import { existsSync } from "node:fs";
import type { Locator, Page } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of a Chromium on this machine; null when there is none. */
export function findChromium(): string | null {
  return PLACES.find((path) => existsSync(path)) ?? null;
}

/** One finding of axe-core, short. */
export interface Finding {
  id: string;
  impact: string;
  nodes: string[];
}

/** What axe-core finds serious or critical on a page; its script must have been added. */
export function seriousFindings(page: Page): Promise<Finding[]> {
  // Text, because the code runs in the page, where other types hold than here.
  return page.evaluate<Finding[]>(`axe.run(document).then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target }) => target.join(" ")) })))`);
}

/** How many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
}

/** True when all of an element lies inside the window. */
export async function isInView(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  const window = element.page().viewportSize();
  return box !== null && window !== null && box.y >= 0 && box.y + box.height <= window.height;
}
