import { join } from "node:path";
import { bundle } from "../components/connectFunction/bundle";
import { startDynamoDb } from "../local/emulator/dynamoDb";
import { evaluate } from "../local/engine/evaluate";
import { type Graph, plain, type Resource, resourcesOf } from "../local/engine/graph";
import { readProject } from "../local/engine/project";
import { type RowSet, rowSetsOf, rowsOf } from "../local/engine/rowSets";
import type { NumberRow } from "../handlers";
import { deployRows } from "../local/simulator/deployRows";
import { startFunctions } from "../local/simulator/functions";
import { isNumberRow } from "../local/simulator/graphInstance";
import { type Figure, median, sample, secondsOf } from "./figures";

const ROOT = join(__dirname, "..");
const COLD_RUNS = 5;
const WARM_RUNS = 300;
const BARE = "arn:aws:lambda:us-east-1:000000000000:function:bare";
const HOUR_MS = 3_600_000;

interface FunctionInputs {
  readonly name: string;
  readonly handler: string;
  readonly code: { readonly assets: Readonly<Record<string, { readonly text: string }>> };
  readonly environment: { readonly variables: Readonly<Record<string, string>> };
}

const functionNamed = (graph: Graph, role: string): { inputs: FunctionInputs; resource: Resource } => {
  const resource = resourcesOf(graph, "aws:lambda/function:Function").find(({ inputs }) =>
    (plain(inputs) as FunctionInputs).name.endsWith(role),
  );
  if (resource === undefined) throw new Error(`The stack has no function ${role}.`);
  return { resource, inputs: plain(resource.inputs) as FunctionInputs };
};

const bundleOf = ({ code, handler }: FunctionInputs): string =>
  (code.assets[`${handler.split(".")[0]}.mjs`] as { text: string }).text;

/** The stack's lookup beside a function that does nothing but one bare GetItem, in the same surroundings. */
export async function measureLookups(): Promise<Figure[]> {
  const graph = await evaluate(readProject(ROOT, "dev"), "up");
  const lookup = functionNamed(graph, "getNumberAttributes");
  const routing = rowSetsOf(graph).find(({ content }) => content.index.keys.includes("key")) as RowSet;
  const { key } = rowsOf(graph).find(isNumberRow) as NumberRow;
  const bare = {
    ...lookup.resource,
    inputs: {
      ...lookup.inputs,
      name: "bare",
      code: {
        assets: { [`${lookup.inputs.handler.split(".")[0]}.mjs`]: { text: bundle(join(__dirname, "bareGetItem.ts")) } },
      },
    },
    outputs: { arn: BARE },
  };
  const dynamoDb = await startDynamoDb(graph);
  await deployRows(graph, { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint });
  const withBare: Graph = { ...graph, resources: [...graph.resources, bare] };
  const events = {
    lookup: {
      arn: lookup.resource.outputs["arn"] as string,
      event: event(key.slice("number#".length), { keys: "environment country" }),
    },
    bare: { arn: BARE, event: event("", { table: routing.table, key }) },
  };
  try {
    const cold = async (which: keyof typeof events): Promise<number> => {
      const functions = startFunctions(withBare, { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint });
      const seconds = await secondsOf(() => functions.invoke(events[which].arn, events[which].event, new Date()));
      await functions.close();
      return seconds;
    };
    const cold1 = await sample(COLD_RUNS, async () => ({ lookup: await cold("lookup"), bare: await cold("bare") }));
    const functions = startFunctions(withBare, { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint });
    let at = Date.now();
    // An hour later nothing is remembered, so that each run reads the table.
    const warm = await sample(WARM_RUNS, async () => {
      at += HOUR_MS;
      return {
        lookup: await secondsOf(() => functions.invoke(events.lookup.arn, events.lookup.event, new Date(at))),
        bare: await secondsOf(() => functions.invoke(events.bare.arn, events.bare.event, new Date(at))),
      };
    });
    await functions.close();
    const of = (rows: readonly { lookup: number; bare: number }[], which: "lookup" | "bare"): number =>
      median(rows.map((row) => row[which])) * 1000;
    const bytes = Math.max(
      ...resourcesOf(graph, "aws:lambda/function:Function")
        .filter(({ name }) => name.startsWith("lookups-"))
        .map(({ inputs }) => Buffer.byteLength(bundleOf(plain(inputs) as FunctionInputs))),
    );
    return [
      {
        name: "a lookup's import and first read",
        value: of(cold1, "lookup"),
        unit: "ms",
        runs: COLD_RUNS,
        baseline: { name: "a bare GetItem's", value: of(cold1, "bare") },
      },
      {
        name: "a warm, uncached lookup",
        value: of(warm, "lookup"),
        unit: "ms",
        runs: WARM_RUNS,
        baseline: { name: "a bare GetItem", value: of(warm, "bare") },
        aim: "1.3×",
      },
      { name: "the largest lookup bundle", value: bytes / 1000, unit: "KB", runs: 1, aim: "215 KB" },
    ];
  } finally {
    await dynamoDb.close();
  }
}

const event = (dialed: string, Parameters: Readonly<Record<string, string>>): unknown => ({
  Name: "ContactFlowEvent",
  Details: {
    ContactData: {
      ContactId: "bench",
      CustomerEndpoint: null,
      SystemEndpoint: { Address: dialed, Type: "TELEPHONE_NUMBER" },
    },
    Parameters,
  },
});
