/**
 * A vector in, the vector of the same direction and length 1 out.
 */

/** Scales to Euclidean length 1; a vector of zeros stays as it is. */
export function toUnitVector(vector: ArrayLike<number>): number[] {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (vector[i] ?? 0) ** 2;
  const length = Math.sqrt(sum);
  return Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}
