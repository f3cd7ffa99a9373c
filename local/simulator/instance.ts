import { type ParsedFlow, parse } from "../../flowLanguage";
import { type Graph, plain, resourcesOf } from "../engine/graph";
import { type Hours, nativeHours, classicHours } from "./hours";

/** A flow or module as it stands on the instance. */
export interface DeployedFlow {
  readonly arn: string;
  /** The logical name: that of the component's argument. */
  readonly name: string;
  readonly type: string;
  readonly content: ParsedFlow;
}

export interface DeployedQueue {
  readonly arn: string;
  readonly name: string;
  /** What a customer hears whom an agent calls out of this queue: a flow by ARN or id. */
  readonly outboundFlow?: string;
}

/** The Amazon Connect instance as a graph would leave it. */
export interface Instance {
  readonly arn: string;
  readonly flows: ReadonlyMap<string, DeployedFlow>;
  readonly modules: ReadonlyMap<string, DeployedFlow>;
  readonly queues: ReadonlyMap<string, DeployedQueue>;
  readonly hours: ReadonlyMap<string, Hours>;
  /** Logical keys by ARN, from the rows of the environments table. */
  readonly logicalKeys: ReadonlyMap<string, string>;
}

/** Reads the instance out of a graph in mode `up`. */
export function instanceOf(graph: Graph): Instance {
  const byArn = <T extends { arn: string }>(items: T[]): Map<string, T> => new Map(items.map((item) => [item.arn, item]));
  const flow = (fallbackType: string) => ({ name, inputs, outputs }: Graph["resources"][number]): DeployedFlow => {
    const { type, content } = plain(inputs) as { type?: string; content: string };
    return { arn: outputs["arn"] as string, name: name.slice(name.indexOf("-") + 1), type: type ?? fallbackType, content: parse(content) };
  };
  const flows = byArn(resourcesOf(graph, "aws:connect/contactFlow:ContactFlow").map(flow("CONTACT_FLOW")));
  const rows = environmentRows(graph);
  return {
    arn: rows.map((row) => row["instanceArn"]?.S).find((arn) => arn !== undefined) ?? [...flows.keys()][0]?.split("/contact-flow/")[0] ?? "",
    flows,
    modules: byArn(resourcesOf(graph, "aws:connect/contactFlowModule:ContactFlowModule").map(flow("MODULE"))),
    queues: byArn(resourcesOf(graph, "aws:connect/queue:Queue").map(deployedQueue)),
    hours: new Map([
      ...resourcesOf(graph, "aws-native:connect:HoursOfOperation").map(({ outputs }) => [outputs["hoursOfOperationArn"] as string, nativeHours(plain(outputs))] as const),
      ...resourcesOf(graph, "aws:connect/hoursOfOperation:HoursOfOperation").map(({ outputs }) => [outputs["arn"] as string, classicHours(plain(outputs))] as const),
    ]),
    logicalKeys: new Map(rows.flatMap((row) => ["queues", "flows", "modules", "hours"].flatMap((map) => Object.entries(row[map]?.M ?? {}).map(([key, { S }]) => [S ?? "", key] as const)))),
  };
}

function deployedQueue({ outputs }: Graph["resources"][number]): DeployedQueue {
  const { arn, name, outboundCallerConfig } = plain(outputs) as { arn: string; name: string; outboundCallerConfig?: { outboundFlowId?: string } };
  return { arn, name, ...(outboundCallerConfig?.outboundFlowId !== undefined && { outboundFlow: outboundCallerConfig.outboundFlowId }) };
}

type Attribute = { S?: string; M?: Record<string, { S?: string }> };

function environmentRows(graph: Graph): Record<string, Attribute>[] {
  return resourcesOf(graph, "aws:dynamodb/tableItem:TableItem")
    .map(({ inputs }) => JSON.parse((plain(inputs) as { item: string }).item) as Record<string, Attribute>)
    .filter((item) => item["environment"] !== undefined && item["flows"] !== undefined);
}

/** Finds by ARN or by id, with or without a version or alias behind it. */
export function find<T>(items: ReadonlyMap<string, T>, arnOrId: string): T | undefined {
  const bare = arnOrId.replace(/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):[^:]+$/, "$1");
  const direct = items.get(bare);
  if (direct !== undefined) return direct;
  for (const [arn, item] of items) if (arn.endsWith(`/${bare}`)) return item;
  return undefined;
}
