import { expect } from "chai";
import {
  check,
  checkRead,
  defineFlow,
  disconnect,
  DocumentError,
  FlowError,
  read,
  say as speak,
} from "../../flowLanguage";
import { action, decide, documentOf, end, on, problemsIn, say, told } from "./documents";
import { flowOf } from "./support";

describe("Rules for documents from anywhere", () => {
  it("make no claim about where a block of unknown type ends or waits", () => {
    const unknown = (ways: Parameters<typeof action>[3]) => action("it", "TeleportContact", {}, ways);
    expect(told(problemsIn(documentOf([unknown({})])))).to.deep.equal(["warning it type"]);
    expect(
      told(problemsIn(documentOf([unknown(on("ask")), decide("ask", "$.Attributes.x", "it"), end]))),
    ).to.deep.equal(["warning it type"]);
  });
  it("report a block that is there twice once for that, and its path once", () => {
    const again = decide("it", "$.Attributes.x", "it");
    expect(told(problemsIn(documentOf([again, again, end])))).to.deep.equal([
      "error it circle",
      "error it duplicate-identifier",
    ]);
  });
  it("report the flow first, then block by block in the order of the document", () => {
    const document = documentOf([say("lost", ""), say("it", ""), { ...end, Note: 1 }], {
      StartAction: "it",
      Extra: 1,
      Settings: {},
    });
    expect(told(problemsIn(document))).to.deep.equal([
      "error module-settings",
      "warning unknown-key",
      "error lost empty",
      "warning lost unreachable",
      "error it empty",
      "warning end unknown-key",
    ]);
  });
  it("follow no path while a branch leads nowhere", () =>
    expect(told(problemsIn(documentOf([say("it", "Hello", "nowhere"), end])))).to.deep.equal([
      "error it target",
      "error it target",
    ]));
  it("name the flow as they are told to", () =>
    expect(
      checkRead(read(JSON.stringify(documentOf([], { Actions: [] }))), "hours.json", "CONTACT_FLOW")[0]?.flow,
    ).to.equal("hours.json"));
  it("are for flows only", () => expect(() => read("[]")).to.throw(DocumentError));
});

describe("The same rules for a flow that is written with this library", () => {
  const late = {
    greet: {
      type: "UpdateContactTextToSpeechVoice",
      parameters: { TextToSpeechVoice: "Joanna", TextToSpeechEngine: "Turbo" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
    end: disconnect(),
  } as const;

  it("are no errors where they only warn: the flow is defined, and check tells", () => {
    const flow = defineFlow({
      name: "late",
      type: "CONTACT_FLOW",
      description: "Speaks.",
      start: "greet",
      blocks: late,
    });
    expect(told(check(flow))).to.deep.equal(["warning greet value"]);
  });
  it("are errors where a designer's habit is an author's slip", () => {
    const lost = { lost: speak("<speak>Hello</speak>", { then: "end", error: "end" }), end: disconnect() };
    expect(told(check(flowOf(lost, { start: "end" })))).to.deep.equal(["error lost unreachable"]);
    expect(() =>
      defineFlow({ name: "lost", type: "CONTACT_FLOW", description: "Ends.", start: "end", blocks: lost as never }),
    ).to.throw(FlowError, /lost: is reached by nothing/);
    expect(told(problemsIn(documentOf([say("lost", "Hello"), end], { StartAction: "end" })))).to.deep.equal([
      "warning lost unreachable",
    ]);
  });
});
