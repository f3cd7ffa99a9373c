import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { moduleMarker } from "../../flowLanguage";
import { parseInstanceArn } from "../instance";
import { refuse } from "../refuse";

/** One flow or flow module as it is deployed. */
export interface FlowArgs {
  /** A flow type of the service, such as `CONTACT_FLOW`, or `MODULE` for a flow module. */
  type: string;
  /** The flow's JSON, as `render(defineFlow(…))` writes it or a designer export holds it. */
  content: string;
  /** What the flow is for; never empty, the service cannot update a module without one. */
  description: string;
}

/** A claimed phone number and the flow that its calls begin in. */
export interface FlowNumberArgs {
  /** Id of the claimed number (not the number itself). Numbers are associated here, never claimed or released. */
  phoneNumberId: pulumi.Input<string>;
  /** Name of the flow, a key of `flows`. */
  flow: string;
}

export interface ConnectFlowSetArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** Beginning of the names that flows have on the instance, where names are unique. */
  namePrefix: string;
  /** Flows and modules by logical name. */
  flows: Record<string, FlowArgs>;
  /** Phone numbers by logical name. Default: none. */
  numbers?: Record<string, FlowNumberArgs>;
}

/**
 * Flows and flow modules, in the order that the service needs: what `dependsOn` names (the functions
 * they call) first, then modules, then flows, then the numbers.
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
    // A component's own dependsOn is not recorded for its children, so destroying would lose the order.
    const first = {
      parent: this,
      deleteBeforeReplace: true,
      ...(opts?.dependsOn !== undefined && { dependsOn: opts.dependsOn }),
    };
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
        {
          ...first,
          ...(named.length > 0 && {
            dependsOn: after(
              opts,
              named.map(([, one]) => one),
            ),
          }),
        },
      );
    }
    const moduleIds = mapValues(modules, (module) => module.contactFlowModuleId);
    const flows = Object.fromEntries(
      Object.entries(args.flows)
        .filter(([, { type }]) => type !== "MODULE")
        .map(([flow, flowArgs]) => [
          flow,
          new connect.ContactFlow(
            `${name}-${flow}`,
            { ...common(flow, flowArgs), type: flowArgs.type, content: withModuleIds(flowArgs.content, moduleIds) },
            { ...first, dependsOn: after(opts, Object.values(modules)) },
          ),
        ]),
    );
    for (const [number, { phoneNumberId, flow }] of Object.entries(args.numbers ?? {}))
      new connect.PhoneNumberContactFlowAssociation(
        `${name}-${number}`,
        { instanceId, phoneNumberId, contactFlowId: (flows[flow] as connect.ContactFlow).contactFlowId },
        { parent: this, deleteBeforeReplace: true },
      );

    this.flowArns = mapValues(flows, (flow) => flow.arn);
    this.moduleArns = mapValues(modules, (module) => module.arn);
    this.flowIds = mapValues(flows, (flow) => flow.contactFlowId);
    this.registerOutputs({ flowArns: this.flowArns, moduleArns: this.moduleArns, flowIds: this.flowIds });
  }
}

function checkFlows(name: string, { flows, numbers = {} }: ConnectFlowSetArgs): void {
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
    ...Object.entries(numbers)
      .filter(([, { flow }]) => !(flow in flows))
      .map(
        ([number, { flow }]) =>
          `The number ${number} begins in ${flow}, which is not in the set. Name one of ${Object.keys(flows).join(", ")}.`,
      ),
  ];
  refuse(`ConnectFlowSet ${name} cannot be deployed:`, problems);
}

const modulesOf = (flows: ConnectFlowSetArgs["flows"]): string[] =>
  Object.keys(flows).filter((flow) => flows[flow]?.type === "MODULE");

/** The modules that a flow names statically. */
const modulesNamedIn = ({ content }: Pick<FlowArgs, "content">): string[] => [
  ...new Set([...content.matchAll(/\{\{module:([^}]+)\}\}/g)].map(([, module]) => module as string)),
];

/** Whether a module runs itself, at once or through others. */
function runsItself(flows: ConnectFlowSetArgs["flows"], module: string): boolean {
  const run = new Set(modulesNamedIn(flows[module] as FlowArgs));
  for (const one of run) for (const further of modulesNamedIn(flows[one] ?? { content: "" })) run.add(further);
  return run.has(module);
}

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

const after = (
  opts: pulumi.ComponentResourceOptions | undefined,
  resources: readonly pulumi.Resource[],
): pulumi.Input<pulumi.Input<pulumi.Resource>[]> =>
  pulumi.output(opts?.dependsOn ?? []).apply((given) => [...(Array.isArray(given) ? given : [given]), ...resources]);

const mapValues = <From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
