export { findContradictions } from "./audit.ts";
export { buildLedger, LEDGER_VERSION } from "./ledger.ts";
