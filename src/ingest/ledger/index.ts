export { buildLedger, LEDGER_VERSION, type LedgerInput } from "./ledger.ts";
