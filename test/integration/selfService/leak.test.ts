import { expect } from "chai";
import { before } from "mocha";
import type { Laptop } from "../../../local/laptop";
import { scriptedCaller } from "../../../local/simulator/keys";
import { CANADA_SUPPORT, companyLaptop } from "../../company";
import { type Keyed, searchOf } from "../../selfService/leaks";
import { secretCall, secretCalls } from "../../selfService/secretCalls";
import { type Moment, MOMENTS, strayCall, WAYS } from "../../selfService/strayCards";
import { EVALUATION } from "../../support";

// test/full places ten thousand.
const CALLS = 120;
/** Among the three calls from here on some get as far as a payment. */
const PLANTED_FROM = 250;
const SEED = "leak";
const PLANTED: Keyed = { cards: ["4929117788334455"], numbers: ["93847561"], short: ["0931", "746"] };

describe("What callers key in secret", function () {
  this.timeout(EVALUATION);
  let laptop: Laptop;
  before(async () => {
    laptop = await companyLaptop();
    await laptop.reset();
  });

  it(`is written nowhere by ${CALLS} calls: record, attributes, flow log, transcript, functions, systems`, async () => {
    const { outcomes, leaks } = await secretCalls(laptop, SEED, CALLS);
    expect(leaks).to.deep.equal([]);
    // The search means something only where callers passed and paid, failed to, and met every fault.
    expect(outcomes).to.include.keys(
      "auth_result passed",
      "auth_result failed",
      "auth_method pin",
      "auth_method one_time_code",
      ...["approved", "declined", "pending", "failed", "none"].map((result) => `payment_result ${result}`),
      "failing: payment_result pending",
      "malformed: payment_result approved",
      "duplicated: payment_result approved",
    );
    expect(outcomes).to.not.include.keys("end error");
  });

  it("would be found where a function tells it to a flow", async () => {
    const functionAnswers = {
      verifyCaller: { result: "passed", customerId: "93847561", accountState: "current" },
      accountService: { result: "due", amount: "0931", amountMinor: "746", currency: "CAD" },
      takePayment: { result: "approved", reference: "4929117788334455" },
    };
    // Some callers hang up before they pay.
    const written: string[] = [];
    for (const index of [1, 2, 3])
      written.push(JSON.stringify((await secretCall(laptop, SEED, PLANTED_FROM + index, { functionAnswers })).result));
    expect(searchOf(written.join("\n"))(PLANTED)).to.deep.equal([
      "card 4929117788334455",
      "number 93847561",
      "short 0931",
      "short 746",
    ]);
  });

  it("would be found where a function or a system writes it down", async () => {
    const {
      keyed: {
        cards: [card = ""],
        numbers: [number = ""],
        short: [expiry = ""],
      },
    } = await secretCall(laptop, "planted", 1);
    // The same call again is asked for the card again: nothing is paid yet.
    await laptop.reset();
    const [logs, log] = [laptop.logs, laptop.backend.log] as unknown as [string[], string[]];
    logs.push(`{"level":"INFO"}\n{"account":"${number}"}`);
    log.push(`{"card":"${card}"}`, `{"expiry":"${expiry}"}`);
    expect((await secretCalls(laptop, "planted", 2)).leaks).to.deep.equal([
      `card ${card}`,
      `number ${number}`,
      `short ${expiry}`,
    ]);
  });
});

describe("A card number that is keyed where nobody asked for one", function () {
  this.timeout(EVALUATION);
  let laptop: Laptop;
  before(async () => {
    laptop = await companyLaptop();
    await laptop.reset();
  });

  for (const moment of Object.keys(MOMENTS) as Moment[])
    for (const way of WAYS)
      it(`is written nowhere: ${moment}, ${way}`, async () => {
        const calls = [0, 1, 2, 3].map((index) => strayCall(laptop, moment, way, "stray", index));
        const found = await Promise.all(calls);
        expect(found.flatMap(({ leaks }) => leaks)).to.deep.equal([]);
        // Some callers fail to prove who they are, and are not asked for a payment.
        const met = found.filter(({ at }) => at !== undefined);
        expect(met).to.not.deep.equal([]);
        expect(found.map(({ result }) => result.end)).to.not.include("error");
      });
});

describe("A laptop that is reset", function () {
  this.timeout(EVALUATION);
  const AT = new Date("2026-11-24T15:00:00Z");
  let laptop: Laptop;
  const identity = async (from = "+14165550143"): Promise<string | undefined> =>
    (await laptop.call({ dialed: CANADA_SUPPORT, from, at: AT }, { caller: scriptedCaller("1 h") })).attributes[
      "identity"
    ];
  before(async () => {
    laptop = await companyLaptop();
    await secretCalls(laptop, "reset", 3);
    expect(laptop.backend.charges).to.not.deep.equal([]);
    expect(await identity()).to.equal("known");
    laptop.backend.faults.set("identifyAccount", "failing");
    for (let caller = 0; caller < 5; caller++) await identity(`+1212555015${caller}`);
    laptop.backend.faults.clear();
    expect(await identity(), "the system is left alone").to.equal("unknown");
    await laptop.reset();
  });

  it("has empty systems", () =>
    expect([laptop.backend.charges, laptop.backend.log, laptop.backend.outbox]).to.deep.equal([[], [], []]));

  it("knows nothing of faults that were over before: no system is left alone for them", async () =>
    expect(await identity()).to.equal("known"));
});
