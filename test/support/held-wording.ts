/**
 * A scripted model that words an answer piece by piece and goes on only when it is told to: a test sees what a reader
 * was shown in between, whatever the machine's speed.
 */
import type { Script } from "./scripted-chat.ts";

export interface HeldWording {
  script: Script;
  /** The pieces as they are said. */
  words(): AsyncGenerator<string>;
  /** Lets the model say its next piece. */
  goOn(): void;
  /** Pieces said so far. */
  said: string[];
}

/** Says the first piece at once and each further one after `goOn`; in other uses it says nothing. */
export function heldWording(pieces: readonly string[]): HeldWording {
  const said: string[] = [];
  let allowed = 1;
  let wake = () => {};
  async function* words(): AsyncGenerator<string> {
    for (const [i, piece] of pieces.entries()) {
      while (i >= allowed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      said.push(piece);
      yield piece;
    }
  }
  return {
    said,
    words,
    script: (request) => (request.use === "phrase" ? words() : ""),
    goOn() {
      allowed++;
      wake();
    },
  };
}
