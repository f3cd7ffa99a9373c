import { createServer } from "node:http";
import { expect } from "chai";
import { after, afterEach, before, beforeEach } from "mocha";
import {
  contracts,
  type EnvironmentRow,
  getEnvironment,
  getPrompts,
  type LookupHandler,
  type MenuRow,
  type PromptRow,
  resolveRoute,
  RowMissing,
} from "../../handlers";
import type { ApiClient } from "../../handlers/shared/apiClient";
import { companySystems } from "../../handlers/shared/companySystems";
import { withinDeadline } from "../../handlers/shared/deadline";
import { dynamoTables } from "../../handlers/shared/dynamoTables";
import { DEFAULT_PAYMENT_POLICY } from "../../handlers/shared/paymentPolicy";
import { dynamoSettlement } from "../../handlers/settlement/dynamoSettlement";
import { bodyOf, onLoopback } from "../../local/emulator/loopback";
import { ENVIRONMENT, errorOf, flowArn, hoursArn, KEYLESS, MENU, moduleArn, queueArn } from "./rows";
import { eventOf, FAILURE, NAMES, NOON, startTables, type TestTables } from "./tables";

type Parameters = Readonly<Record<string, string>>;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

const WITH_ENVIRONMENT: Parameters = { environment: "dev", language: "en-US", country: "CA" };
const PROMPTS: Parameters = { promptSet: "main", language: "en-US", country: "CA", environment: "dev" };
const ROUTE: Parameters = { ...WITH_ENVIRONMENT, menu: "support", keys: "type target targetArn" };

const promptRow = (prompts: Record<string, string>, promptSet = "main@"): PromptRow => ({
  language: "en-US",
  promptSet,
  prompts,
});
const withMap = <Map extends "flows" | "modules" | "queues" | "hours" | "views">(
  map: Map,
  entries: Record<string, string>,
): EnvironmentRow => ({ ...ENVIRONMENT, [map]: { ...ENVIRONMENT[map], ...entries } });
const withoutFlow = (flow: string): EnvironmentRow => ({
  ...ENVIRONMENT,
  flows: Object.fromEntries(Object.entries(ENVIRONMENT.flows).filter(([name]) => name !== flow)),
});
const menuWith = (routes: MenuRow["routes"]): MenuRow => ({ ...MENU, routes: { ...MENU.routes, ...routes } });

describe("a function that is warm while a release adds to its rows", () => {
  let tables: TestTables;
  const realClock = Date.now;
  const clock = { ms: Date.UTC(2026, 1, 10) };
  before(async () => {
    tables = await startTables();
  });
  // The lifetimes are read from the clock of the process: the test turns it by hand.
  before(() => {
    Date.now = () => clock.ms;
  });
  beforeEach(async () => {
    await tables.put("environments", ENVIRONMENT);
    await tables.put("routing", MENU);
    await tables.put("prompts", promptRow({ welcome: "Hello." }));
  });
  afterEach(() => {
    tables.reply = undefined;
    tables.requests();
  });
  after(async () => {
    Date.now = realClock;
    await tables.close();
  });

  type Ask = (parameters: Parameters) => ReturnType<LookupHandler>;
  /** A function that has answered once, a second ago. */
  async function warm(lookup: LookupHandler, parameters: Parameters): Promise<Ask> {
    const readers = tables.readers();
    const ask: Ask = (asked) => lookup(eventOf({ parameters: asked }), { tables: readers, now: () => NOON });
    await ask(parameters);
    clock.ms += SECOND_MS;
    tables.requests();
    return ask;
  }
  const ofPrompts = () => warm(getPrompts, { ...PROMPTS, keys: "welcome" });
  const ofEnvironment = (environment = "dev") =>
    warm(getEnvironment, { ...WITH_ENVIRONMENT, environment, keys: "instanceArn" });
  const ofRoutes = (key = "1") => warm(resolveRoute, { ...ROUTE, key });

  const asksForPrompts: readonly [what: string, row: PromptRow, parameters: Parameters, answer: Parameters][] = [
    ["a prompt", promptRow({ welcome: "Hello.", news: "News." }), { keys: "welcome news" }, { news: "News." }],
    [
      "a prompt that an attribute names",
      promptRow({ welcome: "Hello.", productNews: "News." }),
      { keys: "picked", pick: "product_news" },
      { picked: "News." },
    ],
    [
      "a prompt of a country",
      promptRow({ news: "News of Switzerland." }, "main@#CH"),
      { country: "CH", keys: "news" },
      { news: "News of Switzerland." },
    ],
  ];
  for (const [what, row, parameters, answer] of asksForPrompts)
    it(`answers ${what} that it added`, async () => {
      const ask = await ofPrompts();
      await tables.put("prompts", row);
      expect(await ask({ ...PROMPTS, ...parameters })).to.include(answer);
      expect(tables.requests()).to.deep.equal(["Query"]);
      await ask({ ...PROMPTS, ...parameters });
      expect(tables.requests(), "remembered anew").to.deep.equal([]);
    });

  it("answers the base of a set that it added to the layer of another country", async () => {
    await tables.put("prompts", promptRow({ welcome: "Gruezi." }, "init@#CH"));
    const asked = { ...PROMPTS, promptSet: "init", keys: "welcome" };
    const ask = await warm(getPrompts, { ...asked, country: "CH" });
    await tables.put("prompts", promptRow({ welcome: "Hello." }, "init@"));
    expect(await ask(asked)).to.deep.equal({ welcome: "Hello." });
    expect(tables.requests()).to.deep.equal(["Query"]);
  });

  const asksForArns: readonly [what: string, row: EnvironmentRow, parameters: Parameters, answer: Parameters][] = [
    [
      "flow",
      withMap("flows", { fairFlow: flowArn("fairFlow") }),
      { flow: "fairFlow" },
      { flowArn: flowArn("fairFlow") },
    ],
    [
      "module",
      withMap("modules", { fairModule: moduleArn("fairModule") }),
      { module: "fairModule" },
      { moduleArn: moduleArn("fairModule") },
    ],
    [
      "queue",
      withMap("queues", { "fair-en-US": queueArn("fair-en-US") }),
      { queue: "fair-{language}" },
      { queueArn: queueArn("fair-en-US") },
    ],
    ["hours", withMap("hours", { fair: hoursArn("fair") }), { hours: "fair" }, { hoursArn: hoursArn("fair") }],
    ["view", withMap("views", { fair: "arn:view" }), { view: "fair" }, { viewArn: "arn:view" }],
  ];
  for (const [kind, row, parameters, answer] of asksForArns)
    it(`answers the ARN of a ${kind} that it added`, async () => {
      const ask = await ofEnvironment();
      await tables.put("environments", row);
      const asked = { ...WITH_ENVIRONMENT, ...parameters, keys: `${kind}Arn` };
      expect(await ask(asked)).to.deep.equal(answer);
      expect(tables.requests()).to.deep.equal(["GetItem"]);
      await ask(asked);
      expect(tables.requests(), "remembered anew").to.deep.equal([]);
    });

  it("answers the ARNs of a default queue and of a flow that other flows name, which it added", async () => {
    await tables.put("environments", { ...withoutFlow("queueFlow"), defaultQueue: "fair" });
    const ask = await ofEnvironment();
    await tables.put("environments", { ...ENVIRONMENT, queues: { fair: queueArn("fair") }, defaultQueue: "fair" });
    expect(await ask({ ...WITH_ENVIRONMENT, keys: "defaultQueueArn queueFlowArn" })).to.deep.equal({
      defaultQueueArn: queueArn("fair"),
      queueFlowArn: flowArn("queueFlow"),
    });
    expect(tables.requests()).to.deep.equal(["GetItem"]);
  });

  it("reads nothing again for a number to show and a security key that an environment does without", async () => {
    await tables.put("environments", { ...KEYLESS, environment: "bare", callerIds: {} });
    const ask = await ofEnvironment("bare");
    await tables.put("environments", { ...ENVIRONMENT, environment: "bare" });
    const asked = { ...WITH_ENVIRONMENT, environment: "bare", keys: "callerIdArn securityKeyId" };
    expect(await ask(asked)).to.deep.equal({ callerIdArn: contracts.NONE, securityKeyId: contracts.NONE });
    expect(tables.requests()).to.deep.equal([]);
    clock.ms += MINUTE_MS;
    expect(await ask(asked)).to.deep.equal({ callerIdArn: ENVIRONMENT.callerIds["CA"], securityKeyId: "key-1" });
  });

  it("follows a key that it added to a menu", async () => {
    const ask = await ofRoutes();
    await tables.put("routing", menuWith({ "*": { type: "menu", target: "fair", reason: "fair" } }));
    expect(await ask({ ...ROUTE, key: "*" })).to.deep.equal({ type: "menu", target: "fair", targetArn: "none" });
    expect(tables.requests()).to.deep.equal(["GetItem"]);
  });

  it("follows a key to a queue that it added too", async () => {
    const ask = await ofRoutes();
    await tables.put("routing", menuWith({ "*": { type: "queue", target: "fair", reason: "fair" } }));
    await tables.put("environments", withMap("queues", { fair: queueArn("fair") }));
    expect(await ask({ ...ROUTE, key: "*" })).to.include({ targetArn: queueArn("fair") });
    expect(tables.requests()).to.deep.equal(["GetItem", "GetItem"]);
  });

  it("follows a key to where the menu leads now, when its target is gone from the environment", async () => {
    const ask = await ofRoutes("5");
    await tables.put("routing", menuWith({ "3": { type: "flow", target: "fairFlow", reason: "fair" } }));
    // No row of the environment is remembered yet: the first that it reads has the new flow and not the old one.
    await tables.put("environments", {
      ...withoutFlow("newsFlow"),
      flows: { ...withoutFlow("newsFlow").flows, fairFlow: flowArn("fairFlow") },
    });
    expect(await ask({ ...ROUTE, key: "3" })).to.deep.equal({
      type: "flow",
      target: "fairFlow",
      targetArn: flowArn("fairFlow"),
    });
    expect(tables.requests()).to.deep.equal(["GetItem", "GetItem"]);
  });

  const unanswerable: readonly [what: string, warmed: () => Promise<Ask>, asked: Parameters, operations: string[]][] = [
    ["a prompt", ofPrompts, { ...PROMPTS, keys: "nothing" }, ["Query"]],
    ["an ARN", ofEnvironment, { ...WITH_ENVIRONMENT, flow: "nothing", keys: "flowArn" }, ["GetItem"]],
    ["a key", ofRoutes, { ...ROUTE, key: "#" }, ["GetItem"]],
    ["the target of a key", ofRoutes, { ...ROUTE, key: "8" }, ["GetItem", "GetItem"]],
  ];
  for (const [what, warmed, asked, operations] of unanswerable) {
    /** The answer to a slip, and else the name of the error. */
    const outcomeOf = (ask: Ask): Promise<string | undefined> =>
      ask(asked).then(
        ({ type }) => type,
        (error: Error) => error.name,
      );
    const lacking = what === "a key" ? "invalid" : "RowMissing";

    it(`reads each row once a second at most for ${what} that is nowhere`, async () => {
      const ask = await warmed();
      for (let time = 0; time < 3; time++) expect(await outcomeOf(ask)).to.equal(lacking);
      clock.ms += SECOND_MS - 1;
      expect(await outcomeOf(ask)).to.equal(lacking);
      expect(tables.requests()).to.deep.equal(operations);
      clock.ms += 1;
      expect(await outcomeOf(ask)).to.equal(lacking);
      expect(tables.requests()).to.deep.equal(operations);
    });

    it(`has ${what} missing, and no failure, where DynamoDB fails`, async () => {
      const ask = await warmed();
      tables.reply = FAILURE;
      expect(await outcomeOf(ask)).to.equal(lacking);
      expect(tables.requests(), "two tries").to.deep.equal([...operations, ...operations]);
    });
  }

  it("answers what it remembers all the same where it could not be read again", async () => {
    const ask = await ofPrompts();
    tables.reply = FAILURE;
    expect(await errorOf(ask({ ...PROMPTS, keys: "news" }))).to.be.instanceOf(RowMissing);
    expect(await ask({ ...PROMPTS, keys: "welcome" })).to.deep.equal({ welcome: "Hello." });
  });

  it("reads a row once for calls that come at once", async () => {
    const ask = await ofEnvironment();
    await tables.put("environments", withMap("flows", { fairFlow: flowArn("fairFlow") }));
    const asked = { ...WITH_ENVIRONMENT, flow: "fairFlow", keys: "flowArn" };
    for (const answer of await Promise.all([ask(asked), ask(asked), ask(asked)]))
      expect(answer).to.deep.equal({ flowArn: flowArn("fairFlow") });
    expect(tables.requests()).to.deep.equal(["GetItem"]);
  });

  const api = { url: "https://orders.example.com", timeoutMs: "1000" };
  const systemsOf: readonly [who: string, make: () => (apiProfile: string) => Promise<ApiClient<"orders">>][] = [
    [
      "self-service",
      () => {
        process.env["ENVIRONMENTS_TABLE"] = NAMES.environments;
        const systems = companySystems({
          failed: () => undefined,
          unavailable: () => undefined,
          noted: () => undefined,
        });
        delete process.env["ENVIRONMENTS_TABLE"];
        return (apiProfile) => systems(eventOf({ parameters: { environment: "dev", apiProfile } }));
      },
    ],
    [
      "the settler",
      () => {
        const { systems } = dynamoSettlement({
          callStateTable: NAMES.callState,
          environmentsTable: NAMES.environments,
          policy: DEFAULT_PAYMENT_POLICY,
          failed: () => undefined,
        });
        return (apiProfile) => systems("dev", apiProfile);
      },
    ],
  ];
  for (const [who, make] of systemsOf) {
    it(`reaches the systems of an API profile that it added, for ${who}`, async () => {
      await tables.put("environments", { ...ENVIRONMENT, apis: { default: { orders: api } } });
      const systems = make();
      await systems("default");
      clock.ms += SECOND_MS;
      await tables.put("environments", { ...ENVIRONMENT, apis: { default: { orders: api }, fair: { orders: api } } });
      expect((await systems("fair")).systemOf("orders")).to.equal("https://orders.example.com");
      expect(tables.requests()).to.deep.equal(["GetItem"]);
      for (const profile of ["nothing", "nothing", "default"]) await systems(profile);
      expect(tables.requests(), "within the second").to.deep.equal([]);
    });

    it(`reads nothing again for ${who} in an environment without systems`, async () => {
      const systems = make();
      await systems("default");
      clock.ms += SECOND_MS;
      tables.requests();
      expect((await systems("default")).profiles).to.deep.equal([]);
      expect(tables.requests()).to.deep.equal([]);
    });
  }

  /** Does the work where DynamoDB is a server that answers as the test says, or never. */
  async function withDynamoDb<Result>(
    answerTo: (body: { ConsistentRead?: unknown }) => object | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const { url, close } = await onLoopback(
      createServer((request, response) => {
        void bodyOf(request).then((body) => {
          const answer = answerTo(JSON.parse(body) as object);
          if (answer === undefined) return;
          response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(answer));
        });
      }),
    );
    const endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"] as string;
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = url;
    try {
      return await work();
    } finally {
      process.env["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint;
      await close();
    }
  }

  it("takes a key for a slip where DynamoDB does not say in time whether it was added", async () => {
    const answers: object[] = [{ Item: { routes: { M: {} } } }];
    await withDynamoDb(
      () => answers.pop(),
      async () => {
        const ask = await ofRoutes("#");
        const began = performance.now();
        const answer = withinDeadline(() => ask({ ...ROUTE, key: "#" }), { answer: 50, systems: 40 });
        expect(await answer).to.include({ type: "invalid" });
        expect(performance.now() - began).to.be.within(40, 1000);
      },
    );
  });

  it("asks DynamoDB for the latest state, so that no older row takes the place of a newer", async () => {
    const consistent: unknown[] = [];
    await withDynamoDb(
      ({ ConsistentRead }) => {
        consistent.push(ConsistentRead);
        const row = { M: {} };
        return { Item: { row }, Items: [{ row }] };
      },
      async () => {
        const readers = dynamoTables(NAMES, () => undefined);
        for (const read of [
          () => readers.environment("dev", () => false),
          () => readers.menu("support", () => false),
          () => readers.prompts("en-US", "main", () => false),
        ]) {
          await read();
          clock.ms += SECOND_MS;
          await read();
          expect(consistent.splice(0)).to.deep.equal([false, true]);
        }
      },
    );
  });
});
