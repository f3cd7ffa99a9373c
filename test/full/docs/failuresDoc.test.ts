import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { after, before } from "mocha";
import { startCloud } from "../../../local/emulator/cloud";
import { placeCall, type CallResult } from "../../../local/simulator/call";
import { deployRows } from "../../../local/simulator/deployRows";
import { startFunctions } from "../../../local/simulator/functions";
import { entryOf, instanceOf } from "../../../local/simulator/graphInstance";
import { scriptedCaller } from "../../../local/simulator/keys";
import { worldOf } from "../../../local/simulator/script";
import { CANADA_SUPPORT, companyGraph } from "../../company";
import { EVALUATION, ROOT } from "../../support";
import { type FailingTables, failingTables, type Fault, type Lookup, LOOKUPS } from "./failingTables";

const FILE = join(ROOT, "docs", "failures.md");
const BEGIN =
  "<!-- Played: UPDATE_GOLDEN=1 npx mocha test/full/docs/failuresDoc.test.ts writes from here to the end -->\n";
const WIDTH = 140;

const MORNING = new Date("2026-11-30T15:00:00Z");
const AFTER_MS = { remembered: 10 * 60_000, tooOld: 24 * 60 * 60_000 } as const;
type Knows = "nothing" | keyof typeof AFTER_MS;

/** A line of the table: what the functions know, and what they meet. */
const FAULTS: readonly (readonly [title: string, knows: Knows, fault: Fault])[] = [
  ["unreachable, new functions", "nothing", "unreachable"],
  ["unreachable, rows known", "remembered", "unreachable"],
  ["unreachable for a day", "tooOld", "unreachable"],
  ["slow, new functions", "nothing", "slow"],
  ["slow, rows known", "remembered", "slow"],
  ["throttled, new functions", "nothing", "throttled"],
  ["row missing", "nothing", "missing"],
];
/** A column: whose rows cannot be read. */
const COLUMNS: readonly (readonly [title: string, lookups: readonly Lookup[]])[] = [
  ...LOOKUPS.map((lookup) => [`\`${lookup}\``, [lookup]] as const),
  ["all four", LOOKUPS],
];
/** The language English, then an agent of support. */
const KEYS = "1 1";

const AS_USUAL = "as usual";

describe("What callers hear when a table does not answer", function () {
  this.timeout(10 * EVALUATION);
  let stage: Awaited<ReturnType<typeof startStage>>;
  before(async () => (stage = await startStage()));
  after(() => stage.close());

  it("is what docs/failures.md says", async () => {
    const played = `${BEGIN}${await page(stage)}`;
    const [own = ""] = readFileSync(FILE, "utf8").split(BEGIN);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(FILE, own + played);
    expect(readFileSync(FILE, "utf8")).to.equal(
      own + played,
      "If the change is meant, run the tests with UPDATE_GOLDEN=1.",
    );
  });

  it("is the usual where functions know the rows, which are counted as stale", async () => {
    const before = stage.logs.length;
    expect((await stage.call(LOOKUPS, "remembered", "unreachable")).end).to.equal("queue");
    const counted = stage.logs.slice(before).join("");
    for (const role of LOOKUPS) expect(counted).to.match(new RegExp(`"service":"${role}".*"StaleAnswer":1`));
  });
});

async function startStage() {
  const graph = await companyGraph("up");
  const instance = instanceOf(graph);
  const cloud = await startCloud(graph);
  await deployRows(graph, cloud.environment);
  const tables: FailingTables = await failingTables(cloud.environment["AWS_ENDPOINT_URL_DYNAMODB"] as string);
  const functions = startFunctions(graph, { ...cloud.environment, AWS_ENDPOINT_URL_DYNAMODB: tables.url });
  const placed = (at: Date): Promise<CallResult> =>
    placeCall(
      { dialed: CANADA_SUPPORT, at },
      entryOf(instance),
      worldOf(instance, functions, { caller: scriptedCaller(KEYS) }),
    );
  return {
    logs: functions.logs,
    call: async (lookups: readonly Lookup[], knows: Knows, fault?: Fault): Promise<CallResult> => {
      await functions.restart();
      tables.fail([]);
      if (knows !== "nothing") await placed(MORNING);
      tables.fail(lookups, fault);
      return placed(new Date(MORNING.getTime() + (knows === "nothing" ? 0 : AFTER_MS[knows])));
    },
    close: async () => {
      await functions.close();
      await tables.close();
      await cloud.close();
    },
  };
}

type Stage = Awaited<ReturnType<typeof startStage>>;

/** The table, and what its letters stand for. */
async function page(stage: Stage): Promise<string> {
  const usual = wordsOf(await stage.call([], "nothing"));
  const ends = new Map<string, string>();
  const letterOf = (heard: string): string => {
    const letter = ends.get(heard) ?? String.fromCharCode("A".charCodeAt(0) + ends.size);
    ends.set(heard, letter);
    return letter;
  };
  const lines: string[] = [];
  for (const [title, knows, fault] of FAULTS) {
    const cells: string[] = [];
    for (const [, lookups] of COLUMNS) {
      const result = await stage.call(lookups, knows, fault);
      const heard = wordsOf(result);
      const isUsual = result.end === "queue" && heard.join("\n") === usual.join("\n");
      cells.push(isUsual ? AS_USUAL : letterOf(told(heard, usual, result)));
    }
    lines.push(`| ${[title, ...cells].join(" | ")} |`);
  }
  return [
    `| rows of | ${COLUMNS.map(([title]) => title).join(" | ")} |`,
    `|---|${COLUMNS.map(() => "---").join("|")}|`,
    ...lines,
    "",
    ...[...ends].map(([heard, letter]) => wrapped(`- **${letter}**: ${heard}`)),
    "",
  ].join("\n");
}

/** What the system says, and of the queue how its flow begins. */
function wordsOf({ transcript }: CallResult): string[] {
  const said = transcript.filter(({ speaker }) => speaker === "system");
  const queued = said.findIndex(({ flow }) => flow === "queueFlow");
  return (queued === -1 ? said : said.slice(0, queued + 1)).map(({ text }) => text);
}

/** What is heard from where the call is another than the usual one. */
function told(heard: readonly string[], usual: readonly string[], { end, route }: CallResult): string {
  const from = heard.findIndex((words, index) => words !== usual[index]);
  const begin = from === -1 ? heard.length : from;
  const words = heard.slice(begin).map((text) => `“${text}”`);
  const when = begin === 0 ? "at once" : `after “${(heard[begin - 1] as string).slice(0, 40)}…”`;
  const where = route === null ? `the call ends (${end})` : `${route.type} \`${route.key}\``;
  return `${when}: ${[...words, where].join(" ")}`;
}

/** A line of a list in lines that are not too long. */
function wrapped(line: string): string {
  const lines: string[] = [];
  let rest = "";
  for (const word of line.split(" ")) {
    if (`${rest} ${word}`.length > WIDTH && rest !== "") {
      lines.push(rest);
      rest = ` `;
    }
    rest = rest === "" ? word : `${rest} ${word}`;
  }
  return [...lines, rest].join("\n");
}
