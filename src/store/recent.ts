/**
 * A bounded memory of what was read last: the oldest entries leave when the total weight is over the bound.
 */

export interface Recent<K, V> {
  /** The value under `key`, loaded when it is not remembered. */
  get(key: K, load: () => V): V;
  clear(): void;
}

/** Creates a memory for values whose weights add up to at most `maxWeight`; each weighs 1 unless told. */
export function createRecent<K, V>(maxWeight: number, weigh: (value: V) => number = () => 1): Recent<K, V> {
  const entries = new Map<K, V>();
  let weight = 0;
  return {
    get(key, load) {
      const known = entries.get(key);
      if (known !== undefined) {
        // A Map keeps the order of insertion: putting it in again makes it the youngest.
        entries.delete(key);
        entries.set(key, known);
        return known;
      }
      const value = load();
      entries.set(key, value);
      weight += weigh(value);
      for (const [oldest, old] of entries) {
        if (weight <= maxWeight || oldest === key) break;
        entries.delete(oldest);
        weight -= weigh(old);
      }
      return value;
    },
    clear() {
      entries.clear();
      weight = 0;
    },
  };
}
