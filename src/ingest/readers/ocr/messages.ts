/**
 * What a reading process and its recognising child process say to each other.
 */
import type { RecognisedPage } from "../pdf.ts";

/** What pages are taken from. */
export type SourceKind = "pdf" | "image";

/** Why a file or one of its pages cannot be recognised. */
export type OcrFailure = "damaged" | "too-many-pixels";

/** What the child is told; a ping says only that its parent is still there. */
export type OcrOrder =
  | { kind: "open"; source: SourceKind; bytes: Uint8Array; stepSeconds: number }
  | { kind: "page"; page: number }
  | { kind: "ping" };

/** What the child says; rss is its memory in bytes. */
export type OcrNews =
  | { kind: "opened"; pages: number }
  | { kind: "recognised"; page: RecognisedPage; rss: number }
  | { kind: "failed"; why: OcrFailure };
