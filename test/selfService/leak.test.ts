import { expect } from "chai";
import { before } from "mocha";
import type { Laptop } from "../../local/laptop";
import { scriptedCaller } from "../../local/simulator/keys";
import { laptopOf } from "../support";
import { type Keyed, leaksInLines, searchOf } from "./leaks";
import { secretCall, secretCalls } from "./secretCalls";

// test/full places ten thousand.
const CALLS = 500;
const SEED = "leak";
const PLANTED: Keyed = { cards: ["4929117788334455"], numbers: ["93847561"], short: ["0931", "746"] };

describe("What callers key in secret", () => {
  let laptop: Laptop;
  before(async () => {
    laptop = await laptopOf("dev");
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
  }).timeout(300_000);

  it("would be found where a function tells it to a flow", async () => {
    const functionAnswers = {
      verifyCaller: { result: "passed", customerId: "93847561", accountState: "current" },
      accountService: { result: "due", amount: "0931", amountMinor: "746", currency: "CAD" },
      takePayment: { result: "approved", reference: "4929117788334455" },
    };
    // Some callers hang up before they pay.
    const written: string[] = [];
    for (const index of [1, 2, 3])
      written.push(JSON.stringify((await secretCall(laptop, SEED, CALLS + index, { functionAnswers })).result));
    expect(searchOf(written.join("\n"))(PLANTED)).to.deep.equal([
      "card 4929117788334455",
      "number 93847561",
      "short 0931",
      "short 746",
    ]);
  }).timeout(300_000);

  it("would be found where a function or a system writes it down", async () => {
    const {
      keyed: {
        cards: [card = ""],
        numbers: [number = ""],
        short: [expiry = ""],
      },
    } = await secretCall(laptop, "planted", 1);
    const [logs, log] = [laptop.logs, laptop.backend.log] as unknown as [string[], string[]];
    logs.push(`{"level":"INFO"}\n{"account":"${number}"}`);
    log.push(`{"card":"${card}"}`, `{"expiry":"${expiry}"}`);
    expect((await secretCalls(laptop, "planted", 2)).leaks).to.deep.equal([
      `card ${card}`,
      `number ${number}`,
      `short ${expiry}`,
    ]);
  }).timeout(300_000);

  it("would be found in a line of any log, digits apart or five of a card, and nothing else is", () => {
    for (const line of [
      '{"reason":"Error: 11778"}',
      "4929 1177 8833 4455",
      "9-1-1-7-7",
      '{"body":"93847561"}',
      '{"expiry":"0931"}',
      "cvv=746;",
    ])
      expect(searchOf(line)(PLANTED), line).to.have.length(1);
    const round: Keyed = { cards: [], numbers: [], short: ["8000"] };
    expect(searchOf('{"TimeLimit":"8000","Timeout":"8000"}')(round)).to.deep.equal([]);
    expect(searchOf('{"securityCode":"8000"}')(round)).to.deep.equal(["short 8000"]);
    for (const line of [
      '{"lastFour":"4455"}',
      '{"status":746,"milliseconds":931}',
      '{"_aws":{"Timestamp":1764000007377886}}',
      "2026-11-24T09:31:28.746Z",
      "(node:11778) Warning: 7",
      `${"Ab+/".repeat(30)}746=`,
    ])
      expect(searchOf(line)(PLANTED), line).to.deep.equal([]);
  });

  it("would be found in lines of other calls, but for short numbers, which are any call's", () => {
    const [own, other] = ["0b1c2d3e-0000-4000-8000-000000000001", "0b1c2d3e-0000-4000-8000-000000000002"];
    const calls = [
      { contacts: [own], keyed: PLANTED },
      { contacts: [other], keyed: { cards: [], numbers: [], short: [] } },
    ];
    const line = (contactId: string | undefined, reason: string): string => JSON.stringify({ contactId, reason });
    for (const contactId of [own, other, undefined])
      for (const [reason, leak] of [
        ["17788", "card 4929117788334455"],
        ["93847561", "number 93847561"],
      ])
        expect(leaksInLines([line(contactId, reason as string)], calls), contactId).to.deep.equal([leak]);
    for (const contactId of [own, undefined])
      expect(leaksInLines([line(contactId, "746")], calls), contactId).to.deep.equal(["short 746"]);
    expect(leaksInLines([line(other, "746")], calls)).to.deep.equal([]);
  });
});

describe("A laptop that is reset", () => {
  const AT = new Date("2026-11-24T15:00:00Z");
  let laptop: Laptop;
  const identity = async (): Promise<string | undefined> =>
    (await laptop.call({ dialed: "+18335550143", from: "+14165550143", at: AT }, { caller: scriptedCaller("1 h") }))
      .attributes["identity"];
  before(async () => {
    laptop = await laptopOf("dev");
    await secretCalls(laptop, "reset", 3);
    expect(laptop.backend.charges).to.not.deep.equal([]);
    expect(await identity()).to.equal("known");
    laptop.backend.faults.set("identifyAccount", "failing");
    for (let calls = 0; calls < 5; calls++) await identity();
    laptop.backend.faults.clear();
    expect(await identity(), "the system is left alone").to.equal("unknown");
    await laptop.reset();
  });

  it("has empty systems", () =>
    expect([laptop.backend.charges, laptop.backend.log, laptop.backend.outbox]).to.deep.equal([[], [], []]));

  it("knows nothing of faults that were over before: no system is left alone for them", async () =>
    expect(await identity()).to.equal("known"));
});
