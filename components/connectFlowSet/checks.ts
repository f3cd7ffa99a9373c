import { refuse } from "../../contentModel/refuse";
import type { FlowArgs, ConnectFlowSetArgs } from "./args";
import { type NamedQueue, namedQueues } from "../../callFlows/namedQueues";

export function checkFlows(name: string, { flows, held = [], instanceArn }: ConnectFlowSetArgs): void {
  const problems = [
    ...Object.entries(flows).flatMap(([flow, { content, description }]) => [
      ...(description.trim() === "" ? [`${flow} has no description. Say in a sentence what it is for.`] : []),
      ...modulesNamedIn({ content })
        .filter((module) => flows[module]?.type !== "MODULE")
        .map((module) => `${flow} runs the module ${module}, which is not in the set. Add it.`),
    ]),
    ...modulesOf(flows)
      .filter((module) => runsItself(flows, module))
      .map(
        (module) =>
          `${module} runs modules that in turn run it. The service lets no module call itself: take one of the calls out.`,
      ),
    ...namedQueues(flows)
      .filter((queue) => queue.instanceArn !== instanceArn)
      .map(
        ({ flow, arn }) =>
          `${flow} names the queue ${arn}, which is not on ${instanceArn}. Name a queue of the instance.`,
      ),
    ...held
      .filter((flow) => !(flow in flows))
      .map((flow) => `The flow ${flow} is held, but is not in the set. Take it out of held.`),
  ];
  refuse(`ConnectFlowSet ${name} cannot be deployed:`, problems);
}

export const modulesOf = (flows: ConnectFlowSetArgs["flows"]): string[] =>
  Object.keys(flows).filter((flow) => flows[flow]?.type === "MODULE");

/** The modules that a flow names statically. */
export const modulesNamedIn = ({ content }: Pick<FlowArgs, "content">): string[] => [
  ...new Set([...content.matchAll(/\{\{module:([^}]+)\}\}/g)].map(([, module]) => module as string)),
];

/** Whether a module runs itself, at once or through others. */
function runsItself(flows: ConnectFlowSetArgs["flows"], module: string): boolean {
  const run = new Set(modulesNamedIn(flows[module] as FlowArgs));
  for (const one of run) for (const further of modulesNamedIn(flows[one] ?? { content: "" })) run.add(further);
  return run.has(module);
}

/**
 * What the instance says of such a queue has to be another's: a queue of the stack names the stack's flows, and would
 * be gone, or not be there yet, when it is needed.
 * @throws Error for a queue of the stack itself
 */
export function checkNamedQueue(
  { flow, arn }: NamedQueue,
  { name }: { readonly name: string },
  namePrefix: string,
): void {
  if (name.startsWith(`${namePrefix}-`))
    throw new Error(
      `${flow} names ${arn}, which is ${name}: a queue that this program makes. Name one that was on the instance before, such as BasicQueue.`,
    );
}
