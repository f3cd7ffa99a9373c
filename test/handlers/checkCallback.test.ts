import { randomInt, randomUUID } from "node:crypto";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { contracts } from "../../handlers";
import { checkCallback } from "../../handlers/checkCallback";
import { callbackPolicyOf } from "../../handlers/shared/callbackPolicy";
import { dynamoCallbacks } from "../../handlers/shared/dynamoCallbacks";
import { DIALED, errorOf, numberRow } from "./rows";
import { eventOf, FAILURE, NAMES, startTables, type TestTables } from "./tables";

const START = Date.parse("2026-02-10T12:00:00Z");
const HOUR_MS = 60 * 60 * 1000;
const OWN = "+18335550143";
const BORDER = "+14165550100";
const CALLER = "+15145550101";
/** A number that no other test asked about. */
const fresh = (): string => `+1416${randomInt(2_000_000, 9_999_999)}`.replace(/976(?=\d{4}$)/, "877");

interface Asked {
  readonly call?: string;
  readonly caller?: string | null;
  readonly dialed?: string | null;
  readonly environment?: string;
  readonly task?: "check" | "close";
  readonly number?: string;
}

describe("checkCallback", () => {
  let tables: TestTables;
  const clock = { ms: START };
  const noted: string[] = [];
  before(async () => {
    tables = await startTables();
    await tables.put(
      "routing",
      numberRow(),
      numberRow({ key: `number#${OWN}`, active: "no" }),
      numberRow({ key: `number#${BORDER}`, callbackCountries: "CA US" }),
    );
  });
  beforeEach(() => {
    clock.ms = START;
    noted.length = 0;
  });
  after(() => tables.close());

  const ask = async (
    { call = randomUUID(), caller = null, dialed = DIALED, environment = randomUUID(), task = "check", number }: Asked,
    policy = {},
  ) => {
    const { Details } = eventOf({
      dialed,
      caller,
      parameters: { keys: "result number", task, environment, country: "CA", number },
    });
    const event = { Details: { ...Details, ContactData: { ...Details.ContactData, ContactId: call } } };
    return checkCallback(event, {
      ...dynamoCallbacks(NAMES, callbackPolicyOf(JSON.stringify(policy)), () => new Date(clock.ms)),
      journal: { noted: (_event, metric) => noted.push(metric) },
    });
  };
  const resultOf = async (asked: Asked, policy = {}): Promise<string> => (await ask(asked, policy))["result"] as string;

  it("allows the number that a caller shows, or the one that is keyed, and answers it as it is called", async () => {
    const shown = fresh();
    expect(await ask({ caller: shown })).to.deep.equal({ result: "allowed", number: shown });
    const keyed = fresh();
    expect(await ask({ number: keyed.slice(1) })).to.deep.equal({ result: "allowed", number: keyed });
    const national = fresh();
    expect(await ask({ number: national.slice(2) })).to.deep.equal({ result: "allowed", number: national });
    expect(noted).to.deep.equal([]);
  });

  it("knows no number where the caller shows none, and none in what is mistyped or a card", async () => {
    for (const caller of [null, "anonymous", "+266696687", "sip:agent"])
      expect(await ask({ caller }), String(caller)).to.deep.equal({ result: "invalid", number: contracts.NONE });
    for (const number of ["12", "4242424242424242", "14161550199", "Timeout"])
      expect(await ask({ caller: CALLER, number }), number).to.deep.equal({
        result: "invalid",
        number: contracts.NONE,
      });
    expect(noted).to.deep.equal([]);
  });

  it("refuses what the company does not call, shown or keyed, and the company's own numbers, and counts it", async () => {
    const numbers = ["+19005550123", "+12025550199", "+881612345678", "+18765550123", OWN, DIALED];
    for (const number of numbers) {
      expect(await ask({ number: number.slice(1) }), number).to.deep.equal({
        result: "refused",
        number: contracts.NONE,
      });
      expect(await resultOf({ caller: number }), number).to.equal("refused");
    }
    expect(noted).to.deep.equal(numbers.flatMap(() => ["CallbacksOverBudget", "CallbacksOverBudget"]));
  });

  it("goes by the countries of the dialed number, and by the contact's where that is not known", async () => {
    const american = "12025550199";
    expect(await resultOf({ number: american, dialed: BORDER })).to.equal("allowed");
    expect(await resultOf({ number: american, dialed: null })).to.equal("refused");
    expect(await resultOf({ number: fresh(), dialed: "+14165550199" })).to.equal("allowed");
  });

  it("takes one callback to a number until it was made, was not left or is old, and says the same to the same call", async () => {
    const [number, call, environment] = [fresh(), randomUUID(), randomUUID()];
    const policy = { perNumber: 4, openMinutes: 60 };
    const again = (asked: Asked = {}): Promise<string> => resultOf({ environment, number, ...asked }, policy);
    expect([await again({ call }), await again({ call }), await again({ call })]).to.deep.equal(
      Array(3).fill("allowed"),
    );
    expect(await again()).to.equal("open");
    expect(await ask({ task: "close", number })).to.deep.equal({ result: "closed", number: contracts.NONE });
    expect(await again()).to.equal("allowed");
    expect(await resultOf({ task: "close", caller: number }), "by the contact's own number").to.equal("closed");
    expect(await again()).to.equal("allowed");
    clock.ms += HOUR_MS - 1000;
    expect(await again()).to.equal("open");
    clock.ms += 1000;
    expect(await again(), "the fourth of the day, because a call is counted once").to.equal("allowed");
    await ask({ task: "close", number });
    expect(await again()).to.equal("limited");
    expect(noted).to.deep.equal(["CallbacksOverBudget"]);
  });

  it("takes so many a day to a number, from a caller and in an environment, and counts none that it does not take", async () => {
    const [environment, caller] = [randomUUID(), fresh()];
    const policy = { perCaller: 2, perEnvironment: 3 };
    const leave = (asked: Asked): Promise<string> => resultOf({ environment, number: fresh(), ...asked }, policy);
    expect([await leave({ caller }), await leave({ caller }), await leave({ caller })]).to.deep.equal([
      "allowed",
      "allowed",
      "limited",
    ]);
    const third = fresh();
    expect(await leave({ caller, number: third })).to.equal("limited");
    expect(await leave({ number: third }), "it is not open").to.equal("allowed");
    expect([await leave({}), await leave({ caller: fresh() })], "the environment is full").to.deep.equal([
      "limited",
      "limited",
    ]);
    const busy = fresh();
    for (let tries = 0; tries < 5; tries++) expect(await leave({ number: busy })).to.equal("limited");
    expect(await leave({ number: busy, environment: randomUUID() }), "none of them was counted").to.equal("allowed");
    clock.ms += 24 * HOUR_MS;
    expect(await leave({ caller, number: busy })).to.equal("allowed");
  });

  it("counts nothing by a caller who shows no number", async () => {
    for (const caller of [null, "anonymous", "+266696687"])
      for (let tries = 0; tries < 2; tries++)
        expect(await resultOf({ caller, number: fresh() }, { perCaller: 1 }), String(caller)).to.equal("allowed");
  });

  it("has the call forget who its caller proved to be, once the callback is allowed", async () => {
    const state = tables.callState(() => new Date(clock.ms));
    const call = randomUUID();
    await state.verify(call, "A-1001", "pin");
    await ask({ call, number: "19005550123" });
    expect(await state.verified(call)).to.equal("A-1001");
    await ask({ call, number: fresh() });
    expect(await state.verified(call)).to.equal(undefined);
  });

  it("opens one callback where two calls ask at once", async () => {
    const number = fresh();
    const results = await Promise.all([resultOf({ number }), resultOf({ number })]);
    expect(results.sort()).to.deep.equal(["allowed", "open"]);
  });

  it("writes no number down", async () => {
    const [number, caller] = [fresh(), fresh()];
    await ask({ number, caller });
    const written = JSON.stringify([await tables.stateItems()], (_key, value: unknown) =>
      value instanceof Set ? [...value] : value,
    );
    for (const hidden of [number, caller]) expect(written).to.not.include(hidden.slice(1));
  });

  it("fails where a table does not answer: nothing is allowed that was not looked up", async () => {
    tables.reply = FAILURE;
    try {
      expect(await errorOf(ask({ number: fresh() }))).to.be.an("error");
    } finally {
      tables.reply = undefined;
    }
  });
});
