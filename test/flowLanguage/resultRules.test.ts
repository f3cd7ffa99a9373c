import { expect } from "chai";
import type { FlowType, Json, JsonObject, Parameters } from "../../flowLanguage";
import { action, back, call, decide, documentOf, end, on, problemsIn, say, SETTINGS, told } from "./documents";

const stale = (actions: readonly Json[], type?: FlowType): string[] =>
  told(problemsIn(documentOf(actions, type === "MODULE" ? { Settings: SETTINGS } : {}), type)).filter((one) =>
    one.endsWith("stale-result"),
  );
const query = (identifier: string, names: readonly string[], next: string): JsonObject =>
  action(
    identifier,
    "EvaluateDataTableValues",
    {
      DataTableId: "table",
      Queries: names.map((QueryName) => ({
        QueryName,
        Attributes: ["a"],
        PrimaryValues: [{ AttributeName: "k", Value: "v" }],
      })),
    },
    { next, errors: { NoMatchingError: "end" } },
  );

/** An action that fills a namespace, and a reference into it. */
const FILLERS: readonly (readonly [reference: string, type: string, parameters: Parameters])[] = [
  [
    "$.External.state",
    "InvokeLambdaFunction",
    { LambdaFunctionARN: "arn", InvocationTimeLimitSeconds: "8", ResponseValidation: { ResponseType: "JSON" } },
  ],
  [
    "$.LambdaInvocation.InvocationId",
    "InvokeLambdaFunction",
    { LambdaFunctionARN: "arn", InvocationTimeLimitSeconds: "8", InvocationType: "ASYNCHRONOUS" },
  ],
  [
    "$.StoredCustomerInput",
    "GetParticipantInput",
    { InputTimeLimitSeconds: "5", StoreInput: "True", InputValidation: { CustomValidation: { MaximumLength: "4" } } },
  ],
  ["$.Lex.IntentName", "ConnectParticipantWithLexBot", { Text: "Hi", LexV2Bot: { AliasArn: "arn" } }],
  [
    "$.Views.ViewResultData.name",
    "ShowView",
    { ViewResource: { Id: "arn" }, InvocationTimeLimitSeconds: "400", ViewData: {} },
  ],
  ["$.Modules.ResultData.name", "InvokeFlowModule", { FlowModuleId: "id" }],
  [
    "$.DataTables.hours.opens",
    "EvaluateDataTableValues",
    { DataTableId: "table", Queries: [{ QueryName: "hours", Attributes: ["opens"] }] },
  ],
  ["$.DataTableList.ResultData.primaryKeyGroups.default", "ListDataTableValues", { DataTableId: "table" }],
  ["$.Metrics.Queue.Size", "GetMetricData", {}],
];

describe("stale-result: reads of results in documents from anywhere", () => {
  for (const [reference, type, parameters] of FILLERS) {
    const filled = (next: string, error: string): JsonObject =>
      action("fill", type, parameters, { next, errors: { NoMatchingError: error, NoMatchingCondition: next } });
    it(`takes ${reference} after ${type}, and not before, beside or after its failure`, () => {
      const read = say("read", `It is ${reference}`);
      expect(stale([filled("read", "end"), read, end]), "after").to.deep.equal([]);
      expect(stale([filled("hello", "end"), say("hello", "Hello", "read"), read, end]), "later").to.deep.equal([]);
      expect(stale([read, end]), "before").to.deep.equal(["error read stale-result"]);
      expect(stale([filled("end", "read"), read, end]), "failed").to.deep.equal(["error read stale-result"]);
      expect(
        stale([decide("which", "$.Attributes.x", "fill", "read"), filled("read", "end"), read, end]),
        "beside",
      ).to.deep.equal(["error read stale-result"]);
    });
  }

  it("takes any key of an answer, because nobody says which keys there are", () =>
    expect(
      stale([call("call", "again"), call("again", "read"), say("read", "$.External.whatever"), end]),
    ).to.deep.equal([]));
  it("takes a menu for no input that is stored", () => {
    const menu = action(
      "menu",
      "GetParticipantInput",
      { InputTimeLimitSeconds: "5", StoreInput: "False" },
      {
        next: "read",
        errors: { NoMatchingError: "read", NoMatchingCondition: "read", InputTimeLimitExceeded: "read" },
      },
    );
    expect(stale([menu, say("read", "$.StoredCustomerInput"), end])).to.deep.equal(["error read stale-result"]);
  });
  it("knows the queries of a data table, each of which clears those before", () => {
    const read = say("read", "$.DataTables.hours.opens and $.DataTables['day'].name");
    expect(stale([query("one", ["hours", "day"], "read"), read, end])).to.deep.equal([]);
    expect(stale([query("one", ["hours"], "two"), query("two", ["day"], "read"), read, end])).to.deep.equal([
      "error read stale-result",
    ]);
    expect(
      stale([
        query("one", ["hours", "day"], "list"),
        action("list", "ListDataTableValues", { DataTableId: "table" }, on("read")),
        read,
        end,
      ]),
    ).to.deep.equal(["error read stale-result", "error read stale-result"]);
  });
  it("lets no answer cross the boundary of a module, in either direction", () => {
    const module = action(
      "module",
      "InvokeFlowModule",
      { FlowModuleId: "id" },
      { next: "read", errors: { NoMatchingError: "end", NoMatchingCondition: "read" } },
    );
    expect(stale([call("call", "module"), module, say("read", "$.External.state"), end])).to.deep.equal([
      "error read stale-result",
    ]);
    expect(stale([say("read", "$.External.state"), back], "MODULE")).to.deep.equal(["error read stale-result"]);
  });
  it("lets a module read its input, and no flow", () => {
    expect(stale([say("read", "$.Modules.Input.phone"), back], "MODULE")).to.deep.equal([]);
    expect(stale([say("read", "$.Modules.Input.phone"), end])).to.deep.equal(["error read stale-result"]);
  });
  it("names the block that the contact comes from", () => {
    const messages = (actions: readonly Json[]): string[] =>
      problemsIn(documentOf(actions))
        .filter(({ rule }) => rule === "stale-result")
        .map(({ message }) => message);
    expect(messages([say("read", "$.External.state"), end])).to.deep.equal([
      "reads $.External.state, which is not there when the contact comes from the start of the flow.",
    ]);
    expect(
      messages([
        query("one", ["hours"], "two"),
        query("two", ["day"], "read"),
        say("read", "$.DataTables.hours.opens"),
        end,
      ]),
    ).to.deep.equal(["reads $.DataTables.hours.opens, which is not there when the contact comes from two."]);
  });
});

describe("function-time: functions that are called in a row", () => {
  const late = (actions: readonly Json[]): string[] =>
    told(problemsIn(documentOf(actions))).filter((one) => one.endsWith("function-time"));
  const attributes = action(
    "set",
    "UpdateContactAttributes",
    { Attributes: { a: "b" }, TargetContact: "Current" },
    on("three"),
  );

  it("counts on through blocks that nobody hears, and anew after a prompt", () => {
    const before = [call("one", "two"), call("two", "set")];
    expect(late([...before, attributes, call("three", "end"), end])).to.deep.equal(["warning three function-time"]);
    expect(late([...before, say("set", "One moment", "three"), call("three", "end"), end])).to.deep.equal([]);
  });
  it("does not wait for a function that is called asynchronously", () =>
    expect(
      late([call("one", "two"), call("two", "three", { InvocationType: "ASYNCHRONOUS" }), call("three", "end"), end]),
    ).to.deep.equal([]));
  it("takes the slowest of the ways to a block", () =>
    expect(
      late([
        decide("which", "$.Attributes.x", "one", "two"),
        call("one", "two"),
        call("two", "three"),
        call("three", "end"),
        end,
      ]),
    ).to.deep.equal(["warning three function-time"]));
  it("ends where functions are called in a circle", () =>
    expect(late([call("one", "two"), call("two", "one"), end])).to.deep.equal([
      "warning one function-time",
      "warning two function-time",
    ]));
});
