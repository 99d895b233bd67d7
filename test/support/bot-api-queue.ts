/**
 * The emulator's updates on their way to the bot: kept until a poll confirms them or the webhook takes them.
 */
import type { UpdateBody } from "./bot-api-updates.ts";
import { BadRequest } from "./telegram-markup.ts";

interface Queued extends UpdateBody {
  update_id: number;
}

const RETRY_MS = 100;

export class UpdateQueue {
  /** Posts of the webhook that were not answered with 200, by status; 0 for no connection. */
  readonly refusedPosts: number[] = [];
  /** Updates that a poll handed out, again for those handed out again. */
  handedOut = 0;
  #waiting: Queued[] = [];
  #nextId = 1000;
  #wake: () => void = () => {};
  #poll = 0;
  #webhook: { url: string; secret: string } | null = null;
  #posting = false;
  #closed = false;

  put(update: UpdateBody): number {
    const update_id = this.#nextId++;
    this.#waiting.push({ update_id, ...update });
    this.#wake();
    void this.#post();
    return update_id;
  }

  /** Updates that are not confirmed. */
  get size(): number {
    return this.#waiting.length;
  }

  async poll(payload: Record<string, unknown>, gone: () => boolean): Promise<Queued[]> {
    if (this.#webhook) throw new BadRequest("Conflict: can't use getUpdates method while webhook is active");
    const own = ++this.#poll;
    // An older poll ends.
    this.#wake();
    const offset = Number(payload.offset ?? 0);
    this.#waiting = this.#waiting.filter(({ update_id }) => update_id >= offset);
    const until = performance.now() + Number(payload.timeout ?? 0) * 1000;
    while (this.#waiting.length === 0 && performance.now() < until && !this.#closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(500, until - performance.now()));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (gone()) return [];
      if (own !== this.#poll) throw new BadRequest("Conflict: terminated by other getUpdates request");
    }
    const batch = this.#waiting.slice(0, Number(payload.limit ?? 100));
    this.handedOut += batch.length;
    return batch;
  }

  setWebhook(url: string, secret: string): void {
    this.#webhook = url === "" ? null : { url, secret };
    void this.#post();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  async #post(): Promise<void> {
    if (this.#posting) return;
    this.#posting = true;
    while (this.#webhook && !this.#closed) {
      const [update] = this.#waiting;
      if (!update) break;
      const status = await postUpdate(this.#webhook, update);
      if (status === 200) this.#waiting.shift();
      else {
        this.refusedPosts.push(status);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    this.#posting = false;
  }
}

/** The answer's status; 0 for no connection. */
export async function postUpdate(webhook: { url: string; secret: string }, update: unknown): Promise<number> {
  try {
    const response = await fetch(webhook.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": webhook.secret },
      body: JSON.stringify(update),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
