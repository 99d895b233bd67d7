/**
 * A seed in, the same stream of random choices out on every machine (mulberry32).
 */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** One of the choices, which must not be empty. */
  pick<T>(choices: readonly T[]): T;
  /** The choices in another order. */
  shuffled<T>(choices: readonly T[]): T[];
}

/** Creates a stream; streams of different seeds have nothing in common. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    pick(choices) {
      const chosen = choices[whole(0, choices.length - 1)];
      if (chosen === undefined) throw new RangeError("nothing to choose from");
      return chosen;
    },
    shuffled(choices) {
      const result = [...choices];
      for (let i = result.length - 1; i > 0; i--) {
        const j = whole(0, i);
        const [a, b] = [result[i], result[j]];
        if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a];
      }
      return result;
    },
  };
}
