import { expect } from "chai";
import { before } from "mocha";
import { plain, resourcesOf } from "../../../local/engine/graph";
import type { Laptop } from "../../../local/laptop";
import type { CallResult } from "../../../local/simulator/call";
import { scriptedCaller } from "../../../local/simulator/keys";
import type { Script } from "../../../local/simulator/script";
import { CANADA_SUPPORT, companyLaptop } from "../../company";
import { EVALUATION } from "../../support";

const START = Date.parse("2026-11-24T15:00:00Z");
const MINUTE_MS = 60_000;
const spokenIn = ({ transcript }: CallResult, block: string): boolean =>
  transcript.some((heard) => heard.block === block && heard.speaker === "system");

describe("A callback of a company", function () {
  this.timeout(EVALUATION);
  let laptop: Laptop;
  before(async () => {
    laptop = await companyLaptop();
    await laptop.reset();
  });

  /** A call to the support in Canada, in English, so many minutes later, that asks for a callback. */
  const leave = (minutes: number, from: string | undefined, keys = "", script: Partial<Script> = {}) =>
    laptop.call(
      { dialed: CANADA_SUPPORT, at: new Date(START + minutes * MINUTE_MS), ...(from !== undefined && { from }) },
      { caller: scriptedCaller(`1 4 ${keys}`), ...script },
    );

  it("goes to no premium, satellite or foreign number, nor to one of the company's own, shown or keyed", async () => {
    for (const number of ["19005550123", "881612345678", "12025550199", "18335550143", "18765550123"]) {
      const keyed = await leave(0, undefined, `${number}#`);
      expect(keyed.end, number).to.not.equal("callback");
      expect(spokenIn(keyed, "sayRefusedNumber") || spokenIn(keyed, "sayInvalidNumber"), number).to.equal(true);
      const shown = await leave(0, `+${number}`);
      expect([shown.end === "callback", spokenIn(shown, "askNumber")], number).to.deep.equal([false, true]);
    }
  });

  it("is left once to a number, and again when an agent has made it", async () => {
    const from = "+14165550117";
    expect((await leave(0, from)).end).to.equal("callback");
    const second = await leave(1, from);
    expect([second.end, spokenIn(second, "sayAlreadyKept")]).to.deep.equal(["goodbye", true]);
    const third = await leave(2, undefined, "14165550117#");
    expect([third.end, spokenIn(third, "sayAlreadyKept")]).to.deep.equal(["goodbye", true]);
    const made = "+14165550118";
    await leave(3, made, "", { wait: { seconds: 60, then: "answered" } });
    expect((await leave(30, made)).end).to.equal("callback");
  });

  it("begins with nobody known, whoever left it", async () => {
    const account = { result: "passed", customerId: "A-1001", accountState: "current" };
    const { contactRecords, end } = await leave(0, "+14165550119", "", {
      wait: { seconds: 60, then: "answered" },
      functionAnswers: { identifyCaller: { identity: "known", name: "none", ...account } },
    });
    const callback = contactRecords.find(({ InitiationMethod }) => InitiationMethod === "CALLBACK");
    expect([end, callback?.Attributes["customer_id"], callback?.Attributes["account_state"]]).to.deep.equal([
      "callback",
      "none",
      "none",
    ]);
  });

  it("and an agent's transfers lead to queues, never to a number outside", () => {
    const types = resourcesOf(laptop.graph, "aws:connect/quickConnect:QuickConnect").map(
      ({ inputs }) =>
        (plain(inputs) as { quickConnectConfig: { quickConnectType: string } }).quickConnectConfig.quickConnectType,
    );
    expect([...new Set(types)]).to.deep.equal(["QUEUE"]);
  });
});
