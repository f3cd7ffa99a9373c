import { type Action, specOf } from "connect-ivr/flow";
import type { DeployedFlow } from "../simulator/instance";
import type { Step } from "../simulator/observed";

/** One way out of a block of a deployed flow or module. */
export interface Edge {
  readonly flow: string;
  readonly block: string;
  /** The condition's operand, the error, `next`; or `leaves`, where the contact leaves the flow by the block. */
  readonly exit: string;
  /** The block that it leads to. */
  readonly target?: string;
}

export interface FlowCoverage {
  readonly flow: string;
  readonly edges: number;
  readonly taken: number;
  readonly blocks: readonly { readonly block: string; readonly edges: number; readonly taken: number }[];
  readonly uncovered: readonly Edge[];
}

/** How many of the edges at least one call took. */
export interface Coverage {
  readonly edges: number;
  readonly taken: number;
  readonly flows: readonly FlowCoverage[];
}

/**
 * The ways out of a block. One that branches by conditions goes on by those and by its errors: its next
 * block only repeats what `NoMatchingCondition` leads to. A module without a result goes on with next.
 */
export function exitsOf(action: Action): { readonly exit: string; readonly target?: string }[] {
  const ways = [
    ...action.conditions.map(({ operands, next }) => ({ exit: operands[0] ?? "", target: next })),
    ...Object.entries(action.errors).map(([exit, target]) => ({ exit, target })),
  ];
  const leaves = specOf(action.type)?.leaves === true || (action.next === undefined && action.conditions.length === 0);
  if (leaves) return [{ exit: "leaves" }, ...ways];
  const goesOn = action.next !== undefined && (action.conditions.length === 0 || action.type === "InvokeFlowModule");
  return goesOn ? [{ exit: "next", target: action.next }, ...ways] : ways;
}

const keyOf = ({ flow, block, exit }: Pick<Edge, "flow" | "block" | "exit">): string => `${flow}\n${block}\n${exit}`;

/**
 * Measures calls, each given by the blocks that it passed, against the flows of the stacks that they were placed in.
 */
export function coverageOf(flows: Iterable<DeployedFlow>, calls: Iterable<readonly Step[]>): Coverage {
  // Stacks deploy the same flows: what is covered on one is covered.
  const byName = new Map([...flows].map((flow) => [flow.name, flow]));
  const taken = new Set<string>();
  for (const steps of calls) for (const edge of edgesOf(steps, byName)) taken.add(keyOf(edge));
  const measured = [...byName.values()]
    .map((flow) => flowCoverage(flow, taken))
    .sort((a, b) => a.flow.localeCompare(b.flow));
  return { edges: sum(measured, "edges"), taken: sum(measured, "taken"), flows: measured };
}

const sum = <Field extends string>(rows: readonly { readonly [F in Field]: number }[], field: Field): number =>
  rows.reduce((total, row) => total + row[field], 0);

function flowCoverage({ name, content }: DeployedFlow, taken: ReadonlySet<string>): FlowCoverage {
  const edges = [...content.actions.values()].map((action) => ({
    block: action.identifier,
    ways: exitsOf(action).map((way) => ({ flow: name, block: action.identifier, ...way })),
  }));
  const blocks = edges.map(({ block, ways }) => ({
    block,
    edges: ways.length,
    taken: ways.filter((edge) => taken.has(keyOf(edge))).length,
  }));
  return {
    flow: name,
    edges: sum(blocks, "edges"),
    taken: sum(blocks, "taken"),
    blocks,
    uncovered: edges.flatMap(({ ways }) => ways.filter((edge) => !taken.has(keyOf(edge)))),
  };
}

/**
 * The edges of one call. A module's caller goes on only after the module's end, so its exit shows in the block after
 * that.
 */
function edgesOf(steps: readonly Step[], flows: ReadonlyMap<string, DeployedFlow>): Edge[] {
  const callers: Step[] = [];
  return steps.flatMap((step, index) => {
    if (step.branch === "module") callers.push(step);
    const taken = edgeOf(step, flows);
    if (step.branch !== "return") return taken;
    const caller = callers.pop();
    return caller === undefined ? taken : [...taken, ...edgeAfterModule(caller, steps[index + 1]?.block, flows)];
  });
}

const actionOf = ({ flow, block }: Step, flows: ReadonlyMap<string, DeployedFlow>): Action | undefined =>
  flows.get(flow)?.content.actions.get(block);

function edgeOf(step: Step, flows: ReadonlyMap<string, DeployedFlow>): Edge[] {
  const action = actionOf(step, flows);
  if (action === undefined) return [];
  const exits = exitsOf(action);
  const found = exits.find(({ exit }) => exit === step.branch) ?? exits.find(({ exit }) => exit === "leaves");
  return found === undefined ? [] : [{ flow: step.flow, block: step.block, ...found }];
}

function edgeAfterModule(
  caller: Step,
  following: string | undefined,
  flows: ReadonlyMap<string, DeployedFlow>,
): Edge[] {
  const action = actionOf(caller, flows);
  const found = action && exitsOf(action).find(({ target }) => target === following);
  return found === undefined ? [] : [{ flow: caller.flow, block: caller.block, ...found }];
}
