import { expect } from "chai";
import { before } from "mocha";
import type { Laptop } from "../../local/laptop";
import { laptopOf } from "../support";
import { type Keyed, leaksIn } from "./leaks";
import { secretCall, secretCalls } from "./secretCalls";

// test/full places three hundred: here they have to fit into seconds.
const CALLS = 24;
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
    // The search means something only where callers passed and paid, and failed to.
    expect(outcomes).to.include.keys("auth_result passed", "auth_method pin", "auth_method one_time_code", "payment_result approved");
    expect(outcomes).to.not.include.keys("end error");
  }).timeout(300_000);

  it("would be found where a function tells it to a flow", async () => {
    const functionAnswers = { verifyCaller: { result: "passed", customerId: "93847561", accountState: "current" }, accountService: { result: "due", amount: "0931", amountMinor: "746", currency: "CAD" }, takePayment: { result: "approved", reference: "4929117788334455" } };
    // Some callers hang up before they pay.
    const written: string[] = [];
    for (const index of [1, 2, 3]) written.push(JSON.stringify((await secretCall(laptop, SEED, CALLS + index, { functionAnswers })).result));
    expect(leaksIn(written.join("\n"), PLANTED)).to.deep.equal(["card 4929117788334455", "number 93847561", "short 0931", "short 746"]);
  }).timeout(300_000);

  it("would be found in a line of any log, digits apart or five of a card, and nothing else is", () => {
    for (const line of ['{"reason":"Error: 11778"}', "4929 1177 8833 4455", "9-1-1-7-7", '{"body":"93847561"}', '{"expiry":"0931"}', "cvv=746;"]) expect(leaksIn(line, PLANTED), line).to.have.length(1);
    for (const line of ['{"lastFour":"4455"}', '{"status":746,"milliseconds":931}', '{"_aws":{"Timestamp":1764000007377886}}', "2026-11-24T09:31:28.746Z"]) expect(leaksIn(line, PLANTED), line).to.deep.equal([]);
  });
});
