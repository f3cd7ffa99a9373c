import type { FlowType } from "../block";
import type { Action, FlowDocument } from "../document";
import type { RuleId } from "./rules";
import type { Grade } from "../actions/parameters";

/** A way out of an action: the branch as a person would say it, and where it leads. */
export interface Exit {
  readonly branch: string;
  /** The error that takes the branch. */
  readonly error?: string;
  readonly target: string;
}

/** A flow as the rules see it, whether it was written with this library or read. */
export interface CheckedFlow {
  readonly type: FlowType;
  readonly document: FlowDocument;
  /** By identifier; where there are two of one, the first. */
  readonly actions: ReadonlyMap<string, Action>;
  readonly exits: ReadonlyMap<string, readonly Exit[]>;
  /** What the functions called by a block answer, where the author has said so. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
}

/** What a rule finds. */
export interface Finding {
  readonly rule: RuleId;
  /** The position of the action in the document. Absent: the flow as a whole. */
  readonly index?: number;
  readonly message: string;
  readonly remedy: string;
  readonly says?: string;
  /** How well this part of the rule is known, where parts of it are known differently. */
  readonly grade?: Grade;
}

export function modelOf(document: FlowDocument, type: FlowType, answers: CheckedFlow["answers"]): CheckedFlow {
  const actions = new Map<string, Action>();
  for (const action of document.actions) if (!actions.has(action.identifier)) actions.set(action.identifier, action);
  const exits = new Map([...actions].map(([identifier, action]) => [identifier, exitsOf(action)]));
  return { type, document, actions, exits, answers };
}

/** Every way out of an action. */
export const exitsOf = ({ next, conditions, errors }: Action): Exit[] => [
  ...(next === undefined ? [] : [{ branch: "next", target: next }]),
  ...conditions.map(({ operator, operands, next: target }) => ({
    branch: `${operator} ${operands.join(", ")}`,
    target,
  })),
  ...Object.entries(errors).map(([error, target]) => ({ branch: error, error, target })),
];

/** Where each action leads. */
export const targetsOf = ({ exits }: CheckedFlow): ReadonlyMap<string, readonly string[]> =>
  new Map([...exits].map(([identifier, ways]) => [identifier, ways.map(({ target }) => target)]));
