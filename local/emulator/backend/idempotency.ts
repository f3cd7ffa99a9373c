import { createHmac, randomBytes } from "node:crypto";
import { type Answered, problem } from "./operations";

/** Answers by idempotency key: what a key was used for is done once. */
export class Idempotency {
  readonly #answers = new Map<string, { readonly fingerprint: string; readonly answered: Answered }>();
  // Requests hold card numbers: what is kept of them cannot be turned back without this key.
  readonly #secret = randomBytes(32);

  /** The answer that was given to the key, or the one that `act` gives now; another request with the key is refused. */
  once(key: string, request: object, act: () => Answered): Answered {
    const fingerprint = createHmac("sha256", this.#secret).update(JSON.stringify(request)).digest("hex");
    const known = this.#answers.get(key);
    if (known)
      return known.fingerprint === fingerprint ? known.answered : problem(422, "The key was used for another request.");
    const answered = act();
    this.#answers.set(key, { fingerprint, answered });
    return answered;
  }
}
