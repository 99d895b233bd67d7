/**
 * What was worked out from one state of the index, by a key: forgotten when the index changes or, the longest
 * unused first, beyond a bound.
 */
import type { Store } from "../../store/index.ts";

export class Remembered<T> {
  readonly #store: Pick<Store, "dataVersion">;
  readonly #max: number;
  readonly #values = new Map<string, T>();
  #version = -1;

  /** @param max entries that are kept */
  constructor(store: Pick<Store, "dataVersion">, max: number) {
    this.#store = store;
    this.#max = max;
  }

  /** The value of a key, made on first use; a promise that fails is not kept. */
  of(key: string, make: () => T): T {
    const version = this.#store.dataVersion();
    if (version !== this.#version) {
      this.#values.clear();
      this.#version = version;
    }
    const known = this.#values.get(key);
    const value = known === undefined ? make() : known;
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#max) break;
      this.#values.delete(oldest);
    }
    if (known === undefined && value instanceof Promise) {
      value.catch(() => {
        if (this.#values.get(key) === value) this.#values.delete(key);
      });
    }
    return value;
  }
}
