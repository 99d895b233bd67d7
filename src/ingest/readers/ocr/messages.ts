/**
 * What the recognising process is told and what it tells, one answer for each order but the pings.
 */
import type { RecognisedPage } from "../pdf.ts";

export type SourceKind = "pdf" | "image";

/** What the process is told; a ping says that somebody still waits. */
export type OcrOrder =
  | { kind: "open"; source: SourceKind; bytes: Uint8Array; stepSeconds: number }
  | { kind: "page"; page: number }
  | { kind: "ping" };

/** Why a file or page cannot be recognised: it is broken, it has more dots than are decoded, no models are there. */
export type OcrFailure = "damaged" | "too-many-pixels" | "no-models";

/** What the process tells: a piece is a part of a long page that is done; rss is its memory in bytes. */
export type OcrNews =
  | { kind: "opened"; pages: number }
  | { kind: "piece" }
  | { kind: "recognised"; page: RecognisedPage; rss: number }
  | { kind: "failed"; why: OcrFailure };
