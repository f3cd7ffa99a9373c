import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { keyOfRow, keyText, type RowContent } from "connect-ivr/internal/handlers/rowWriter/rowContent";
import { rowClient, rowTable } from "connect-ivr/internal/handlers/rowWriter/rowTable";
import { type Row, rowHash } from "connect-ivr/internal/handlers/rowWriter/rowText";
import { shown } from "connect-ivr/internal/handlers/rowWriter/rowWork";
import { evaluate } from "../../engine/evaluate";
import { asDeployed, readProject } from "../../engine/project";
import { rowSetsOf } from "../../engine/rowSets";
import { InputError } from "../../shared/errors";
import { deployedInstance } from "../deployedInstance";
import { dynamoRefusal } from "../dynamoRefusal";
import { during, print, printJson } from "../output";

export interface RowsOptions {
  readonly stack: string;
  /** Compares with the tables of the deployed stack, and changes nothing. */
  readonly verify?: boolean;
  /** Name of the routing table: needed to verify. */
  readonly routing?: string;
  /** Name of the prompts table: needed to verify. */
  readonly prompts?: string;
  readonly json?: boolean;
}

/** A row that does not stand in its table as it was written. */
interface Drift {
  readonly table: string;
  readonly key: string;
  readonly found: "missing" | "changed";
}

/** Rows read at a time. */
const AT_A_TIME = 1000;

/** Lists the rows that the stack writes, or what became of them. @returns the exit code: 1 when somebody changed any */
export async function rows({ stack, verify, json, ...tables }: RowsOptions): Promise<number> {
  const project = readProject(process.cwd(), stack);
  const deployed = verify ? { ...namesOf(tables), region: deployedInstance(project).region } : undefined;
  const sets = rowSetsOf(await during("Evaluating the stack", evaluate(verify ? asDeployed(project) : project, "up")));
  if (sets.length === 0)
    throw new InputError(
      "The stack writes no rows as a set of data: there are none, or they are resources (rows.asItems), which pulumi refresh compares.",
    );
  const named = sets.map(({ content }) => ({ content, kind: kindOf(content) }));
  if (deployed === undefined) return list(named, json ?? false);
  const client = rowClient(new DynamoDBClient({ region: deployed.region }));
  try {
    const drifts: Drift[] = [];
    for (const { content, kind } of named)
      drifts.push(...(await during(`Reading ${deployed[kind]}`, driftOf(client, deployed[kind], content))));
    return report(drifts, named, deployed, json ?? false);
  } catch (error) {
    throw dynamoRefusal(error as Error, {
      absent: `${deployed.routing} or ${deployed.prompts} is not there, or is another table`,
      outputs: "routingTable, and promptsTable",
      unanswered: "Check network and permissions (dynamodb:BatchGetItem on both tables) and run the command again.",
    });
  } finally {
    client.destroy();
  }
}

type Kind = "routing" | "prompts";
type Named = readonly { readonly content: RowContent; readonly kind: Kind }[];

const kindOf = ({ index }: RowContent): Kind => (index.keys.includes("promptSet") ? "prompts" : "routing");

function namesOf({ routing, prompts }: Pick<RowsOptions, Kind>): Readonly<Record<Kind, string>> {
  if (routing === undefined || prompts === undefined)
    throw new InputError(
      "Name both tables: --routing and --prompts. They are outputs of the stack: pulumi stack output routingTable, and promptsTable.",
    );
  return { routing, prompts };
}

function list(named: Named, json: boolean): number {
  const groups = named.flatMap(({ content, kind }) =>
    content.index.groups.map(({ name, rows, hash }) => ({ table: kind, group: name, rows, hash })),
  );
  if (json) printJson(groups);
  else for (const { table, group, rows, hash } of groups) print(`${table}  ${group.padEnd(12)}  ${rows}  ${hash}`);
  return 0;
}

async function driftOf(client: ReturnType<typeof rowClient>, name: string, content: RowContent): Promise<Drift[]> {
  const { keys, groups, keptMaps } = content.index;
  const table = rowTable(client, name, keys, () => Promise.resolve());
  const drifts: Drift[] = [];
  for (const group of groups) {
    const wanted = [...content.read(group)];
    for (let start = 0; start < wanted.length; start += AT_A_TIME) {
      const some = wanted.slice(start, start + AT_A_TIME);
      const standing = await table.read(some.map(({ row }) => keyOfRow(keys, row)));
      for (const { row, hash } of some) {
        const stands = standing.get(keyText(keys, row));
        if (stands === undefined || rowHash(withoutKept(keptMaps, stands, row)) !== hash)
          drifts.push({
            table: name,
            key: shown(keyText(keys, row)),
            found: stands === undefined ? "missing" : "changed",
          });
      }
    }
  }
  return drifts;
}

/** A row as it stands, without what stays in it until a release is over: a flow that is held may still ask for it. */
function withoutKept(keptMaps: readonly string[], stands: Row, wanted: Row): Row {
  const kept = keptMaps.map((map): [string, unknown] => {
    const entries = Object.entries((stands[map] ?? {}) as Row).filter(
      ([entry]) => entry in ((wanted[map] ?? {}) as Row),
    );
    return [map, Object.fromEntries(entries)];
  });
  return { ...stands, ...Object.fromEntries(kept.filter(([map]) => map in stands)) };
}

function report(drifts: readonly Drift[], named: Named, tables: Readonly<Record<Kind, string>>, json: boolean): number {
  if (json) printJson(drifts);
  else if (drifts.length === 0) {
    const count = named.flatMap(({ content }) => content.index.groups).reduce((sum, { rows }) => sum + rows, 0);
    print(`All ${count} rows stand as this checkout would write them.`);
  } else {
    for (const { table, key, found } of drifts) print(`${table}  ${key}  ${found}`);
    print(
      `\n${drifts.length} rows are not as this checkout would write them. Where that is what is deployed, somebody changed them. To have them written again, invoke the stack's own function (pulumi stack output rowWriters) with`,
    );
    for (const { content, kind } of named.filter((one) => drifts.some(({ table }) => table === tables[one.kind])))
      print(
        `  ${kind}: ${JSON.stringify({ task: "write", table: tables[kind], release: content.index.release, everyRow: true })}`,
      );
  }
  return drifts.length === 0 ? 0 : 1;
}
