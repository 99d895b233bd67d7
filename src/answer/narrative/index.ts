export { type Tellable, tell, tellable, toldText } from "./tell.ts";
