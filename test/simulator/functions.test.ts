import { expect } from "chai";
import { compare, failed, lambda, setContact, setFlow, store, text } from "./blocks";
import { call, functionArn, type FunctionEvent, said } from "./world";

const tell = (words: string) => ({ tell: text(words, "end"), ...failed });

describe("Functions that a simulated flow calls", () => {
  it("leave the last answer only in $.External", async () => {
    const result = await call({
      flows: {
        main: {
          one: lambda("one", "two"),
          two: lambda("two", "tell"),
          ...tell("[$.External.a][$.External.b][$.External.c]"),
        },
      },
      functions: { one: () => ({ a: "1", b: "1" }), two: () => ({ b: "2", c: "2" }) },
    });
    expect(said(result)).to.deep.equal(["[][2][2]"]);
  });

  it("leave nothing of an earlier answer when they fail", async () => {
    const result = await call({
      flows: { main: { one: lambda("one", "two"), two: lambda("two", "end", {}, "tell"), ...tell("[$.External.a]") } },
      functions: {
        one: () => ({ a: "1" }),
        two: () => {
          throw new Error("no row");
        },
      },
    });
    expect(said(result)).to.deep.equal(["[]"]);
    expect(result.lookups).to.deep.equal([
      { function: "one", flow: "main", block: "one", outcome: "answered" },
      { function: "two", flow: "main", block: "two", outcome: "failed", error: "Error: no row" },
    ]);
  });

  it("get the contact as the service sends it, and parameters with their references filled", async () => {
    const events: { event: FunctionEvent; at: Date }[] = [];
    const result = await call({
      flows: {
        main: {
          set: setContact({ language: "fr-CA" }, "setFlow"),
          setFlow: setFlow({ order: "17" }, "ask"),
          ask: store("call"),
          call: lambda("find", "end", {
            fixed: "yes",
            mixed: "$.Attributes.language/$.FlowAttributes.order",
            keyed: "$.StoredCustomerInput",
            missing: "$.Attributes.nothing",
          }),
          ...failed,
        },
      },
      functions: {
        find: (event, at) => {
          events.push({ event, at });
          return {};
        },
      },
      keys: "42",
      at: "2026-03-02T15:00:00Z",
    });
    const [
      {
        event: {
          Details: { Parameters, ContactData },
        },
        at,
      },
    ] = events as [(typeof events)[number]];
    expect(Parameters).to.deep.equal({ fixed: "yes", mixed: "fr-CA/17", keyed: "42", missing: "" });
    expect(ContactData).to.deep.include({
      Attributes: { language: "fr-CA" },
      Channel: "VOICE",
      AwsRegion: "us-east-1",
      ContactId: result.contactRecord.ContactId,
      Queue: null,
    });
    expect(ContactData["CustomerEndpoint"]).to.deep.equal({ Address: "+15555550142", Type: "TELEPHONE_NUMBER" });
    expect(ContactData["SystemEndpoint"]).to.deep.equal({ Address: "+15555550100", Type: "TELEPHONE_NUMBER" });
    expect(JSON.stringify(ContactData), "flow attributes are not sent by themselves").not.to.include('"order"');
    expect(at.getTime()).to.be.at.least(Date.parse("2026-03-02T15:00:00Z"));
  });

  it("get no caller where the number is withheld", async () => {
    const endpoints: unknown[] = [];
    await call({
      flows: { main: { call: lambda("find", "end"), ...failed } },
      functions: {
        find: ({ Details }) => {
          endpoints.push(Details.ContactData["CustomerEndpoint"]);
          return {};
        },
      },
      from: null,
    });
    expect(endpoints).to.deep.equal([null]);
  });

  describe("answer on the error branch", () => {
    const answered = async (answer: unknown, responseType?: string) =>
      said(
        await call({
          flows: { main: { call: lambda("find", "tell", {}, "failed", responseType), ...tell("Answered.") } },
          functions: { find: () => answer },
        }),
      );

    for (const [what, answer] of Object.entries({
      "a number inside": { a: 1 },
      "an object inside": { a: { b: "1" } },
      "a list inside": { a: ["1"] },
      "nothing inside": { a: null },
      "a truth inside": { a: true },
      "a list": ["1"],
      "a text": "1",
      nothing: undefined,
      null: null,
    }))
      it(`where a map of strings is wanted and the answer is ${what}`, async () =>
        expect(await answered(answer)).to.deep.equal(["Failed."]));
    it("never where the answer is a map of strings, empty or not", async () => {
      expect(await answered({})).to.deep.equal(["Answered."]);
      expect(await answered({ a: "1", b: "" })).to.deep.equal(["Answered."]);
    });
    it("where JSON is wanted only when the answer is no object", async () => {
      expect(await answered({ a: { b: [1] } }, "JSON")).to.deep.equal(["Answered."]);
      expect(await answered([1], "JSON")).to.deep.equal(["Failed."]);
    });
    it("from 32 KB of UTF-8 on", async () => {
      const ofBytes = (bytes: number, letter = "x") => ({
        a: letter.repeat((bytes - '{"a":""}'.length) / Buffer.byteLength(letter)),
      });
      expect(Buffer.byteLength(JSON.stringify(ofBytes(32_767)))).to.equal(32_767);
      expect(await answered(ofBytes(32_767))).to.deep.equal(["Answered."]);
      expect(await answered(ofBytes(32_768))).to.deep.equal(["Failed."]);
      expect(await answered(ofBytes(32_768, "é")), "16 K letters of two bytes").to.deep.equal(["Failed."]);
    });
  });

  it("are read by path where the answer is JSON, and have no value where the path ends in no text", async () => {
    const result = await call({
      flows: {
        main: {
          call: lambda("find", "tell", {}, "failed", "JSON"),
          ...tell("[$.External.order.state][$.External['order']['my date']][$.External.order][$.External.none.state]"),
        },
      },
      functions: { find: () => ({ order: { state: "new", "my date": "today" } }) },
    });
    expect(said(result)).to.deep.equal(["[new][today][][]"]);
  });

  it("that the instance does not have, or that are made to fail by name or role, take the error branch", async () => {
    const flows = { main: { call: lambda("example-dev-find", "tell"), ...tell("Answered.") } };
    const functions = { "example-dev-find": () => ({}) };
    expect(said(await call({ flows, functions }))).to.deep.equal(["Answered."]);
    expect(said(await call({ flows, functions, world: { failingFunctions: new Set(["other", "nd"]) } }))).to.deep.equal(
      ["Answered."],
    );
    for (const name of ["find", "example-dev-find"])
      expect(said(await call({ flows, functions, world: { failingFunctions: new Set([name]) } })), name).to.deep.equal([
        "Failed.",
      ]);
    const unknown = await call({ flows });
    expect(said(unknown)).to.deep.equal(["Failed."]);
    expect(unknown.lookups).to.have.length(1);
    expect(unknown.lookups[0]).to.include({ function: functionArn("example-dev-find"), outcome: "failed" });
  });

  it("can be named by a reference", async () => {
    const [type, parameters, ways] = lambda("find", "tell");
    const named = {
      main: {
        set: setContact({ fn: functionArn("find") }, "call"),
        call: [type, { ...parameters, LambdaFunctionARN: "$.Attributes.fn" }, ways],
        ...tell("Answered."),
      },
    } as const;
    expect(said(await call({ flows: named, functions: { find: () => ({}) } }))).to.deep.equal(["Answered."]);
  });
});

describe("References in a simulated flow", () => {
  it("without a value resolve to nothing", async () => {
    const result = await call({
      flows: {
        main: {
          tell: text("[$.Attributes.a][$.FlowAttributes.b][$.External.c][$.StoredCustomerInput][$.Queue.Name]", "end"),
          ...failed,
        },
      },
    });
    expect(said(result)).to.deep.equal(["[][][][][]"]);
  });
  it("without a value, as a whole prompt, take the error branch", async () => {
    expect(
      said(await call({ flows: { main: { tell: text("$.Attributes.prompt", "end"), ...failed } } })),
    ).to.deep.equal(["Failed."]);
    expect(
      said(
        await call({
          flows: {
            main: { set: setContact({ prompt: "Hello" }, "tell"), tell: text("$.Attributes.prompt", "end"), ...failed },
          },
        }),
      ),
    ).to.deep.equal(["Hello"]);
  });
  it("are read in bracket form too", async () => {
    const result = await call({
      flows: {
        main: {
          set: setContact({ "my name": "Ann" }, "tell"),
          ...tell("[$.Attributes['my name']][$['Attributes']['my name']]"),
        },
      },
    });
    expect(said(result)).to.deep.equal(["[Ann][Ann]"]);
  });
  it("tell what the service knows of the contact", async () => {
    const result = await call({
      flows: {
        main: {
          tell: text(
            "$.SystemEndpoint.Address $.CustomerEndpoint.Address $.Channel $.InitiationMethod $.LanguageCode $.TextToSpeechVoiceId",
            "end",
          ),
          ...failed,
        },
      },
    });
    expect(said(result)).to.deep.equal(["+15555550100 +15555550142 VOICE INBOUND en-US Joanna"]);
    const { contactRecord } = result;
    expect(said(await call({ flows: { main: { ...tell("$.ContactId") } } }))).to.deep.equal([contactRecord.ContactId]);
  });

  for (const [kind, message] of Object.entries({
    text: (reference: string) => ({ Text: reference }),
    SSML: (reference: string) => ({ SSML: reference }),
  }))
    it(`in fetched ${kind} are not filled again`, async () => {
      const words = kind === "text" ? "Secret: $.Attributes.secret." : "<speak>Secret: $.Attributes.secret.</speak>";
      const result = await call({
        flows: {
          main: {
            set: setContact({ secret: "4711" }, "call"),
            call: lambda("find", "tell"),
            tell: [
              "MessageParticipant",
              message("$.External.prompt"),
              { next: "end", errors: { NoMatchingError: "failed" } },
            ],
            ...failed,
          },
        },
        functions: { find: () => ({ prompt: words }) },
      });
      expect(said(result)).to.deep.equal(["Secret: $.Attributes.secret."]);
    });
  it("that are copied to attributes are not filled again", async () => {
    const result = await call({
      flows: {
        main: {
          set: setContact({ secret: "4711" }, "call"),
          call: lambda("find", "copy"),
          copy: setFlow({ copied: "$.External.prompt" }, "tell"),
          ...tell("$.FlowAttributes.copied"),
        },
      },
      functions: { find: () => ({ prompt: "$.Attributes.secret" }) },
    });
    expect(said(result)).to.deep.equal(["$.Attributes.secret"]);
  });
  it("are compared by their value", async () => {
    const chosen = async (language: string) =>
      said(
        await call({
          flows: {
            main: {
              set: setContact({ language }, "which"),
              which: compare("$.Attributes.language", { "fr-CA": "tell" }, "failed"),
              ...tell("French."),
            },
          },
        }),
      );
    expect(await chosen("fr-CA")).to.deep.equal(["French."]);
    expect(await chosen("en-US")).to.deep.equal(["Failed."]);
  });
});
