import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { moduleMarker } from "../../flowLanguage";
import { parseInstanceArn } from "../../callFlows/instance";
import { after } from "../shared/dependsOn";
import { mapValues } from "../shared/mapValues";
import type { FlowArgs, ConnectFlowSetArgs } from "./args";
import { type NamedQueue, namedQueues } from "../../callFlows/namedQueues";
import { checkFlows, checkNamedQueue, modulesOf, modulesNamedIn } from "./checks";

/**
 * Flows and flow modules, in the order that the service needs: what `dependsOn` names (the functions
 * they call, the prompts that they play) first, then modules, then flows.
 */
export class ConnectFlowSet extends pulumi.ComponentResource {
  /** ARN of each flow by logical name; the names are known in a preview. */
  readonly flowArns: Record<string, pulumi.Output<string>>;
  /** ARN of each module by logical name. */
  readonly moduleArns: Record<string, pulumi.Output<string>>;
  /** Id of each flow by logical name. */
  readonly flowIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: ConnectFlowSetArgs, opts?: pulumi.ComponentResourceOptions) {
    checkFlows(name, args);
    super("connect-ivr:index:ConnectFlowSet", name, {}, opts);
    const { id: instanceId } = parseInstanceArn(args.instanceArn);
    const child = (flow: string) => ({
      parent: this,
      deleteBeforeReplace: true,
      ...(args.held?.includes(flow) === true && { ignoreChanges: ["content"] }),
    });
    const common = (flow: string, { description }: FlowArgs) => ({
      instanceId,
      name: `${args.namePrefix}-${flow}`,
      description: `${description} Deployed by Pulumi (${pulumi.getProject()}, ${pulumi.getStack()}): edits in the designer are overwritten.`,
    });
    const modules: Record<string, connect.ContactFlowModule> = {};
    for (const module of inOrder(args.flows)) {
      const flowArgs = args.flows[module] as FlowArgs;
      const named = modulesNamedIn(flowArgs).map((one) => [one, modules[one] as connect.ContactFlowModule] as const);
      const content = withModuleIds(
        flowArgs.content,
        Object.fromEntries(named.map(([one, { contactFlowModuleId }]) => [one, contactFlowModuleId])),
      );
      modules[module] = new connect.ContactFlowModule(
        `${name}-${module}`,
        { ...common(module, flowArgs), content },
        { ...child(module), dependsOn: after(opts, ...named.map(([, one]) => one)) },
      );
    }
    const named = checkedQueues(namedQueues(args.flows), { instanceId, namePrefix: args.namePrefix }, this);
    const moduleIds = mapValues(modules, (module) => module.contactFlowModuleId);
    const flows = Object.fromEntries(
      Object.entries(args.flows)
        .filter(([, { type }]) => type !== "MODULE")
        .map(([flow, flowArgs]) => [
          flow,
          new connect.ContactFlow(
            `${name}-${flow}`,
            {
              ...common(flow, flowArgs),
              type: flowArgs.type,
              content: onceChecked(named, withModuleIds(flowArgs.content, moduleIds)),
            },
            { ...child(flow), dependsOn: after(opts, ...Object.values(modules)) },
          ),
        ]),
    );
    this.flowArns = mapValues(flows, (flow) => flow.arn);
    this.moduleArns = mapValues(modules, (module) => module.arn);
    this.flowIds = mapValues(flows, (flow) => flow.contactFlowId);
    this.registerOutputs({ flowArns: this.flowArns, moduleArns: this.moduleArns, flowIds: this.flowIds });
  }
}

/** Asks the instance for the queues that flows name by ARN: one that is not there fails the preview, and not a call. */
const checkedQueues = (
  queues: readonly NamedQueue[],
  { instanceId, namePrefix }: { readonly instanceId: string; readonly namePrefix: string },
  parent: pulumi.Resource,
): pulumi.Output<unknown>[] =>
  queues.map((queue) =>
    connect
      .getQueueOutput({ instanceId, queueId: queue.queueId }, { parent })
      .apply((found) => checkNamedQueue(queue, found, namePrefix)),
  );

const onceChecked = (checks: pulumi.Output<unknown>[], content: pulumi.Input<string>): pulumi.Input<string> =>
  checks.length === 0 ? content : pulumi.all([pulumi.output(content), pulumi.all(checks)]).apply(([text]) => text);

/** The modules, each behind those that it runs: none runs itself. */
function inOrder(flows: ConnectFlowSetArgs["flows"]): string[] {
  const ordered: string[] = [];
  for (
    let pending = modulesOf(flows), before = -1;
    before !== ordered.length;
    pending = pending.filter((module) => !ordered.includes(module))
  ) {
    before = ordered.length;
    for (const module of pending)
      if (modulesNamedIn(flows[module] as FlowArgs).every((one) => ordered.includes(one))) ordered.push(module);
  }
  return ordered;
}

/** The content with the ids of its static modules; content without any stays plain and so is known in every preview. */
function withModuleIds(
  content: string,
  moduleIds: Readonly<Record<string, pulumi.Output<string>>>,
): pulumi.Input<string> {
  const used = Object.entries(moduleIds).filter(([module]) => content.includes(moduleMarker(module)));
  if (used.length === 0) return content;
  return pulumi
    .all(Object.fromEntries(used))
    .apply((ids) =>
      Object.entries(ids).reduce(
        (text, [module, id]) => text.replaceAll(moduleMarker(module), `${id}:$LATEST`),
        content,
      ),
    );
}
