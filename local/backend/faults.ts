import type { ApiName } from "../../handlers/rows";

/**
 * What can be wrong with an operation. `slow`: it answers after a second. `failing`: 500, and nothing
 * is done. `hanging`: nothing is done and nothing answered. `lost`: it is done and not answered.
 * `duplicated`: the request arrives twice and is answered twice. `malformed`: it is done, and the
 * answer is cut off.
 */
export const FAULTS = ["slow", "failing", "hanging", "lost", "duplicated", "malformed"] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults that are switched on and off. */
export class Faults {
  readonly #faults = new Map<string, Fault>();

  /** Whether functions may have met one. */
  get any(): boolean {
    return this.#faults.size > 0;
  }

  /** @param what an API, or one operation by its id in the description, which counts before its API */
  set(what: ApiName | (string & {}), fault: Fault): void {
    this.#faults.set(what, fault);
  }

  clear(): void {
    this.#faults.clear();
  }

  of(operation: { readonly id: string; readonly api: ApiName }): Fault | undefined {
    return this.#faults.get(operation.id) ?? this.#faults.get(operation.api);
  }
}
