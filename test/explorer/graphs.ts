import { type Graph, plain, type Resource } from "../../local/engine/graph";

export type Item = Record<string, { S?: string; M?: Record<string, { S: string; M?: Item }> }>;

/** The graph with its resources otherwise; one of which nothing is returned is gone. */
export const changed = (graph: Graph, change: (resource: Resource) => Resource | undefined): Graph => ({
  ...graph,
  resources: graph.resources.flatMap((resource) => change(resource) ?? []),
});

/** The graph with the rows otherwise; a row of which nothing is returned is gone. */
export const withRows = (graph: Graph, change: (item: Item) => Item | undefined): Graph =>
  changed(graph, (resource) => {
    if (resource.type !== "aws:dynamodb/tableItem:TableItem") return resource;
    const item = change(JSON.parse((plain(resource.inputs) as { item: string }).item) as Item);
    return item && { ...resource, inputs: { ...resource.inputs, item: JSON.stringify(item) } };
  });

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
