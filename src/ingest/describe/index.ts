export { type Description, describe, type Overrides } from "./describe.ts";
