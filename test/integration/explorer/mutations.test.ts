import { expect } from "chai";
import { type Graph, plain } from "../../../local/engine/graph";
import { explore, type Violation } from "../../../local/explorer/explore";
import { CANADA_SUPPORT, companyGraph, IRELAND_SUPPORT } from "../../company";
import { changed, withoutSelfService, withQueuesAlone, withRows } from "../../explorer/graphs";

/** A Monday, before the office opens. */
const FROM = new Date("2026-11-23T05:00:00Z");

interface ActionDocument {
  Identifier: string;
  Parameters: Record<string, unknown>;
  Transitions: {
    NextAction: string;
    Errors: { ErrorType: string; NextAction: string }[];
    Conditions: { NextAction: string; Condition: { Operands: string[] } }[];
  };
}

/** The graph with one block of a flow otherwise. */
const withBlock = (graph: Graph, flow: string, block: string, change: (action: ActionDocument) => void): Graph =>
  changed(graph, (resource) => {
    if (!/contactFlow(Module)?:/.test(resource.type) || !resource.name.endsWith(`-${flow}`)) return resource;
    const document = JSON.parse((plain(resource.inputs) as { content: string }).content) as {
      Actions: ActionDocument[];
    };
    const action = document.Actions.find(({ Identifier }) => Identifier === block);
    if (action === undefined) throw new Error(`${flow} has no block ${block}.`);
    change(action);
    return { ...resource, inputs: { ...resource.inputs, content: JSON.stringify(document) } };
  });

const withPrompt = (graph: Graph, language: string, set: string, name: string, ssml: string): Graph =>
  withRows(graph, (item) => {
    const prompts = item["prompts"]?.M;
    if (item["language"]?.S !== language || item["promptSet"]?.S !== set || prompts === undefined) return item;
    return { ...item, prompts: { M: { ...prompts, [name]: { S: ssml } } } };
  });

const named = (violations: readonly Violation[]): string[] =>
  violations.map(({ id, flow, block }) => `${id} ${flow}/${block}`);

describe("ivr explore on a company", function () {
  this.timeout(60_000);
  let graph: Graph;
  /** What is wrong with calls to a number of one language: they are walked in a third of the time of those of two. */
  const found = async (mutated: Graph, { number = IRELAND_SUPPORT, faults = false } = {}) =>
    (await explore(mutated, { faults, number, from: FROM })).violations;
  const foundInCanada = (mutated: Graph, faults = false) => found(mutated, { number: CANADA_SUPPORT, faults });
  before(async () => {
    graph = withoutSelfService(await companyGraph("up"));
  });

  it("finds nothing wrong as it is", async () => {
    expect(named(await foundInCanada(graph))).to.deep.equal([]);
  });

  it("finds an error branch that was removed", async () => {
    const violations = await found(
      withBlock(graph, "mainFlow", "loadPrompts", ({ Transitions }) => (Transitions.Errors = [])),
    );
    expect(named(violations)).to.deep.equal(["missing-branch mainFlow/loadPrompts"]);
    expect(violations[0]?.message).to.equal("InvokeLambdaFunction declares no branch for NoMatchingError.");
  });

  it("finds a prompt that was blanked", async () => {
    expect(named(await found(withPrompt(graph, "en-US", "main@", "afternoon", "")))).to.include(
      "failure mainFlow/keepPrompts",
    );
    expect(
      named(await foundInCanada(withPrompt(withQueuesAlone(graph), "fr-CA", "main@", "morning", "<speak></speak>"))),
    ).to.deep.equal(["unspeakable-prompt mainFlow/sayMorning"]);
  });

  it("finds a language that was dropped", async () => {
    const violations = await foundInCanada(
      withRows(graph, (item) => (item["language"]?.S === "fr-CA" && item["prompts"] !== undefined ? undefined : item)),
    );
    expect(named(violations)).to.include("failure mainFlow/loadPrompts");
    expect(violations.find(({ flow }) => flow === "mainFlow"))
      .to.include({ message: "RowMissing: The prompts table has no set main in fr-CA." })
      .and.have.property("command")
      .that.matches(/--dial \+18335550143 .*--keys 2$/);
  });

  it("finds a menu that goes round in silence", async () => {
    const violations = await found(
      withBlock(
        withQueuesAlone(graph),
        "mainFlow",
        "sayNoInput",
        ({ Transitions }) => (Transitions.NextAction = "loadMenu"),
      ),
    );
    const violation = violations.find(({ id }) => id === "endless-loop");
    expect(violation?.flow).to.equal("mainFlow");
    expect(violation?.message).to.match(/sayNoInput → loadMenu → keepMenu → ask → /);
  });

  it("finds a voice that was swapped", async () => {
    const swapped = withRows(graph, (item) => {
      const option = item["option2"]?.M;
      return item["key"]?.S === `number#${CANADA_SUPPORT}` && option !== undefined
        ? { ...item, option2: { M: { ...option, voice: { S: "Joanna" } } } }
        : item;
    });
    const violations = await foundInCanada(swapped);
    expect(named(violations))
      .to.include("wrong-language languageModule/ask 2")
      .and.include("wrong-language recordingModule/sayNotice");
  });

  it("finds a voice that was swapped where only a fault leads", async () => {
    const swapped = withBlock(
      withQueuesAlone(graph),
      "mainFlow",
      "apologise fr-CA",
      ({ Parameters }) => (Parameters["TextToSpeechVoice"] = "Joanna"),
    );
    expect(named(await foundInCanada(swapped))).to.not.include("wrong-language mainFlow/apologise fr-CA text");
    const violation = (await foundInCanada(swapped, true)).find(
      ({ flow, block }) => flow === "mainFlow" && block === "apologise fr-CA text",
    );
    expect(violation)
      .to.include({ id: "wrong-language" })
      .and.have.property("command")
      .that.matches(/--keys 2 --force mainFlow\/findNumber=NoMatchingError$/);
  });

  it("finds blocks that nothing leads to", async () => {
    const violations = await found(
      withBlock(
        graph,
        "mainFlow",
        "follow",
        ({ Transitions }) =>
          (Transitions.Conditions = Transitions.Conditions.filter(
            ({ NextAction }) => NextAction !== "setCallbackQueue",
          )),
      ),
    );
    expect(named(violations)).to.deep.equal(
      [
        "setCallbackQueue",
        "loadCallback",
        "keepCallback",
        "hideNumber",
        "checkNumber",
        "isAllowed",
        "askNumber",
        "isKeyed",
        "checkKeyedNumber",
        "isKeyedAllowed",
        "takeNumber",
        "closeNumber",
        "sayInvalidNumber",
        "sayRefusedNumber",
        "countNumbers",
        "forgetCaller",
        "hasCallerId",
        "createCallback",
        "createShowingNumber",
        "closeCallback",
        "writeLogAgain",
        "leaveOpen",
        "giveUpNumber",
        "giveUpCallback",
        "sayKept",
        "sayAlreadyKept",
        "sayFailed",
        "sayNoCallback",
      ].map((block) => `unreachable-block mainFlow/${block}`),
    );
  });

  it("finds encrypted input that is taken while the flow log is on", async () => {
    const violations = await foundInCanada(
      withBlock(
        graph,
        "mainFlow",
        "ask",
        ({ Parameters }) => (Parameters["InputEncryption"] = { EncryptionKeyId: "key", Key: "certificate" }),
      ),
    );
    expect(violations.find(({ id }) => id === "sensitive-input")).to.include({
      flow: "mainFlow",
      block: "ask",
      message:
        "Encrypted input is taken while the flow log and the recording of the agent and the recording of the customer and the recording of the automated are on.",
    });
  });

  it("finds a call that ends without a word", async () => {
    // A notice of the recording would be a word.
    const unrecorded = withRows(graph, (item) =>
      item["key"]?.S === `number#${CANADA_SUPPORT}` ? { ...item, recording: { S: "off" } } : item,
    );
    const violations = await foundInCanada(
      withBlock(unrecorded, "mainFlow", "isOpen", ({ Transitions }) =>
        Transitions.Conditions.forEach(
          (condition) => condition.NextAction === "isHoliday" && (condition.NextAction = "goodbye"),
        ),
      ),
    );
    expect(named(violations)).to.include("silent-hang-up mainFlow/goodbye");
  });

  it("finds a branch that leads to no block", async () => {
    const violations = await found(
      withBlock(graph, "mainFlow", "sayMorning", ({ Transitions }) => (Transitions.NextAction = "nowhere")),
    );
    expect(violations).to.have.length(1);
    expect(violations[0]).to.include({ id: "dead-end", block: "nowhere", message: "There is no such block." });
  });
});
