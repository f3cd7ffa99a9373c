import { expect } from "chai";
import { contactAttributes, NOBODY_KNOWN } from "../../callFlows/contactAttributes";
import { leaveCallback } from "../../callFlows/fragments/leaveCallback";
import { defineFlow, disconnect, render, say, setContactAttributes, setLogging, setQueue } from "../../flowLanguage";
import { contracts } from "../../handlers";
import { arnOf, call, functionArn, said, type StubFunction } from "../simulator/world";

const CALLER = "+14165550143";
const KEYED = "14165550199";
const allowed = (number: string) => ({ result: "allowed", number });
const not = (result: string) => ({ result, number: contracts.NONE });

/** What a call brings along: a caller who proved who they are, and who paid. */
const BROUGHT = {
  ...Object.fromEntries(Object.keys(NOBODY_KNOWN).map((name) => [name, "known"])),
  environment: "dev",
  country: "CA",
  language: "en-US",
  payment_result: "approved",
  queue: arnOf("queue", "support"),
  caller_id: contracts.NONE,
};

/** The fragment alone, behind what a call brings along. */
const flow = (brought: Readonly<Record<string, string>>) =>
  defineFlow({
    name: "leaving",
    type: "CONTACT_FLOW",
    description: "Leaves a callback.",
    start: "log",
    blocks: {
      log: setLogging("Enabled", { then: "bring" }),
      bring: setContactAttributes(brought, { then: "choose", error: "end" }),
      choose: setQueue("$.Attributes.queue", { then: "loadCallback", error: "loadCallback" }),
      ...leaveCallback("en-US", "$.Attributes.caller_id", { kept: "end", failed: "sayLost", error: "end" }),
      sayLost: say("<speak>menu</speak>", { then: "end", error: "end" }),
      end: disconnect(),
    },
  });

interface Caller {
  readonly keys?: string;
  readonly from?: string | null;
  readonly brought?: Readonly<Record<string, string>>;
}

/** A call that leaves a callback: what is answered to each check in turn, where the function does not fail. */
async function leave(
  answers: readonly (ReturnType<typeof not> | "fails")[],
  { keys = "", from = CALLER, brought = {} }: Caller = {},
) {
  const checks = [...answers];
  const asked: Readonly<Record<string, string>>[] = [];
  const checkCallback: StubFunction = ({ Details: { Parameters } }) => {
    asked.push(Parameters);
    const answer = Parameters["task"] === "close" ? not("closed") : checks.shift();
    if (answer === undefined || answer === "fails") throw new Error("The table does not answer.");
    return answer;
  };
  const links = { functions: Object.fromEntries(contracts.FUNCTION_ROLES.map((role) => [role, functionArn(role)])) };
  const result = await call({
    flows: { main: render(flow({ ...BROUGHT, ...brought }), links) },
    queues: ["support"],
    functions: {
      checkCallback,
      getPrompts: ({ Details: { Parameters } }) =>
        Object.fromEntries((Parameters["keys"] ?? "").split(" ").map((key) => [key, `<speak>${key}</speak>`])),
    },
    keys,
    from,
  });
  return { result, asked, words: said(result) };
}

describe("Who leaves a callback", () => {
  it("leaves it to the number that they show, once it is allowed", async () => {
    const { result, asked, words } = await leave([allowed(CALLER)]);
    expect([result.end, ...words]).to.deep.equal(["callback", "kept"]);
    expect(asked).to.deep.equal([{ task: "check", environment: "dev", country: "CA", keys: "result number" }]);
  });

  it("is asked for another where it is not, and keys one in", async () => {
    for (const result of ["refused", "invalid"]) {
      const kept = await leave([not(result), allowed(`+${KEYED}`)], { keys: `${KEYED}#` });
      expect([kept.result.end, ...kept.words], result).to.deep.equal(["callback", "askNumber", "kept"]);
      expect(kept.asked[1]?.["number"]).to.match(new RegExp(`^\\+?${KEYED}$`));
    }
  });

  it("hears why a number that they keyed is not called, and keys another, three times at most", async () => {
    const numbers = { keys: `${KEYED}# ${KEYED}# ${KEYED}# ${KEYED}#`, from: null };
    const { result, words } = await leave([not("invalid"), not("refused"), not("invalid"), not("refused")], numbers);
    expect([result.end, ...words]).to.deep.equal([
      "goodbye",
      "askNumber",
      "refusedNumber",
      "askNumber",
      "invalidNumber",
      "askNumber",
      "refusedNumber",
      "failed",
      "menu",
    ]);
  });

  it("hears that a callback is left already, or that none can be, shown or keyed", async () => {
    for (const before of [[], [not("invalid")]]) {
      const numbers = { keys: `${KEYED}#` };
      const ask = before.map(() => "askNumber");
      const open = await leave([...before, not("open")], numbers);
      expect([open.result.end, ...open.words]).to.deep.equal(["goodbye", ...ask, "alreadyKept"]);
      for (const answer of [not("limited"), "fails" as const]) {
        const none = await leave([...before, answer], numbers);
        expect([none.result.end, ...none.words]).to.deep.equal(["goodbye", ...ask, "unavailable", "menu"]);
      }
    }
  });

  it("opens none where the service cannot call the number or make the callback", async () => {
    const undialable = await leave([allowed("+1"), allowed(`+${KEYED}`)], { keys: `${KEYED}#` });
    expect([undialable.result.end, ...undialable.words]).to.deep.equal([
      "callback",
      "refusedNumber",
      "askNumber",
      "kept",
    ]);
    expect(undialable.asked[1]).to.include({ task: "close", number: "+1" });
    const unmade = await leave([allowed(CALLER)], { brought: { queue: "nowhere" } });
    expect([unmade.result.end, ...unmade.words]).to.deep.equal(["goodbye", "unavailable", "menu"]);
    expect(unmade.asked[1]).to.include({ task: "close", number: CALLER });
  });

  it("is nobody that is known in the callback, and what they did stays on record", async () => {
    const { result } = await leave([allowed(CALLER)]);
    expect(result.attributes).to.include({ ...NOBODY_KNOWN, payment_result: "approved" });
    const known = await leave([not("limited")]);
    expect(known.result.attributes, "no callback, nothing forgotten").to.include({ auth_result: "known" });
  });

  it("has the number written down nowhere, whatever becomes of it", async () => {
    for (const answers of [
      [not("invalid"), allowed(`+${KEYED}`)],
      [not("invalid"), not("open")],
      [not("invalid"), not("refused")],
      [not("invalid"), "fails" as const],
    ]) {
      const { result } = await leave(answers, { keys: `${KEYED}#` });
      const { attributes, flowLog, contactRecord, transcript } = result;
      expect(JSON.stringify([attributes, flowLog, contactRecord.Attributes, transcript])).to.not.include(KEYED);
      expect(flowLog.length, "the log is on again").to.be.greaterThan(3);
      expect(JSON.stringify(flowLog.at(-1))).to.include("end");
    }
  });
});

describe("The attributes that rest on who the caller is", () => {
  it("are those of proof, and whatever the company knows of a caller by it", () => {
    const personal = Object.entries(contactAttributes).flatMap(([name, { personal: is }]) => (is ? [name] : []));
    expect(Object.keys(NOBODY_KNOWN)).to.have.members(["auth_result", "auth_method", ...personal]);
  });
});
