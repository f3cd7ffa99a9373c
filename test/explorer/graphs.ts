import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { mapValues } from "../../components/shared/mapValues";
import type { TableRowArgs } from "../../components/tableRows/args";
import { previewLines } from "../../components/tableRows/previewLines";
import { type RowPackage, rowPackage } from "../../components/tableRows/rowPackage";
import { ROW_FOLDER } from "../../handlers/rowWriter/rowContent";
import type { RowEvent } from "../../handlers/rowWriter/writeRows";
import { type Graph, plain, type Resource } from "../../local/engine/graph";
import { type FunctionInputs, type RowSet, rowSetsOf } from "../../local/engine/rowSets";

export type Item = Record<string, { S?: string; M?: Record<string, { S: string; M?: Item }> }>;

/** The graph with its resources otherwise; one of which nothing is returned is gone. */
export const changed = (graph: Graph, change: (resource: Resource) => Resource | undefined): Graph => ({
  ...graph,
  resources: graph.resources.flatMap((resource) => change(resource) ?? []),
});

/** The graph with the rows otherwise; a row of which nothing is returned is gone. */
export const withRows = (graph: Graph, change: (item: Item) => Item | undefined): Graph => {
  const packages = new Map(rowSetsOf(graph).map((set) => [set.functionName, packageOf(set, change)]));
  return changed(graph, (resource) => {
    if (resource.type === "aws:dynamodb/tableItem:TableItem") {
      const item = change(JSON.parse((plain(resource.inputs) as { item: string }).item) as Item);
      return item && { ...resource, inputs: { ...resource.inputs, item: JSON.stringify(item) } };
    }
    const deployed = packages.get(resource.outputs["name"] as string);
    if (deployed !== undefined && resource.type === "aws:lambda/function:Function")
      return withPackage(resource, deployed);
    const { functionName, input } = plain(resource.inputs) as { functionName?: string; input?: string };
    const invoked = packages.get(functionName ?? "");
    if (invoked === undefined || input === undefined) return resource;
    const { index } = invoked;
    const event = JSON.parse(input) as RowEvent;
    if (event.task !== "write") return resource;
    return {
      ...resource,
      inputs: {
        ...resource.inputs,
        input: JSON.stringify({ ...event, release: index.release }),
        triggers: { ...previewLines(index.groups), "(table)": event.table },
      },
    };
  });
};

function packageOf({ content }: RowSet, change: (item: Item) => Item | undefined): RowPackage {
  const { keys, keptMaps, groups } = content.index;
  const rows = groups.map((group): [string, TableRowArgs[]] => [
    group.name,
    [...content.read(group)].flatMap(({ row }) => {
      const item = change(marshall(row) as Item);
      return item === undefined ? [] : [unmarshall(item as Parameters<typeof unmarshall>[0])];
    }),
  ]);
  return rowPackage({ keys: [...keys], keptMaps: [...keptMaps], groups: Object.fromEntries(rows) });
}

function withPackage(resource: Resource, { files }: RowPackage): Resource {
  const { code } = plain(resource.inputs) as FunctionInputs;
  // An asset that stays the same stays as the program made it.
  const known = new Map(Object.values(code.assets).map((asset) => [asset.path, asset]));
  const others = Object.entries(code.assets).filter(([file]) => !file.startsWith(ROW_FOLDER));
  const assets = { ...Object.fromEntries(others), ...mapValues(files, (path) => known.get(path) ?? { path }) };
  return { ...resource, inputs: { ...resource.inputs, code: { ...code, assets } } };
}

type Route = NonNullable<Item[string]["M"]>[string];

/** The graph whose menus have those routes alone for which this is true: what the others lead to is walked no more. */
const withRoutes = (graph: Graph, keep: (key: string, route: Route) => boolean): Graph =>
  withRows(graph, (item) => {
    const routes = item["routes"]?.M;
    if (routes === undefined) return item;
    const kept = Object.entries(routes).filter(([key, route]) => keep(key, route));
    return { ...item, routes: { M: Object.fromEntries(kept) } };
  });

/**
 * The graph whose menus do not lead to self-service, nor to the news of products, in which it begins too: walking that
 * takes longer than all the rest, and it has tests of its own.
 */
export const withoutSelfService = (graph: Graph): Graph =>
  withRoutes(graph, (_, { M = {} }) => !("overdue" in M) && M["target"]?.S !== "productsFlow");

/** The graph whose menus offer queues and nothing else, for what happens in any menu. */
export const withQueuesAlone = (graph: Graph): Graph =>
  withRoutes(graph, (key, route) => !/^[1-8]$/.test(key) || route.M?.["type"]?.S === "queue");
