/** A request that the description accepts. */
export interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The idempotency key, where there is one. */
  readonly key: string;
  /** The charge reference, where there is one. */
  readonly reference: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly body: object;
}

/** What is done for an operation of the description, by its id. */
export type Operations = Readonly<Record<string, (asked: Asked) => Answered>>;

export const ok = (body: object): Answered => ({ status: 200, body });
export const ACCEPTED: Answered = { status: 202, body: {} };
export const created = (body: object): Answered => ({ status: 201, body });
/** @param code tells apart what a status has several reasons for */
export const problem = (status: number, title: string, code?: string): Answered => ({
  status,
  body: { title, ...(code !== undefined && { code }) },
});
export const UNKNOWN = problem(404, "There is no such thing.");
