/**
 * What the model says of a line, place by place, in; its characters with their places and likelihoods out.
 */

export interface ReadCharacter {
  char: string;
  /** 0 at the left end of the line, 1 at its right end. */
  place: number;
  /** 0 to 1. */
  likely: number;
}

/** The likeliest character of each place, without repetitions and blanks (CTC, the blank is number 0). */
export function readCharacters(output: Float32Array, places: number, alphabet: string[]): ReadCharacter[] {
  const classes = output.length / places;
  const found: ReadCharacter[] = [];
  let last = 0;
  for (let place = 0; place < places; place++) {
    const from = place * classes;
    let best = 0;
    for (let i = 1; i < classes; i++) {
      if ((output[from + i] ?? 0) > (output[from + best] ?? 0)) best = i;
    }
    const char = alphabet[best - 1];
    if (best !== last && char !== undefined) {
      found.push({ char, place: (place + 0.5) / places, likely: output[from + best] ?? 0 });
    }
    last = best;
  }
  return found;
}
