import { expect } from "chai";
import {
  compare,
  countTo,
  defineFlow,
  defineModule,
  disconnect,
  endModule,
  FlowError,
  lookup,
  menu,
  parse,
  render,
  say,
  sayWhileWaiting,
  storeInput,
} from "../../flowLanguage";
import { flowOf } from "./support";

const order = lookup({ role: "findOrder", parameters: ["order"], answers: ["state"] } as const, ["state"]);
const links = { functions: { findOrder: "arn:aws:lambda:us-east-1:123456789012:function:findOrder" } };

const flow = () =>
  defineFlow({
    name: "orderFlow",
    type: "CONTACT_FLOW",
    description: "Tells the state of an order.",
    start: "which",
    blocks: {
      end: disconnect(),
      which: menu("<speak>One</speak>", 5, {
        keys: { 1: "count", "#": "end" },
        silence: "end",
        otherKey: "which",
        error: "end",
      }),
      count: countTo(3, { again: "key", done: "end" }),
      key: storeInput("<speak>Key</speak>", { seconds: 9, digits: 4 }, { then: "find", silence: "count" }),
      find: order.invoke({ order: "$.StoredCustomerInput" }, { then: "isNew", error: "end" }),
      isNew: compare(
        "$.External.state",
        [
          ["TextStartsWith", "new", "end"],
          ["NumberLessThan", "3", "tell"],
        ],
        "tell",
      ),
      tell: say("<speak>$.External.state</speak>", { then: "end", error: "end" }),
    },
  });
const module = () =>
  defineModule({ name: "orderModule", description: "Ends at once.", start: "done", blocks: { done: endModule() } });

interface Document {
  Version: string;
  StartAction: string;
  Metadata: { ActionMetadata: Record<string, { isFriendlyName: boolean }> };
  Settings?: unknown;
  Actions: {
    Identifier: string;
    Type: string;
    Parameters: Record<string, unknown>;
    Transitions: Record<string, unknown>;
  }[];
}
const documentOf = (content: string): Document => JSON.parse(content) as Document;
const actionOf = (content: string, name: string) =>
  documentOf(content).Actions.find(({ Identifier }) => Identifier === name);

describe("Rendering a flow", () => {
  it("writes the envelope of the flow language and nothing beside it", () => {
    const document = documentOf(render(flow(), links));
    expect(document.Version).to.equal("2019-10-30");
    expect(document.StartAction).to.equal("which");
    expect(Object.keys(document).sort()).to.deep.equal(["Actions", "Metadata", "StartAction", "Version"]);
  });
  it("writes every block as an action of four parts, under its own name", () => {
    const { Actions, Metadata } = documentOf(render(flow(), links));
    expect(Actions.map(({ Identifier }) => Identifier)).to.have.members([
      "end",
      "which",
      "count",
      "key",
      "find",
      "isNew",
      "tell",
    ]);
    for (const action of Actions)
      expect(Object.keys(action).sort(), action.Identifier).to.deep.equal([
        "Identifier",
        "Parameters",
        "Transitions",
        "Type",
      ]);
    for (const metadata of Object.values(Metadata.ActionMetadata))
      expect(metadata).to.have.keys("isFriendlyName", "position");
    expect(Metadata.ActionMetadata["isNew"]?.isFriendlyName).to.equal(true);
  });
  it("writes the settings that the service demands of a module, and none for a flow", () => {
    expect(documentOf(render(module(), links)).Settings).to.deep.equal({
      InputParameters: [],
      OutputParameters: [],
      Transitions: [
        { DisplayName: "Success", ReferenceName: "Success", Description: "" },
        { DisplayName: "Error", ReferenceName: "Error", Description: "" },
      ],
    });
    expect(documentOf(render(flow(), links))).not.to.have.property("Settings");
  });

  it("gives a terminal action empty parameters and empty transitions", () => {
    for (const [content, name, type] of [
      [render(flow(), links), "end", "DisconnectParticipant"],
      [render(module(), links), "done", "EndFlowModuleExecution"],
    ] as const)
      expect(actionOf(content, name)).to.deep.equal({ Identifier: name, Type: type, Parameters: {}, Transitions: {} });
  });
  it("gives messages that hold the contact no transitions", () =>
    expect(
      actionOf(
        render(flowOf({ hold: sayWhileWaiting(["<speak>Hold</speak>"]) }, { type: "CUSTOMER_QUEUE" }), links),
        "hold",
      )?.Transitions,
    ).to.deep.equal({}));
  it("writes conditions with their operator and one operand, in the order of the flow", () =>
    expect(actionOf(render(flow(), links), "isNew")?.Transitions).to.deep.equal({
      NextAction: "tell",
      Errors: [{ NextAction: "tell", ErrorType: "NoMatchingCondition" }],
      Conditions: [
        { NextAction: "end", Condition: { Operator: "TextStartsWith", Operands: ["new"] } },
        { NextAction: "tell", Condition: { Operator: "NumberLessThan", Operands: ["3"] } },
      ],
    }));
  it("writes each error branch by its type", () =>
    expect(actionOf(render(flow(), links), "which")?.Transitions["Errors"]).to.have.deep.members([
      { ErrorType: "InputTimeLimitExceeded", NextAction: "end" },
      { ErrorType: "NoMatchingCondition", NextAction: "which" },
      { ErrorType: "NoMatchingError", NextAction: "end" },
    ]));
  it("never writes a branch without a target", () =>
    expect(
      render(
        flowOf({
          it: { ...say("<speak>Hello</speak>", { then: "end", error: "end" }), errors: { NoMatchingError: undefined } },
          end: disconnect(),
        }),
        links,
      ),
    ).not.to.include("NoMatchingError"));

  it("puts the ARN of a function where the flow names its role", () =>
    expect(actionOf(render(flow(), links), "find")?.Parameters["LambdaFunctionARN"]).to.equal(
      links.functions.findOrder,
    ));
  it("refuses a role that the site does not have, naming flow, block and roles", () => {
    const refused = () => render(flow(), { functions: { findCaller: "arn" } });
    expect(refused).to.throw(FlowError, /orderFlow, block find: .*findOrder.*findCaller.*\[function\]/);
  });

  it("renders equal flows to equal text, whatever else the site has", () => {
    expect(render(flow(), links)).to.equal(render(flow(), { functions: { other: "arn", ...links.functions } }));
    expect(render(flow(), links)).not.to.equal(render({ ...flow(), start: "key" }, links));
  });
  it("takes content of 256,000 characters and refuses one more", () => {
    const ofLength = (length: number) =>
      flowOf({ it: say("x".repeat(length), { then: "end", error: "end" }), end: disconnect() });
    const rest = render(ofLength(0), links).length;
    expect(render(ofLength(256_000 - rest), links)).to.have.length(256_000);
    expect(() => render(ofLength(256_001 - rest), links)).to.throw(
      FlowError,
      /exampleFlow: has 256001 .*module.*\[size\]/,
    );
  });
});

describe("Parsing a flow", () => {
  for (const [kind, whole] of [
    ["flow", flow()],
    ["module", module()],
  ] as const)
    it(`gives back the blocks of a rendered ${kind}`, () => {
      const parsed = parse(render(whole, links));
      expect(parsed.start).to.equal(whole.start);
      expect([...parsed.actions.keys()]).to.deep.equal(Object.keys(whole.blocks));
      for (const [name, block] of Object.entries(whole.blocks))
        expect(parsed.actions.get(name), name).to.deep.equal({
          identifier: name,
          type: block.type,
          parameters:
            name === "find" ? { ...block.parameters, LambdaFunctionARN: links.functions.findOrder } : block.parameters,
          ...(block.next !== undefined && { next: block.next }),
          errors: block.errors ?? {},
          conditions: (block.conditions ?? []).map(({ operator, operand, next }) => ({
            operator,
            operands: [operand],
            next,
          })),
        });
    });

  const minimal = {
    Version: "2019-10-30",
    StartAction: "end",
    Actions: [{ Identifier: "end", Type: "DisconnectParticipant" }],
  };
  const parsing = (change: object) => () => parse(JSON.stringify({ ...minimal, ...change }));

  it("takes an action without parameters and transitions, as designers export it", () =>
    expect(parsing({})().actions.get("end")).to.deep.equal({
      identifier: "end",
      type: "DisconnectParticipant",
      parameters: {},
      errors: {},
      conditions: [],
    }));
  it("refuses another version and a document without actions, and says where to get the right one", () => {
    for (const change of [{ Version: "2018-01-01" }, { Version: undefined }, { Actions: undefined }, { Actions: {} }])
      expect(parsing(change), JSON.stringify(change)).to.throw(/2019-10-30.*describe-contact-flow/);
  });
  it("refuses a start that is none of the actions, and names it", () => {
    expect(parsing({ StartAction: "begin" })).to.throw(/begin/);
    expect(parsing({ StartAction: undefined })).to.throw(/nothing/);
  });
  it("refuses two actions of one identifier instead of running the last", () =>
    expect(parsing({ Actions: [...minimal.Actions, { Identifier: "end", Type: "EndFlowExecution" }] })).to.throw(
      /end/,
    ));
});
