/**
 * The last questions of each chat, for a model that reads a follow-up. Bounded and expiring; chats never see each other.
 */
const MAX_CHATS = 1000;
const MAX_QUESTIONS = 2;
const EXPIRES_MS = 30 * 60 * 1000;

export class ChatHistory {
  readonly #chats = new Map<string, { questions: string[]; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Earlier questions, oldest first; empty for a new chat or after half an hour. */
  before(conversation: string | undefined): string[] {
    const chat = conversation === undefined ? undefined : this.#chats.get(conversation);
    return chat && this.#now() - chat.at <= EXPIRES_MS ? chat.questions : [];
  }

  /** Adds a question; the chat silent for longest is forgotten beyond 1000 chats. */
  add(conversation: string | undefined, question: string): void {
    if (conversation === undefined) return;
    const questions = [...this.before(conversation), question].slice(-MAX_QUESTIONS);
    this.#chats.delete(conversation);
    this.#chats.set(conversation, { questions, at: this.#now() });
    const [oldest] = this.#chats.keys();
    if (this.#chats.size > MAX_CHATS && oldest !== undefined) this.#chats.delete(oldest);
  }
}
