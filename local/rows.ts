import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { NumberRow } from "../handlers";
import { type Graph, plain, resourcesOf } from "./engine/graph";

/** The rows of a graph's tables. */
export const rowsOf = (graph: Graph): object[] =>
  resourcesOf(graph, "aws:dynamodb/tableItem:TableItem").map(({ inputs }) =>
    unmarshall(JSON.parse((plain(inputs) as { item: string }).item) as Record<string, AttributeValue>),
  );

export const isNumberRow = (row: object): row is NumberRow => "key" in row && String(row.key).startsWith("number#");
