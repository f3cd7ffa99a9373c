import { type Block, check, disconnect, endFlow, endModule, type Flow, type FlowType } from "../../flowLanguage";

/** A flow around blocks of a test; the first of them is its start. */
export const flowOf = (blocks: Readonly<Record<string, Block>>, rest: Partial<Flow> = {}): Flow => ({
  name: "exampleFlow",
  type: "CONTACT_FLOW",
  description: "Serves as an example.",
  start: Object.keys(blocks)[0] ?? "nothing",
  blocks,
  ...rest,
});

/** A block that ends a flow of the given type. */
export const endOf = (type: FlowType): Block =>
  type === "MODULE"
    ? endModule()
    : ["CONTACT_FLOW", "AGENT_TRANSFER", "QUEUE_TRANSFER", "CAMPAIGN"].includes(type)
      ? disconnect()
      : endFlow();

/** A flow of one block under test, `it`, and of `end`, which its branches lead to. */
export const flowAround = (block: Block, type: FlowType = "CONTACT_FLOW"): Flow =>
  flowOf(leadsOn(block) ? { it: block, end: endOf(type) } : { it: block }, { type });

const leadsOn = ({ next, errors, conditions }: Block): boolean =>
  next !== undefined || errors !== undefined || conditions !== undefined;

/** What is found in a flow, as `block: rule`, in alphabetical order; problems of the whole flow have no block. */
export const found = (flow: Flow): string[] =>
  check(flow)
    .map(({ block, rule }) => (block === undefined ? rule : `${block}: ${rule}`))
    .sort();

/** A block whose branches all lead to `end`, as it is once `change` has been made. */
export const changed = (block: Block, change: { [Part in keyof Block]?: Block[Part] | undefined }): Block =>
  Object.fromEntries(
    Object.entries({ ...block, ...change }).filter(([, part]) => part !== undefined),
  ) as unknown as Block;
