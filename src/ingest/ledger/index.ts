export { findContradictions } from "./audit.ts";
export { buildLedger, LEDGER_VERSION, type LedgerInput } from "./ledger.ts";
