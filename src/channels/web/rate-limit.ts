/**
 * How many requests an address may send: a bucket of tokens per address that fills again with time.
 */

export interface RateLimitOptions {
  /** Requests that an address may send at once, and again within a minute. */
  perMinute: number;
  /** Addresses remembered at most; the one unheard of for longest is forgotten first. Default 10,000. */
  maxAddresses?: number;
  now?: () => number;
}

export interface RateLimit {
  /** Counts one request; 0 when it may pass, else the seconds to wait. */
  take(address: string): number;
}

/** A limit whose memory is bounded whatever addresses come. */
export function createRateLimit({
  perMinute,
  maxAddresses = 10_000,
  now = Date.now,
}: RateLimitOptions): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMs = perMinute / 60_000;
  return {
    take(address) {
      const at = now();
      const known = buckets.get(address);
      const tokens = known
        ? Math.min(perMinute, known.tokens + Math.max(0, at - known.at) * perMs)
        : perMinute;
      const passes = tokens >= 1;
      // Set anew, so that the order of the map is the order of last use.
      buckets.delete(address);
      buckets.set(address, { tokens: passes ? tokens - 1 : tokens, at });
      const oldest = buckets.keys().next().value;
      if (buckets.size > maxAddresses && oldest !== undefined) buckets.delete(oldest);
      return passes ? 0 : Math.ceil((1 - tokens) / perMs / 1000);
    },
  };
}
