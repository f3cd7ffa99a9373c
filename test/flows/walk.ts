import { type Block, exitsOf, type Flow, referencesIn, stepsOf } from "../../flowLanguage";

export const blockOf = (flow: Flow, name: string): Block => {
  const block = flow.blocks[name];
  if (block === undefined) throw new Error(`${flow.name} has no block ${name}.`);
  return block;
};

export const isCall = ({ type }: Block): boolean => type === "InvokeLambdaFunction";

/** What a block says, as texts or references; undefined for a block that says nothing. */
export function saidBy({ type, parameters }: Block): readonly string[] | undefined {
  if (type === "MessageParticipantIteratively")
    return (parameters["Messages"] as { SSML: string }[]).map(({ SSML }) => SSML);
  const text = (parameters["SSML"] ?? parameters["Text"]) as string | undefined;
  return text === undefined ? undefined : [text];
}

/** The flow attributes that a block sets, with their values. */
export const flowAttributesSetBy = ({ type, parameters }: Block): Record<string, string> =>
  type === "UpdateFlowAttributes"
    ? Object.fromEntries(
        Object.entries(parameters["FlowAttributes"] as Record<string, { Value: string }>).map(([name, { Value }]) => [
          name,
          Value,
        ]),
      )
    : {};

/** The contact attributes that a block sets, with their values. */
export const contactAttributesSetBy = ({ type, parameters }: Block): Record<string, string> =>
  type === "UpdateContactAttributes" ? (parameters["Attributes"] as Record<string, string>) : {};

/** The keys of a namespace that a block reads, such as `FlowAttributes`. */
export const readBy = ({ parameters }: Block, namespace: string): string[] =>
  referencesIn(parameters)
    .map(stepsOf)
    .flatMap(([scope, key]) => (scope === namespace && key !== undefined ? [key] : []));

/**
 * The flow attributes that are set on every way to each block that can be reached. A failed
 * attempt to set attributes sets none of them.
 */
export function alwaysSet(flow: Flow): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([[flow.start, new Set()]]);
  const pending = [flow.start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const block = blockOf(flow, name);
    for (const { branch, target } of exitsOf(block)) {
      const after = new Set([
        ...(known.get(name) ?? []),
        ...(branch === "next" ? Object.keys(flowAttributesSetBy(block)) : []),
      ]);
      const before = known.get(target);
      const both = before === undefined ? after : new Set([...before].filter((attribute) => after.has(attribute)));
      if (before === undefined || both.size < before.size) {
        known.set(target, both);
        pending.push(target);
      }
    }
  }
  return known;
}

/** Whether a block can be reached from another (or is it) without passing a call of a function. */
export function reachesWithoutCall(flow: Flow, from: string, isGoal: (name: string, block: Block) => boolean): boolean {
  const seen = new Set([from]);
  for (const name of seen) {
    const block = blockOf(flow, name);
    if (isCall(block)) continue;
    if (isGoal(name, block)) return true;
    for (const { target } of exitsOf(block)) seen.add(target);
  }
  return false;
}
