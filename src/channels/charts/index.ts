export { barChart } from "./bar-chart.ts";
export { type ChartKind, chartOf, chartTitle, tableChart } from "./choose-chart.ts";
export { figureCard } from "./figure-card.ts";
export { figureLabel } from "./figure-label.ts";
export { lineChart } from "./line-chart.ts";
export { createPictures, type PictureOptions, type Pictures, toPng } from "./to-png.ts";
