import { randomInt } from "node:crypto";
import { hashOf, matches } from "./hashes";

const MINUTE_MS = 60_000;
const LIFETIME_MS = 5 * MINUTE_MS;
/** So many codes can be asked for with an account number in a quarter of an hour, and a code be guessed at so often. */
const CODES = 3;
const GUESSES = 3;
const PERIOD_MS = 15 * MINUTE_MS;

interface Code {
  readonly hash: string;
  readonly expiresAt: number;
  guesses: number;
}

/** One-time codes by account number: six digits, good for five minutes and for one use, kept as hashes. */
export class OneTimeCodes {
  readonly #codes = new Map<string, Code>();
  readonly #asked = new Map<string, number[]>();

  constructor(private readonly now: () => number) {}

  /** A new code, which takes the place of the last. @returns undefined when too many were asked for */
  make(accountNumber: string): string | undefined {
    const recent = (this.#asked.get(accountNumber) ?? []).filter((at) => this.now() - at < PERIOD_MS);
    if (recent.length >= CODES) return undefined;
    this.#asked.set(accountNumber, [...recent, this.now()]);
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    this.#codes.set(accountNumber, { hash: hashOf(code), expiresAt: this.now() + LIFETIME_MS, guesses: 0 });
    return code;
  }

  /** Whether it is the code; it is used up with that. */
  use(accountNumber: string, given: string): boolean {
    const code = this.#codes.get(accountNumber);
    const good = code !== undefined && this.now() < code.expiresAt && ++code.guesses <= GUESSES;
    const right = matches(given, good ? code.hash : undefined);
    if (right) this.#codes.delete(accountNumber);
    return right;
  }
}
