import { readFileSync } from "node:fs";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import {
  INDEX_FILE,
  type RowContent,
  ROW_FOLDER,
  rowContent,
} from "connect-ivr/internal/handlers/rowWriter/rowContent";
import type { RowEvent } from "connect-ivr/internal/handlers/rowWriter/writeRows";
import { type Graph, plain, type Resource, resourcesOf } from "./graph";

/** A file or a text in the package of a function. */
export interface PackagedAsset {
  readonly text?: string;
  readonly path?: string;
}

/** A function as a graph has it. */
export interface FunctionInputs {
  readonly handler: string;
  readonly code: { readonly assets: Readonly<Record<string, PackagedAsset>> };
  readonly environment: { readonly variables: Readonly<Record<string, string>> };
}

/** What a deployment invokes, with what. */
export interface DeploymentInvocation {
  readonly urn: string;
  readonly functionName: string;
  readonly event: RowEvent;
}

/** Rows that a function of the stack writes into a table. */
export interface RowSet {
  readonly functionName: string;
  readonly table: string;
  readonly content: RowContent;
}

/** What the stack invokes when it is deployed, each behind what it depends on. */
export const invocationsOf = (graph: Graph): DeploymentInvocation[] =>
  inDependencyOrder(graph.resources)
    .filter(({ type }) => type === "aws:lambda/invocation:Invocation")
    .map(({ urn, inputs }) => {
      const { functionName, input } = plain(inputs) as { functionName: string; input: string };
      return { urn, functionName, event: JSON.parse(input) as RowEvent };
    });

/** Resources, each behind those that it depends on. */
export function inDependencyOrder(resources: readonly Resource[]): Resource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Set<Resource>();
  const add = (resource: Resource): void => {
    if (ordered.has(resource)) return;
    for (const urn of [resource.parent ?? "", ...resource.dependencies]) {
      const before = byUrn.get(urn);
      if (before !== undefined) add(before);
    }
    ordered.add(resource);
  };
  resources.forEach(add);
  return [...ordered];
}

export const textOf = ({ text, path }: PackagedAsset): string => text ?? readFileSync(path as string, "utf8");

/** The rows that functions of the stack write. */
export function rowSetsOf(graph: Graph): RowSet[] {
  const functions = new Map(
    resourcesOf(graph, "aws:lambda/function:Function").map(({ inputs, outputs }) => [
      outputs["name"] as string,
      plain(inputs) as FunctionInputs,
    ]),
  );
  return invocationsOf(graph).flatMap(({ functionName, event }) => {
    const assets = functions.get(functionName)?.code.assets ?? {};
    if (event.task !== "write" || !(`${ROW_FOLDER}/${INDEX_FILE}` in assets)) return [];
    return [
      {
        functionName,
        table: event.table,
        content: rowContent((file) => textOf(assets[`${ROW_FOLDER}/${file}`] as PackagedAsset)),
      },
    ];
  });
}

/** A row that is a resource. */
export interface TableItem {
  readonly tableName: string;
  readonly hashKey: string;
  readonly rangeKey?: string;
  /** DynamoDB's own JSON. */
  readonly item: Record<string, AttributeValue>;
}

export const itemsOf = (graph: Graph): TableItem[] =>
  resourcesOf(graph, "aws:dynamodb/tableItem:TableItem").map(({ inputs }) => {
    const { item, ...rest } = plain(inputs) as Omit<TableItem, "item"> & { item: string };
    return { ...rest, item: JSON.parse(item) as TableItem["item"] };
  });

/** The rows of a graph's tables, whoever writes them. */
export const rowsOf = (graph: Graph): object[] => [
  ...itemsOf(graph).map(({ item }) => unmarshall(item)),
  ...rowSetsOf(graph).flatMap(({ content }) =>
    content.index.groups.flatMap((group) => [...content.read(group)].map(({ row }) => row)),
  ),
];
