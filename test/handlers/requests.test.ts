import { expect } from "chai";
import { after, afterEach, before } from "mocha";
import {
  getEnvironment,
  getNumberAttributes,
  getPrompts,
  type LookupHandler,
  resolveRoute,
  RowMissing,
} from "../../handlers";
import { DIALED, ENVIRONMENT, errorOf, MENU, numberRow } from "./rows";
import { type Call, eventOf, FAILURE, NOON, startTables, type TestTables } from "./tables";

const MINUTE_MS = 60_000;
const CALLER = "+15145550101";
const number: Call = { dialed: DIALED, caller: CALLER, parameters: { keys: "country" } };
const prompts: Call = {
  parameters: { promptSet: "main", language: "en-US", country: "CH", environment: "staging", keys: "welcome" },
};
const environment: Call = { parameters: { environment: "dev", keys: "instanceArn" } };
const route: Call = {
  parameters: { menu: "support", key: "1", environment: "dev", language: "en-US", keys: "target" },
};

describe("the requests of a lookup", () => {
  let tables: TestTables;
  const realClock = Date.now;
  const clock = { ms: Date.UTC(2026, 1, 10) };
  before(async () => {
    tables = await startTables();
    await tables.put("environments", ENVIRONMENT);
    await tables.put("routing", numberRow(), MENU, {
      key: `caller#${CALLER}`,
      language: "fr-CA",
      customerId: "tester-1",
    });
    await tables.put(
      "prompts",
      { language: "en-US", promptSet: "main@", prompts: { welcome: "Hello." } },
      { language: "en-US", promptSet: "main@staging#CH", prompts: { welcome: "Test." } },
    );
  });
  // The lifetimes are read from the clock of the process: the test turns it by hand.
  before(() => {
    Date.now = () => clock.ms;
  });
  afterEach(() => {
    tables.reply = undefined;
    tables.requests();
  });
  after(async () => {
    Date.now = realClock;
    await tables.close();
  });

  /** One function as Lambda keeps it between calls. */
  const functionOf = (lookup: LookupHandler): ((call: Call) => ReturnType<LookupHandler>) => {
    const readers = tables.readers();
    return (call) => lookup(eventOf(call), { tables: readers, now: () => NOON });
  };

  const lookups = [
    ["getNumberAttributes", getNumberAttributes, number, ["BatchGetItem"], { country: "CA" }, MINUTE_MS],
    ["getPrompts", getPrompts, prompts, ["Query"], { welcome: "Test." }, 5 * MINUTE_MS],
    ["getEnvironment", getEnvironment, environment, ["GetItem"], { instanceArn: ENVIRONMENT.instanceArn }, MINUTE_MS],
  ] as const;

  for (const [name, lookup, call, requests, answer, lifetimeMs] of lookups) {
    it(`are one of ${name}, and none within the lifetime`, async () => {
      const ask = functionOf(lookup);
      expect(await ask(call)).to.deep.equal(answer);
      expect(tables.requests()).to.deep.equal(requests);
      clock.ms += lifetimeMs - 1;
      expect(await ask(call)).to.deep.equal(answer);
      expect(tables.requests()).to.deep.equal([]);
      clock.ms += 1;
      expect(await ask(call)).to.deep.equal(answer);
      expect(tables.requests()).to.deep.equal(requests);
    });

    it(`are answered by ${name} as before when DynamoDB fails`, async () => {
      const ask = functionOf(lookup);
      await ask(call);
      clock.ms += 10 * lifetimeMs;
      tables.requests();
      tables.reply = FAILURE;
      expect(await ask(call)).to.deep.equal(answer);
      expect(tables.requests(), "two tries").to.deep.equal([...requests, ...requests]);
    });

    it(`fail in ${name} when DynamoDB fails and nothing is remembered, and not as a missing row`, async () => {
      const ask = functionOf(lookup);
      tables.reply = FAILURE;
      expect(await errorOf(ask(call))).to.not.be.instanceOf(RowMissing);
      tables.reply = undefined;
      expect(await ask(call)).to.deep.equal(answer);
    });
  }

  it("are one of resolveRoute as soon as the environment is remembered", async () => {
    const ask = functionOf(resolveRoute);
    const other = { ...route, parameters: { ...route.parameters, menu: "other" } };
    await tables.put("routing", { ...MENU, key: "menu#other" });
    await ask(route);
    expect(tables.requests()).to.deep.equal(["GetItem", "GetItem"]);
    expect(await ask(other)).to.deep.equal({ target: "support-en-US" });
    expect(tables.requests()).to.deep.equal(["GetItem"]);
    expect(await ask(route)).to.deep.equal({ target: "support-en-US" });
    expect(tables.requests()).to.deep.equal([]);
  });

  it("are one of resolveRoute where no ARN is needed", async () => {
    for (const key of ["5", "6", "9", "Timeout", "#"]) {
      await functionOf(resolveRoute)({ ...route, parameters: { ...route.parameters, key } });
      expect(tables.requests(), key).to.deep.equal(["GetItem"]);
    }
  });

  it("are one for a caller who withholds the number, and one more for another caller", async () => {
    const ask = functionOf(getNumberAttributes);
    for (const caller of [null, CALLER, "+15145550199"]) await ask({ ...number, caller });
    expect(tables.requests()).to.deep.equal(["BatchGetItem", "BatchGetItem", "BatchGetItem"]);
  });

  it("do not take keys that DynamoDB left out for rows that are missing", async () => {
    const ask = functionOf(getNumberAttributes);
    tables.reply = {
      status: 200,
      body: JSON.stringify({
        Responses: { routing: [] },
        UnprocessedKeys: { routing: { Keys: [{ key: { S: `number#${DIALED}` } }] } },
      }),
    };
    expect(await errorOf(ask(number))).to.not.be.instanceOf(RowMissing);
    tables.reply = undefined;
    expect(await ask(number)).to.deep.equal({ country: "CA" });
  });

  it("fetch the rows of one set of prompts and no others", async () => {
    await tables.put("prompts", { language: "en-US", promptSet: "mainly@", prompts: { welcome: "Another set." } });
    expect((await tables.readers().prompts("en-US", "main")).map(({ promptSet }) => promptSet)).to.have.members([
      "main@",
      "main@staging#CH",
    ]);
  });

  it("name no telephone number where DynamoDB fails", async () => {
    tables.reply = FAILURE;
    expect((await errorOf(functionOf(getNumberAttributes)(number))).message).to.not.match(/\d{7}/);
  });

  const written: [
    what: string,
    lookup: LookupHandler,
    call: Call,
    write: () => Promise<void>,
    answer: Record<string, string>,
  ][] = [
    [
      "an environment",
      getEnvironment,
      { parameters: { environment: "new", keys: "instanceArn" } },
      () => tables.put("environments", { ...ENVIRONMENT, environment: "new" }),
      { instanceArn: ENVIRONMENT.instanceArn },
    ],
    [
      "a menu",
      resolveRoute,
      { parameters: { ...route.parameters, menu: "new" } },
      () => tables.put("routing", { ...MENU, key: "menu#new" }),
      { target: "support-en-US" },
    ],
    [
      "a number",
      getNumberAttributes,
      { ...number, dialed: "+14165550177" },
      () => tables.put("routing", numberRow({ key: "number#+14165550177" })),
      { country: "CA" },
    ],
    [
      "a set of prompts",
      getPrompts,
      { parameters: { ...prompts.parameters, promptSet: "news" } },
      () => tables.put("prompts", { language: "en-US", promptSet: "news@", prompts: { welcome: "News." } }),
      { welcome: "News." },
    ],
  ];
  for (const [what, lookup, call, write, answer] of written)
    it(`are made again for ${what} that was missing, so that its row counts at once`, async () => {
      const ask = functionOf(lookup);
      expect(await errorOf(ask(call))).to.be.instanceOf(RowMissing);
      await write();
      expect(await ask(call)).to.deep.equal(answer);
    });
});
