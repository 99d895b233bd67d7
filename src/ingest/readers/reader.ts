/**
 * What every format reader offers. A reader turns the bytes of one file into text with its outline hints
 * and understands nothing of what the text says.
 */
import type { ExtractedText } from "../../domain/index.ts";
import type { ReadContext } from "./limits.ts";

export interface Reader {
  /** Short name for logs: txt, md, html. */
  readonly name: string;
  /** Lower-case file name endings with their dot that the reader is usually known by. */
  readonly extensions: string[];
  /** True when the reader can take the file: the bytes decide, the name is only a hint. */
  accepts(bytes: Uint8Array, file: string): boolean;
  /**
   * Reads the file within the context's limits; throws UserError with the file's name when there is nothing
   * readable in it or too much of it. Heavy parsers are imported here, not at the top of the reader's file.
   */
  read(bytes: Uint8Array, file: string, context: ReadContext): Promise<ExtractedText>;
}

/** The lower-case ending of a file name with its dot; "" for none. */
export function extensionOf(file: string): string {
  return /\.[^./\\]+$/.exec(file)?.[0].toLowerCase() ?? "";
}
