/** One thing that is wrong with a flow, said so that a person can mend it. */
export interface Problem {
  readonly flow: string;
  /** Absent when the problem is the flow's as a whole. */
  readonly block?: string;
  /** The rule's id, for searching the docs. */
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

export const describe = ({ flow, block, rule, message, remedy }: Problem): string =>
  `${flow}${block === undefined ? "" : `, block ${block}`}: ${message} ${remedy} [${rule}]`;

/** Thrown with every problem of a flow at once. */
export class FlowError extends Error {
  override readonly name = "FlowError";
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describe).join("\n"));
  }
}
