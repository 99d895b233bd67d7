export { recogniseImage, recogniseImagePages, recognisePdfPages } from "./recognise.ts";
