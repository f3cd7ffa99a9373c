import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, bundleAll } from "../../components/connectFunction/bundle";
import { contracts } from "../../handlers";
import { ROW_FOLDER } from "../../handlers/rowWriter/rowContent";
import { startSecrets } from "../../local/emulator/secretsManager";
import { type Draws, drawsOf } from "../random";
import { ROOT } from "../support";
import { DIALED, ENVIRONMENT, MENU, numberRow } from "./rows";
import { NAMES, startTables } from "./tables";
import { written } from "./written";

const CONTACT = "3f2c6c2e-0d7f-4c55-a7a5-0d7d2a1c9e11";
const SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:mask";
const NOWHERE = "http://127.0.0.1:1";

const VARIABLES = {
  STACK: "dev",
  ENVIRONMENTS_TABLE: NAMES.environments,
  ROUTING_TABLE: NAMES.routing,
  PROMPTS_TABLE: NAMES.prompts,
  CALL_STATE_TABLE: NAMES.callState,
  PAYMENT_POLICY: "{}",
  VERIFICATION_POLICY: "{}",
  CALLBACK_POLICY: "{}",
  SECRET_ARN,
  ATTRIBUTES: "language,reason",
  ROWS_TABLE: "rows",
  ROWS_OWNER: "dev",
  ROWS_TAKE_OVER: "no",
  ROWS_SWEEP: "now",
};

export const ENTRIES = readdirSync(join(ROOT, "handlers", "entries")).map((file) => basename(file, ".ts"));
/** Those that a flow asks. */
const ROLES: ReadonlySet<string> = new Set(contracts.FUNCTION_ROLES);

type Handler = (event: unknown) => Promise<unknown>;

export interface Bundles {
  readonly handlers: ReadonlyMap<string, Handler>;
  close(): Promise<void>;
}

/** Every function as it is deployed, over tables that have what the events below ask for. */
export async function startBundles(): Promise<Bundles> {
  const tables = await startTables();
  const secrets = await startSecrets([{ arn: SECRET_ARN, name: "mask" }]);
  secrets.store.put({ SecretId: SECRET_ARN, SecretString: "key of a hash" });
  const folder = mkdtempSync(join(tmpdir(), "stray-events-"));
  mkdirSync(join(folder, ROW_FOLDER));
  writeFileSync(join(folder, ROW_FOLDER, "index.json"), '{"release":"none","keys":["key"],"groups":{}}');
  const variables = { ...VARIABLES, LAMBDA_TASK_ROOT: folder, AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint };
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  Object.assign(process.env, variables);
  const system = { url: NOWHERE, timeoutMs: "1000" };
  const apis = { default: { accounts: system, orders: system, payments: system } };
  await tables.put("environments", { ...ENVIRONMENT, apis });
  await tables.put("routing", MENU, numberRow());
  await tables.put("prompts", { language: "en-US", promptSet: "main@", prompts: { welcome: "<speak>{name}</speak>" } });
  await tables.put("callState", { key: `verified#${CONTACT}`, customerId: "A-1", expiresAt: 9_000_000_000 });
  const sources = ENTRIES.map((entry) => join(ROOT, "handlers", "entries", `${entry}.ts`));
  bundleAll(sources);
  const handlers = new Map<string, Handler>();
  for (const source of sources) {
    const file = join(folder, `${basename(source, ".ts")}.mjs`);
    writeFileSync(file, bundle(source));
    // What a function writes to its log is seen in the test alone.
    await written(async () => {
      const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
      handlers.set(basename(source, ".ts"), handler);
    });
  }
  return {
    handlers,
    close: async () => {
      for (const [name, value] of Object.entries(before))
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      rmSync(folder, { recursive: true });
      await secrets.close();
      await tables.close();
    },
  };
}

const PARAMETERS: Readonly<Record<string, string>> = {
  environment: "dev",
  apiProfile: "default",
  language: "en-US",
  fallbackLanguage: "en-US",
  country: "CA",
  flow: "mainFlow",
  module: "hoursModule",
  queue: "support-{language}",
  hours: "CA",
  view: "agentGuide",
  promptSet: "main",
  pick: "welcome",
  seconds: "61",
  name: "Alex",
  menu: "support",
  key: "1",
  menuPath: "support>5>sales>1",
  accountState: "current",
  greetByName: "yes",
  accountNumber: "QUJD",
  pin: "QUJD",
  code: "QUJD",
  cardNumber: "QUJD",
  expiry: "QUJD",
  securityCode: "QUJD",
  orderId: "O-1",
  productId: "headphones",
  lastPurchase: "none",
  reservation: "R-1",
  attempt: "1",
};
const TASKS = ["pin", "sendCode", "code", "orderStatus", "balance", "offer", "product", "quote", "conclude"];
const tasksOf = (entry: string): readonly string[] => (entry === "checkCallback" ? ["check", "close"] : TASKS);
const KEYS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [contracts.getNumberAttributes, contracts.getEnvironment, contracts.resolveRoute].map((one) => [
      one.role,
      one.answers,
    ]),
  ),
  ...Object.fromEntries(Object.values(contracts.EXEMPLARY).map(({ role, answers }) => [role, answers])),
  getPrompts: ["welcome", "picked"],
};

/** An event as a function is sent it. */
function wellFormed(entry: string, { of }: Draws): unknown {
  if (entry === "maskContactRecords")
    return { records: [{ recordId: "1", data: Buffer.from('{"ContactId":"c"}').toString("base64") }] };
  // Of another table than the function's, so that nothing is written.
  if (entry === "writeRows") return { task: "write", table: "another", tf: { action: "create" } };
  return {
    Name: "ContactFlowEvent",
    Details: {
      ContactData: {
        ContactId: CONTACT,
        InitialContactId: CONTACT,
        Channel: "VOICE",
        CustomerEndpoint: { Address: "+14165550199", Type: "TELEPHONE_NUMBER" },
        SystemEndpoint: { Address: DIALED, Type: "TELEPHONE_NUMBER" },
        Attributes: {},
      },
      Parameters: { ...PARAMETERS, task: of(tasksOf(entry)), keys: (KEYS[entry] ?? []).join(" ") },
    },
  };
}

/** It stands in every text that is drawn, so that it is seen wherever one of them is quoted. */
const MARK = "¤4929117788334455";
const INHERITED = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"];

function strayText({ of, below }: Draws): string {
  const texts = [
    () => MARK,
    () => `${MARK}\uD800`,
    () => `\u0000\b\u202E${MARK}`,
    () => MARK.repeat(1 + below(20)),
    () => MARK.repeat(1 + below(20_000)),
    () => `${">".repeat(below(900))}${MARK}`,
    () => `{${MARK}}{constructor}`,
    () => " ".repeat(below(900)) + MARK,
    () => "",
    () => of(INHERITED),
    () => of(INHERITED),
  ];
  return of(texts)();
}

function strayValue(draws: Draws, depth = 0): unknown {
  const { of, below } = draws;
  const values = [
    () => null,
    () => undefined,
    () => below(2) === 1,
    () => below(1_000_000) - 0.5,
    () => NaN,
    () => [MARK],
    () => ({ [MARK]: MARK }),
    () => JSON.parse(`{ "__proto__": { "Address": "${MARK}" } }`) as unknown,
    () => (depth < 40 ? { a: strayValue(draws, depth + 1) } : {}),
  ];
  return below(2) === 0 ? strayText(draws) : of(values)();
}

/** One thing in an event is something else than it should be, is gone, or stands under another name. */
function astray(value: unknown, draws: Draws): unknown {
  const { below, of } = draws;
  if (typeof value !== "object" || value === null || below(6) === 0) return strayValue(draws);
  const names = Object.keys(value);
  const name = of(names.length === 0 ? ["Details"] : names);
  const changed = { ...value, [name]: astray((value as Record<string, unknown>)[name], draws) };
  if (below(12) === 0) delete changed[name];
  if (below(12) === 0) Object.defineProperty(changed, of([...INHERITED, MARK]), { value: MARK, enumerable: true });
  return Array.isArray(value) ? Object.values(changed) : changed;
}

/** A parameter is another text: the event is one, and what a handler makes of it is seen. */
function withStrayParameter(event: unknown, draws: Draws): unknown {
  const { Details } = (event ?? {}) as { Details?: { Parameters?: Readonly<Record<string, string>> } };
  if (!Details?.Parameters) return astray(event, draws);
  const name = draws.of(Object.keys(Details.Parameters));
  return { Details: { ...Details, Parameters: { ...Details.Parameters, [name]: strayText(draws) } } };
}

/** How one call of a function went, told so that only what is wrong needs to be looked at. */
export interface Outcome {
  /** `answered`, or the name of the error. */
  readonly end: string;
  /** What is wrong with it; empty when nothing is. */
  readonly wrong: readonly string[];
}

/** Who waits longer than this for a refusal waits for a pattern, and not for this machine. */
const LONGEST_MS = 3000;

/** The same events in every run: one is sent to a function, and seen to be refused or answered as it should. */
export async function strayCall(handlers: Bundles["handlers"], entry: string, seed: number): Promise<Outcome> {
  const draws = drawsOf(`${entry} ${seed}`);
  let event: unknown = wellFormed(entry, draws);
  const change = draws.below(2) === 0 ? astray : withStrayParameter;
  for (let time = draws.below(3); time >= 0; time--) event = change(event, draws);
  const handler = handlers.get(entry) as Handler;
  let answer: unknown;
  let error: unknown;
  const began = performance.now();
  const log = await written(async () => {
    try {
      answer = await handler(event);
    } catch (thrown) {
      error = thrown;
    }
  });
  const milliseconds = performance.now() - began;
  const lines = log.split("\n").filter((line) => line.includes('"level":'));
  const failures = lines.filter((line) => line.includes('"level":"ERROR"'));
  const told = `${log}${error instanceof Error ? `${error.name} ${error.message} ${error.stack}` : ""}`;
  const end = error === undefined ? "answered" : error instanceof Error ? error.name : typeof error;
  return {
    end,
    wrong: [
      ...(["answered", "MalformedEvent", "RowMissing", "UnknownNumber", "Refusal"].includes(end)
        ? []
        : [`it ended in ${told}`]),
      ...(error === undefined || failures.length === 1 ? [] : [`${failures.length} lines tell of it: ${log}`]),
      ...(error === undefined && ROLES.has(entry) && !isFlat(answer) ? ["the answer is not flat"] : []),
      ...(/¤|49291177/.test(told) ? ["it quotes what was sent"] : []),
      ...(milliseconds > LONGEST_MS ? [`it took ${milliseconds} ms`] : []),
    ],
  };
}

const isFlat = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && Object.values(answer).every((value) => typeof value === "string");

/** What is wrong with so many calls of a function, and how often they ended how. */
export async function strayCalls(handlers: Bundles["handlers"], entry: string, count: number, from = 0) {
  const ends = new Map<string, number>();
  const wrong: string[] = [];
  for (let seed = from; seed < from + count; seed++) {
    const outcome = await strayCall(handlers, entry, seed);
    ends.set(outcome.end, (ends.get(outcome.end) ?? 0) + 1);
    wrong.push(...outcome.wrong.map((what) => `${entry} ${seed}: ${what}`));
  }
  return { ends, wrong };
}
