export type { RecognisedPage } from "../pdf.ts";
export { recogniseImage, recogniseImagePages, recognisePdfPages } from "./recognise.ts";
