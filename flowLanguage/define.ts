import type { Block, Flow, FlowType } from "./block";
import { check } from "./checks";
import { FlowError } from "./problem";

/** Blocks whose every branch leads to one of them. */
type Closed<Blocks> = { readonly [Name in keyof Blocks]: Block<keyof Blocks & string> };

interface Definition<Blocks> {
  readonly name: string;
  readonly description: string;
  readonly start: keyof Blocks & string;
  readonly blocks: Blocks & Closed<Blocks>;
}

/**
 * Blocks that belong together and are used by several flows. Only `Entry` can be aimed at
 * from outside; the blocks behind it stay the fragment's own.
 */
export type Fragment<Entry extends string, Exit extends string = never> = { readonly [Name in Entry]: Block<Exit> };

/** Hides the inner blocks of a fragment from the types of the flow that spreads it in. */
export const fragment = <Entry extends string, Exit extends string = never>(
  blocks: Readonly<Record<string, Block>>,
): Fragment<Entry, Exit> => blocks as unknown as Fragment<Entry, Exit>;

/**
 * A call flow: named blocks, of which a branch that leads to none of them does not compile.
 * The name of a block is its identifier in the JSON, in the flow log and in every message.
 * @throws FlowError with every error of the flow; `check` gives its warnings too
 */
export function defineFlow<const Blocks extends Readonly<Record<string, Block>>>(
  flow: Definition<Blocks> & { readonly type: Exclude<FlowType, "MODULE"> },
): Flow {
  return checked({ ...flow, blocks: flow.blocks });
}

/**
 * A flow module. It ends in `endModule()` only and gives its caller nothing but contact attributes.
 * @throws FlowError with every error of the module
 */
export function defineModule<const Blocks extends Readonly<Record<string, Block>>>(module: Definition<Blocks>): Flow {
  return checked({ ...module, type: "MODULE", blocks: module.blocks });
}

function checked(flow: Flow): Flow {
  const problems = check(flow).filter(({ severity }) => severity === "error");
  if (problems.length > 0) throw new FlowError(problems);
  return flow;
}
