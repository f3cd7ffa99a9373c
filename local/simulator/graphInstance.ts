import { parse } from "connect-ivr/flow";
import { type Graph, plain, resourcesOf } from "../engine/graph";
import { itemsOf, type TableItem } from "../engine/rowSets";
import { classicHours, nativeHours } from "./hours";
import type { DeployedFlow, DeployedPrompt, DeployedQueue, Instance } from "./instance";
import type { NumberRow } from "connect-ivr/handlers";
import { namedQueues } from "connect-ivr/internal/callFlows/namedQueues";
import { ENTRY_FLOW } from "connect-ivr/internal/callFlows/standardFlows";
import { InputError } from "../shared/errors";

const FLOW = "aws:connect/contactFlow:ContactFlow";

/** A flow or module of a graph, with what its resource says of it. */
export interface DescribedFlow extends DeployedFlow {
  readonly description?: string;
}

/** The flows that a graph (of mode `up`) deploys. */
export const flowsOf = (graph: Graph): DescribedFlow[] => resourcesOf(graph, FLOW).map(deployedFlow("CONTACT_FLOW"));
/** The modules that a graph (of mode `up`) deploys. */
export const modulesOf = (graph: Graph): DescribedFlow[] =>
  resourcesOf(graph, "aws:connect/contactFlowModule:ContactFlowModule").map(deployedFlow("MODULE"));

/** The resource's name is that of the component and, behind the first hyphen, the flow's. */
const deployedFlow =
  (otherwise: string) =>
  ({ name, inputs, outputs }: Graph["resources"][number]): DescribedFlow => {
    const {
      type = otherwise,
      description,
      content,
    } = plain(inputs) as { type?: string; description?: string; content: string };
    return {
      arn: outputs["arn"] as string,
      name: name.slice(name.indexOf("-") + 1),
      type,
      ...(description !== undefined && { description }),
      content: parse(content),
    };
  };

/** Reads the instance out of a graph in mode `up`. */
export function instanceOf(graph: Graph): Instance {
  const flows = byArn(flowsOf(graph));
  const rows = environmentRows(graph);
  return {
    arn:
      rows.map((row) => row["instanceArn"]?.S).find((arn) => arn !== undefined) ??
      [...flows.keys()][0]?.split("/contact-flow/")[0] ??
      "",
    flows,
    modules: byArn(modulesOf(graph)),
    queues: byArn([...existingQueues(graph), ...resourcesOf(graph, "aws:connect/queue:Queue").map(deployedQueue)]),
    hours: new Map([
      ...resourcesOf(graph, "aws-native:connect:HoursOfOperation").map(
        ({ outputs }) => [outputs["hoursOfOperationArn"] as string, nativeHours(plain(outputs))] as const,
      ),
      ...resourcesOf(graph, "aws:connect/hoursOfOperation:HoursOfOperation").map(
        ({ outputs }) => [outputs["arn"] as string, classicHours(plain(outputs))] as const,
      ),
    ]),
    prompts: byArn(
      resourcesOf(graph, "aws-native:connect:Prompt").map(({ outputs }): DeployedPrompt => ({
        arn: outputs["promptArn"] as string,
        name: outputs["name"] as string,
      })),
    ),
    securityKeys: new Map(
      resourcesOf(graph, "aws-native:connect:SecurityKey").map(({ outputs }) => [
        outputs["associationId"] as string,
        outputs["key"] as string,
      ]),
    ),
    logicalKeys: new Map(
      rows.flatMap((row) =>
        ["queues", "flows", "modules", "hours"].flatMap((map) =>
          Object.entries(row[map]?.M ?? {}).map(([key, { S }]) => [S ?? "", key] as const),
        ),
      ),
    ),
  };
}

const byArn = <T extends { arn: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.arn, item]));

function deployedQueue({ outputs }: Graph["resources"][number]): DeployedQueue {
  const { arn, name, hoursOfOperationId, outboundCallerConfig } = plain(outputs) as {
    arn: string;
    name: string;
    hoursOfOperationId: string;
    outboundCallerConfig?: { outboundFlowId?: string };
  };
  return {
    arn,
    name,
    hours: hoursOfOperationId,
    ...(outboundCallerConfig?.outboundFlowId !== undefined && { outboundFlow: outboundCallerConfig.outboundFlowId }),
  };
}

/** Queues that flows name by ARN: they are on the instance, and the graph does not have them. */
const existingQueues = (graph: Graph): DeployedQueue[] =>
  namedQueues(
    Object.fromEntries(
      resourcesOf(graph, FLOW).map(({ name, inputs }) => [name, { content: plain(inputs["content"]) as string }]),
    ),
  ).map(({ arn, queueId }) => ({ arn, name: queueId }));

const environmentRows = (graph: Graph): TableItem["item"][] =>
  itemsOf(graph)
    .map(({ item }) => item)
    .filter((item) => item["environment"] !== undefined && item["flows"] !== undefined);

export const isNumberRow = (row: object): row is NumberRow => "key" in row && String(row.key).startsWith("number#");

/** The flow that calls begin in. @throws InputError when the stack deploys none */
export function entryOf({ flows }: Instance): DeployedFlow {
  const entry = [...flows.values()].find(({ name }) => name === ENTRY_FLOW);
  if (entry === undefined)
    throw new InputError(
      `The stack deploys no flow ${ENTRY_FLOW}, in which calls begin. Add it to the ConnectFlowSet.`,
    );
  return entry;
}
