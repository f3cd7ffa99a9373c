import { type RuleId, rules, type Severity } from "./checks/rules";

/** One thing that is wrong with a flow, said so that a person can mend it. */
export interface Problem {
  readonly flow: string;
  /** Absent when the problem is the flow's as a whole. */
  readonly block?: string;
  /** The rule's id; docs/rules.md explains it. */
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  /** What the service says when it refuses the flow for this, where that is known. */
  readonly says?: string;
  readonly remedy: string;
}

/** A problem of a rule that has one severity. */
export const problemOf = (rule: RuleId, problem: Omit<Problem, "rule" | "severity">): Problem => ({
  ...problem,
  rule,
  severity: rules[rule].severity,
});

export const describe = ({ flow, block, rule, message, remedy }: Problem): string =>
  `${flow}${block === undefined ? "" : `, block ${block}`}: ${message} ${remedy} [${rule}]`;

/** Thrown with every problem of a flow at once. */
export class FlowError extends Error {
  override readonly name = "FlowError";
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describe).join("\n"));
  }
}
