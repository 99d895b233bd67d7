/**
 * A bounded memory of what happened lately, for things that nobody misses after a while.
 */

export interface Recent<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

export interface RecentOptions {
  maxEntries: number;
  lifetimeMs: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/** An empty memory; the oldest entry leaves beyond `maxEntries`, every entry after `lifetimeMs`. */
export function createRecent<Value>({
  maxEntries,
  lifetimeMs,
  now = Date.now,
}: RecentOptions): Recent<Value> {
  const kept = new Map<string, { value: Value; expiresAt: number }>();
  return {
    get(key) {
      const entry = kept.get(key);
      return entry && entry.expiresAt > now() ? entry.value : undefined;
    },
    set(key, value) {
      kept.delete(key);
      kept.set(key, { value, expiresAt: now() + lifetimeMs });
      for (const oldest of kept.keys()) {
        if (kept.size <= maxEntries) break;
        kept.delete(oldest);
      }
    },
    delete: (key) => void kept.delete(key),
  };
}
