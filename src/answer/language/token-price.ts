/**
 * What tokens cost: counts and a price list in, money out.
 */

/** In yuan per million tokens. */
export interface TokenPrice {
  input: number;
  output: number;
}

/** The cost in yuan. */
export function costOf(tokens: { inputTokens: number; outputTokens: number }, price: TokenPrice): number {
  return (tokens.inputTokens * price.input + tokens.outputTokens * price.output) / 1_000_000;
}
