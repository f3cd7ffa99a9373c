import { expect } from "chai";
import {
  type Block,
  compare,
  countTo,
  type Json,
  menu,
  type Parameters,
  say,
  sayWhileWaiting,
  setContactAttributes,
  storeInput,
} from "../../flowLanguage";
import { changed, flowAround, found } from "./support";

const withParameters = (block: Block, parameters: Parameters) =>
  changed(block, { parameters: { ...block.parameters, ...parameters } });
const ask = storeInput("<speak>Key</speak>", { seconds: 5, digits: 4 }, { then: "end", silence: "end" });
const choose = menu("<speak>One</speak>", 5, { keys: { 1: "end" }, silence: "end", otherKey: "end", error: "end" });
const greet = say("<speak>Hello</speak>", { then: "end", error: "end" });

const any = { next: "end", errors: { NoMatchingError: "end" } } as const;
const lambda: Block = {
  type: "InvokeLambdaFunction",
  parameters: {
    LambdaFunctionARN: "arn",
    InvocationTimeLimitSeconds: "8",
    InvocationType: "SYNCHRONOUS",
    ResponseValidation: { ResponseType: "JSON" },
  },
  ...any,
};
const voice: Block = { type: "UpdateContactTextToSpeechVoice", parameters: { TextToSpeechVoice: "Joanna" }, ...any };
const logging: Block = {
  type: "UpdateFlowLoggingBehavior",
  parameters: { FlowLoggingBehavior: "Enabled" },
  next: "end",
};
const callback: Block = {
  type: "CreateCallbackContact",
  parameters: { InitialCallDelaySeconds: "5", MaximumConnectionAttempts: "2", RetryDelaySeconds: "600" },
  ...any,
};
const outside: Block = {
  type: "TransferParticipantToThirdParty",
  parameters: {
    ThirdPartyPhoneNumber: "$.Attributes.number",
    ThirdPartyConnectionTimeLimitSeconds: "30",
    ContinueFlowExecution: "False",
  },
  ...any,
};

describe("Rules for parameters beside those of the master table", () => {
  describe("parameter", () => {
    it("takes exactly one source of a message", () => {
      for (const source of [
        { Text: "Hello" },
        { SSML: "<speak>Hello</speak>" },
        { PromptId: "id" },
        { Media: { Uri: "https://example.com/$.Attributes.language.wav", SourceType: "S3", MediaType: "Audio" } },
      ] as Parameters[])
        expect(found(flowAround(changed(greet, { parameters: source }))), Object.keys(source).join()).to.deep.equal([]);
      expect(found(flowAround(changed(greet, { parameters: {} }))), "none").to.deep.equal(["it: parameter"]);
      expect(
        found(flowAround(changed(greet, { parameters: { Text: "Hello", SSML: "<speak>Hello</speak>" } }))),
        "two",
      ).to.deep.equal(["it: parameter"]);
    });
    it("takes either a queue or an agent as the target of a transfer", () => {
      const target = (parameters: Parameters): Block => ({
        type: "UpdateContactTargetQueue",
        parameters,
        next: "end",
        errors: { NoMatchingError: "end" },
      });
      expect(found(flowAround(target({ QueueId: "$.Attributes.queue" })))).to.deep.equal([]);
      for (const parameters of [{}, { QueueId: "queue", AgentId: "agent" }] as Parameters[])
        expect(found(flowAround(target(parameters)))).to.deep.equal(["it: parameter"]);
    });
    for (const [form, block] of Object.entries({ menu: choose, store: ask }))
      it(`takes an input (${form}) with one message or none, and refuses two`, () => {
        expect(found(flowAround(withParameters(block, {})))).to.deep.equal([]);
        expect(
          found(
            flowAround(
              changed(block, {
                parameters: Object.fromEntries(Object.entries(block.parameters).filter(([name]) => name !== "SSML")),
              }),
            ),
          ),
        ).to.deep.equal([]);
        expect(found(flowAround(withParameters(block, { Text: "And more" })))).to.deep.equal(["it: parameter"]);
      });
    it("refuses a callback both to a queue and to an agent", () => {
      for (const parameters of [{}, { QueueId: "queue" }, { AgentId: "agent" }] as Parameters[])
        expect(found(flowAround(withParameters(callback, parameters))), JSON.stringify(parameters)).to.deep.equal([]);
      expect(found(flowAround(withParameters(callback, { QueueId: "queue", AgentId: "agent" })))).to.deep.equal([
        "it: parameter",
      ]);
    });
  });

  describe("empty", () => {
    it("refuses an empty string at any depth", () => {
      expect(found(flowAround(sayWhileWaiting(["<speak>One</speak>", ""]), "CUSTOMER_QUEUE"))).to.deep.equal([
        "it: empty",
      ]);
      expect(
        found(flowAround(setContactAttributes({ reason: "", menu: "none" }, { then: "end", error: "end" }))),
      ).to.deep.equal(["it: empty"]);
      expect(
        found(flowAround(withParameters(ask, { InputValidation: { CustomValidation: { MaximumLength: "" } } }))),
      ).to.include("it: empty");
    });
    it("takes a space", () =>
      expect(found(flowAround(setContactAttributes({ reason: " " }, { then: "end", error: "end" })))).to.deep.equal(
        [],
      ));
  });

  describe("value", () => {
    const cases: readonly (readonly [
      what: string,
      block: Block,
      name: string,
      good: readonly Json[],
      bad: readonly Json[],
    ])[] = [
      ["seconds to wait for a key", ask, "InputTimeLimitSeconds", ["1", "180"], ["0", "181", "5.5", "-1", "five"]],
      ["whether input is stored", choose, "StoreInput", ["False"], ["false", "FALSE", "no"]],
      ["seconds of a call of a function", lambda, "InvocationTimeLimitSeconds", ["1", "8"], ["0", "9", "3s"]],
      [
        "the way a function is called",
        lambda,
        "InvocationType",
        ["SYNCHRONOUS", "ASYNCHRONOUS"],
        ["synchronous", "Event"],
      ],
      [
        "a count",
        countTo(2, { again: "end", done: "end" }),
        "LoopCount",
        ["0", "100", "$.Attributes.count"],
        ["101", "-1", "1.5", "two"],
      ],
      [
        "the contact that attributes are set on",
        setContactAttributes({ a: "b" }, { then: "end", error: "end" }),
        "TargetContact",
        ["Current", "Related"],
        ["current", "Other"],
      ],
      [
        "an engine",
        voice,
        "TextToSpeechEngine",
        ["Standard", "Neural", "Generative", "$.FlowAttributes.engine"],
        ["neural", "Turbo"],
      ],
      ["a style", voice, "TextToSpeechStyle", ["None", "Conversational", "Newscaster"], ["Coversational", "none"]],
      ["the flow log", logging, "FlowLoggingBehavior", ["Enabled", "Disabled"], ["enabled", "True"]],
      ["seconds until a callback", callback, "InitialCallDelaySeconds", ["1", "259200"], ["0", "259201"]],
      ["seconds between callbacks", callback, "RetryDelaySeconds", ["1", "259200"], ["0", "259201"]],
      ["attempts of a callback", callback, "MaximumConnectionAttempts", ["1", "3"], ["0", "many"]],
      [
        "seconds that an outside number may ring",
        outside,
        "ThirdPartyConnectionTimeLimitSeconds",
        ["0", "600", "$.Attributes.ring"],
        ["601", "-1"],
      ],
      ["whether the flow goes on after an outside call", outside, "ContinueFlowExecution", ["False"], ["false", "No"]],
    ];
    for (const [what, block, name, good, bad] of cases)
      it(`knows ${what} (${name})`, () => {
        for (const one of good)
          expect(found(flowAround(withParameters(block, { [name]: one }))), JSON.stringify(one)).to.deep.equal([]);
        for (const one of bad)
          expect(found(flowAround(withParameters(block, { [name]: one }))), JSON.stringify(one)).to.deep.equal([
            "it: value",
          ]);
      });

    it("judges a JSON number like the text of it", () => {
      expect(
        found(flowAround(withParameters(countTo(2, { again: "end", done: "end" }), { LoopCount: 101 }))),
        "LoopCount 101",
      ).to.deep.equal(["it: value"]);
      expect(
        found(flowAround(withParameters(lambda, { InvocationTimeLimitSeconds: 9 }))),
        "InvocationTimeLimitSeconds 9",
      ).to.deep.equal(["it: value"]);
    });
    it("refuses flow attributes as flat strings, which the service does not take", () => {
      const flowAttributes = (FlowAttributes: Json): Block => ({
        type: "UpdateFlowAttributes",
        parameters: { FlowAttributes },
        next: "end",
        errors: { NoMatchingError: "end" },
      });
      expect(found(flowAround(flowAttributes({ state: { Value: "new" } })))).to.deep.equal([]);
      expect(found(flowAround(flowAttributes({ state: "new" })))).to.have.length(1);
    });
  });

  describe("reference", () => {
    it("takes a system value of one step, which is a leaf", () => {
      for (const leaf of ["$.Channel", "$.LanguageCode", "$.ContactId"] as const)
        expect(found(flowAround(compare(leaf, [["Equals", "VOICE", "end"]], "end"))), leaf).to.deep.equal([]);
    });
    it("refuses a namespace without a leaf", () => {
      for (const namespace of ["$.External", "$.Attributes", "$.FlowAttributes"] as const)
        expect(found(flowAround(compare(namespace, [["Equals", "x", "end"]], "end"))), namespace).to.include(
          "it: reference",
        );
    });
  });
});
