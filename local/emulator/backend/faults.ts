import type { ApiName } from "connect-ivr/internal/handlers/rows";

/**
 * What can be wrong with an operation. `slow`: it answers after a second. `failing`: 500, and nothing
 * is done. `hanging`: nothing is done and nothing answered. `lost`: it is done and not answered.
 * `duplicated`: the request arrives twice and is answered twice. `malformed`: it is done, and the
 * answer is cut off. `reset`: it is done, and the connection is reset without an answer.
 */
export const FAULTS = ["slow", "failing", "hanging", "lost", "duplicated", "malformed", "reset"] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults that are switched on and off. */
export class Faults {
  readonly #faults = new Map<string, Fault>();
  #met = false;

  /** Whether functions may have met one since the last reset, be it switched off by now. */
  get met(): boolean {
    return this.#met;
  }

  /** @param what an API, or one operation by its id in the description, which counts before its API */
  set(what: ApiName | (string & {}), fault: Fault): void {
    this.#faults.set(what, fault);
    this.#met = true;
  }

  clear(): void {
    this.#faults.clear();
  }

  reset(): void {
    this.clear();
    this.#met = false;
  }

  of(operation: { readonly id: string; readonly api: ApiName }): Fault | undefined {
    return this.#faults.get(operation.id) ?? this.#faults.get(operation.api);
  }
}
