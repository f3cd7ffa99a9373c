import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { DocumentError, type Json, type JsonObject, parse, read, renderDocument } from "../../flowLanguage";
import { action, documentOf, end, problemsIn, say, told } from "./documents";
import { randomDocument } from "./randomDocument";

const fixture = (name: string): string => readFileSync(join(__dirname, "fixtures", name), "utf8");
/** JSON without the spaces of its text: key order is told apart, too. */
const compact = (text: string): string => JSON.stringify(JSON.parse(text.replace(/^\uFEFF/, "")));
const contentOf = (described: string): string =>
  Object.values(JSON.parse(described) as Record<string, { Content: string }>)[0]?.Content ?? "";
const messageOf = (text: string, reading: (text: string) => unknown = read): string => {
  try {
    reading(text);
  } catch (error) {
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
  return "none";
};

describe("Reading a document", () => {
  describe("gives back the same JSON", () => {
    for (const name of ["designerExport.json", "module.json", "byteOrderMark.json", "faulty.json"])
      it(`of ${name}`, () => expect(renderDocument(read(fixture(name)))).to.equal(compact(fixture(name))));
    for (const name of ["describeContactFlow.json", "selfCallingModule.json"])
      it(`of the content in ${name}`, () =>
        expect(renderDocument(read(fixture(name)))).to.equal(compact(contentOf(fixture(name)))));
    it("of what can be run", () =>
      expect(renderDocument(parse(fixture("designerExport.json")))).to.equal(compact(fixture("designerExport.json"))));
    it("of 300 random documents with keys that nobody knows", () => {
      for (let seed = 1; seed <= 300; seed++) {
        const text = JSON.stringify(randomDocument(seed));
        const document = read(text);
        expect(renderDocument(document), `seed ${seed}`).to.equal(text);
        expect(() => problemsIn(document.document), `seed ${seed}`).not.to.throw();
      }
    });
  });

  it("takes content alone, in its description, and as the text that a query of the command line gives", () => {
    const described = fixture("describeContactFlow.json");
    const alone = contentOf(described);
    const inner = JSON.stringify((JSON.parse(described) as { ContactFlow: Json }).ContactFlow);
    for (const text of [described, inner, alone, JSON.stringify(alone), `\n ${alone}\n`])
      expect(read(text).actions, text.slice(0, 40)).to.deep.equal(read(alone).actions);
  });

  it("learns name, type and id from what stands around and in the content", () => {
    const about = ({ name, type, id }: { name?: string; type?: string; id?: string }) => [name, type, id];
    expect(about(read(fixture("describeContactFlow.json")))).to.deep.equal([
      "Default customer hold",
      "CUSTOMER_HOLD",
      "44444444-2222-4333-8444-555555555555",
    ]);
    expect(about(read(fixture("selfCallingModule.json")))).to.deep.equal([
      "Ouroboros",
      "MODULE",
      "55555555-2222-4333-8444-555555555555",
    ]);
    expect(about(read(fixture("designerExport.json")))).to.deep.equal(["Front door", "CONTACT_FLOW", undefined]);
    expect(about(read(fixture("module.json")))).to.deep.equal([undefined, "MODULE", undefined]);
    expect(read(JSON.stringify(documentOf([end], { Metadata: { type: "outboundWhisper" } }))).type).to.equal(
      "OUTBOUND_WHISPER",
    );
  });

  it("interprets what it knows of an action", () =>
    expect(read(fixture("designerExport.json")).actions.find(({ identifier }) => identifier === "Menu")).to.deep.equal({
      identifier: "Menu",
      type: "GetParticipantInput",
      next: "Bye",
      parameters: {
        StoreInput: "False",
        InputTimeLimitSeconds: "5",
        Text: "For sales press 1 – sonst warten Sie bitte.",
      },
      errors: { InputTimeLimitExceeded: "Bye", NoMatchingCondition: "Bye", NoMatchingError: "Bye" },
      conditions: [{ operator: "Equals", operands: ["1"], next: "Sales queue" }],
    }));

  it("keeps names that every object has, and changes no object by them", () => {
    const text =
      '{"Version":"2019-10-30","StartAction":"__proto__","Actions":[{"Identifier":"__proto__","Type":"constructor","Parameters":{"__proto__":{"polluted":"yes"}},"Transitions":{"NextAction":"toString","Errors":[{"NextAction":"valueOf","ErrorType":"__proto__"}]}}],"__proto__":{"polluted":"yes"}}';
    const document = read(text);
    expect(renderDocument(document)).to.equal(text);
    expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
    expect(told(problemsIn(document.document))).to.include.members([
      "error __proto__ target",
      "warning __proto__ identifier",
      "warning __proto__ type",
    ]);
  });
});

describe("Text that is no flow", () => {
  const cases: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ["nothing", "", /^The file is empty/],
    ["spaces", " \n", /^The file is empty/],
    ["a comma too many", '{\n  "Version": "2019-10-30",\n}', /line 3, column 1: "}"/],
    ["a comma too few", '{"a": 1\n "b": 2}', /line 2, column 2: "\\""/],
    ["a colon too few", '{"a" 1}', /line 1, column 6: "1"/],
    ["a single quote", "{'a': 1}", /line 1, column 2: "'"/],
    ["the wrong bracket", '{"a": [1}', /line 1, column 9: "}"/],
    ["a line break in a text", '{"a": "x\n"}', /line 1, column 9: "\\n"/],
    ["an unknown escape", '{"aaaaaa": "\\x5555555"}', /line 1, column 13: "\\\\"/],
    ["a word", '{"a": nothing}', /line 1, column 7: "n"/],
    ["a number with a zero before it", "[01]", /line 1, column 3: "1"/],
    ["something behind the end", "{} {}", /line 1, column 4: "{"/],
    ["YAML", "Version: 2019-10-30\n", /line 1, column 1: "V"/],
    ["a malformed file", fixture("malformed.json"), /line 28, column 20/],
    ["a truncated file", fixture("truncated.json"), /ends at line 35.*cut off/],
    ["a legacy export", fixture("legacyExport.json"), /legacy export.*2026-03-31.*describe-contact-flow/],
    ["a list", "[]", /no flow.*describe-contact-flow/],
    ["a number", "5", /no flow/],
    ["an object without actions", '{"Version": "2019-10-30"}', /no list of Actions/],
    ["actions by name", '{"Version": "2019-10-30", "Actions": {}}', /no list of Actions/],
    ["content that is cut off in its description", '{"ContactFlow": {"Content": "{\\"Version\\""}}', /ends at line 1/],
    ["200,000 brackets", "[".repeat(200_000) + "]".repeat(200_000), /nested deeper/],
    ["200,000 brackets that nothing closes", "[".repeat(200_000), /cut off/],
  ];
  for (const [what, text, message] of cases)
    it(`is refused: ${what}`, () => {
      expect(messageOf(text)).to.match(message);
      expect(messageOf(text, parse)).to.equal(messageOf(text));
    });

  it("is known to be cut off wherever that happened", () => {
    const text = JSON.stringify(
      documentOf([say("it", 'Say "hello" \u00e9 -1.5e3'), { ...end, Extra: [true, null, -12.5] }]),
    );
    for (let length = 1; length < text.length; length++)
      expect(messageOf(text.slice(0, length)), text.slice(0, length)).to.match(/cut off/);
    expect(messageOf(text)).to.equal("none");
  });
});

describe("Parts that are not of their shape", () => {
  const faultsOf = (...actions: readonly Json[]): string[] =>
    read(JSON.stringify(documentOf(actions))).faults.map(({ rule, index, message }) => `${index} ${rule}: ${message}`);

  it("are named with the position of their action, and nothing else is lost", () => {
    expect(faultsOf(end, { Type: "Loop" })).to.deep.equal(["1 shape: has no Identifier."]);
    expect(faultsOf({ Identifier: 5, Type: null, Parameters: [], Transitions: "end" })).to.deep.equal([
      "0 shape: has 5 as Identifier.",
      "0 shape: has null as Type.",
      '0 shape: has "end" as Transitions.',
      "0 shape: has [] as Parameters.",
    ]);
    expect(faultsOf({ ...end, Transitions: { Errors: [{}, 7], Conditions: {} } })).to.deep.equal([
      "0 shape: has an error branch without ErrorType or NextAction.",
      "0 shape: has 7 as an error branch.",
      "0 shape: has an error branch without ErrorType or NextAction.",
      "0 shape: has {} as Conditions.",
    ]);
    expect(
      faultsOf({ ...end, Transitions: { Conditions: [{ NextAction: "end", Condition: { Operator: "Equals" } }] } }),
    ).to.deep.equal(["0 shape: has a branch without Operator, Operands or NextAction."]);
  });
  it("are told apart from keys that the language does not have", () =>
    expect(
      faultsOf({
        ...end,
        Note: "x",
        Transitions: { Next: "end", Errors: [{ NextAction: "end", ErrorType: "E", Hint: 1 }] },
      }),
    ).to.deep.equal([
      "0 unknown-key: has Note, which the flow language does not know.",
      "0 unknown-key: has Next in Transitions, which the flow language does not know.",
      "0 unknown-key: has Hint in an error branch, which the flow language does not know.",
    ]));
  it("keep a document from being run", () => {
    expect(messageOf(JSON.stringify(documentOf([end, { Type: "Loop" }])), parse)).to.match(/Action 1 .*no Identifier/);
    expect(messageOf(JSON.stringify(documentOf([{ ...end, Note: "x" }])), parse)).to.equal("none");
  });
});

describe("A file of 5 MB", () => {
  /** A chain that goes back to its start, as long as it takes. */
  const chain = (bytes: number, make: (name: string, next: string) => JsonObject): JsonObject => {
    const count = Math.ceil(bytes / JSON.stringify(make("step 10000", "step 10001")).length);
    return documentOf(
      Array.from({ length: count }, (_, index) => make(`step ${index}`, `step ${(index + 1) % count}`)),
    );
  };

  it("that goes in one circle is read and checked", () => {
    const document = chain(5_000_000, (name, next) => say(name, "Hello", next));
    const problems = told(problemsIn(read(JSON.stringify(document)).document));
    expect(problems.slice(0, 2)).to.deep.equal(["warning size", "error size"]);
    expect(problems.filter((one) => one.endsWith(" circle"))).to.deep.equal(["error step 0 circle"]);
  });
  it("in which every block calls a function and reads its answer is read and checked", () => {
    const document = chain(5_000_000, (name, next) =>
      action(
        name,
        "InvokeLambdaFunction",
        {
          LambdaFunctionARN: "arn",
          InvocationTimeLimitSeconds: "8",
          InvocationType: "SYNCHRONOUS",
          ResponseValidation: { ResponseType: "JSON" },
          LambdaInvocationAttributes: { last: "$.External.last" },
        },
        { next, errors: { NoMatchingError: next } },
      ),
    );
    const problems = told(problemsIn(document));
    expect(problems.filter((one) => one.endsWith(" stale-result"))).to.have.length(
      (document["Actions"] as Json[]).length,
    );
  });
});
