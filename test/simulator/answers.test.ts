import { expect } from "chai";
import type { Json } from "../../flowLanguage";
import { failed, text } from "./blocks";
import { walk } from "./contacts";
import { type ActionJson, type FlowJson } from "./world";

const on = (next: string) => ({ next, errors: { NoMatchingError: "failed" } });
const answers = (answer: unknown) => ({ answers: { "main/ask": answer } });
const told = (type: string, parameters: Record<string, Json>, words: string): FlowJson => ({
  ask: [type, parameters, on("tell")],
  tell: text(words, "stop"),
  ...failed,
});
const saidBy = async (flow: FlowJson, script: Parameters<typeof walk>[3] = {}) =>
  (await walk(flow, {}, {}, script)).said;
const problemOf = (flow: FlowJson, script: Parameters<typeof walk>[3] = {}) =>
  walk(flow, {}, {}, script).then(
    () => "none",
    (problem: Error) => problem.message,
  );

describe("A bot of a simulated flow", () => {
  const bot: ActionJson = [
    "ConnectParticipantWithLexBot",
    { Text: "How may I help?", LexV2Bot: { AliasArn: "arn:aws:lex:us-east-1:123456789012:bot-alias/A/B" } },
    { next: "failed", errors: { NoMatchingError: "failed", NoMatchingCondition: "other" }, equals: { Book: "tell" } },
  ];
  const flow: FlowJson = {
    ask: bot,
    tell: text("[$.Lex.IntentName][$.Lex.Slots.City][$.Lex.SessionAttributes.a][$.Lex.IntentConfidence.Score]", "stop"),
    other: text("Other.", "stop"),
    ...failed,
  };
  it("leads by the intent that it understands, and leaves what it knows in $.Lex", async () => {
    const answer = {
      IntentName: "Book",
      Slots: { City: "Paris" },
      SessionAttributes: { a: "1" },
      IntentConfidence: { Score: 0.9 },
    };
    expect(await saidBy(flow, answers(answer))).to.deep.equal(["How may I help?", "[Book][Paris][1][0.9]"]);
    expect(await saidBy(flow, answers({ IntentName: "FallbackIntent" }))).to.deep.equal(["How may I help?", "Other."]);
  });
  it("takes the error branch without an alias", async () =>
    expect(
      await saidBy(
        { ...flow, ask: ["ConnectParticipantWithLexBot", { LexV2Bot: { AliasArn: "$.Attributes.none" } }, on("tell")] },
        answers({ IntentName: "Book" }),
      ),
    ).to.deep.equal(["Failed."]));
});

describe("Data tables of a simulated flow", () => {
  const evaluate = {
    DataTableId: "table",
    Queries: [{ QueryName: "site", Attributes: ["open"], PrimaryValues: [{ AttributeName: "id", Value: "1" }] }],
  };
  it("give single values by query", async () =>
    expect(
      await saidBy(
        told("EvaluateDataTableValues", evaluate, "[$.DataTables.site.open][$.DataTables.site['my hours']]"),
        answers({ site: { open: "yes", "my hours": "9-5" } }),
      ),
    ).to.deep.equal(["[yes][9-5]"]));
  it("give lists, whose elements are read in back-ticks only", async () => {
    const list = {
      primaryKeyGroups: { default: [{ attributes: [{ attributeValue: "first" }, { attributeValue: "second" }] }] },
    };
    const path = "$.DataTableList.ResultData.primaryKeyGroups.default[0].attributes[1].attributeValue";
    expect(
      await saidBy(told("ListDataTableValues", { DataTableId: "table" }, `[\`${path}\`]`), answers(list)),
    ).to.deep.equal(["[second]"]);
    expect(
      await saidBy(told("ListDataTableValues", { DataTableId: "table" }, `[${path}]`), answers(list)),
    ).to.deep.equal(["[]"]);
  });
  it("leave nothing of the block before, which a write clears too", async () => {
    const both = { answers: { "main/ask": { site: { open: "yes" } }, "main/list": { primaryKeyGroups: {} } } };
    const flow = (second: ActionJson): FlowJson => ({
      ask: ["EvaluateDataTableValues", evaluate, on("list")],
      list: second,
      tell: text("[$.DataTables.site.open]", "stop"),
      ...failed,
    });
    expect(await saidBy(flow(["ListDataTableValues", { DataTableId: "table" }, on("tell")]), both)).to.deep.equal([
      "[]",
    ]);
    expect(
      await saidBy(
        flow([
          "UpsertDataTableValues",
          { LockVersion: "LATEST", DataTableId: "table", DataTableUpsertAttributes: [] },
          on("tell"),
        ]),
        both,
      ),
    ).to.deep.equal(["[]"]);
    expect(await saidBy(flow(text("Kept.", "tell")), both)).to.deep.equal(["Kept.", "[yes]"]);
  });
  it("are a problem where nothing is scripted", async () =>
    expect(await problemOf(told("EvaluateDataTableValues", evaluate, "x"))).to.match(
      /not scripted\. Answer main\/ask with/,
    ));
});

describe("Customer profiles and cases of a simulated flow", () => {
  const find = {
    ProfileRequestData: { IdentifierName: "_phone", IdentifierValue: "x" },
    ProfileResponseData: ["FirstName"],
  };
  it("fill $.Customer with what is found or made", async () => {
    for (const type of [
      "GetCustomerProfile",
      "CreateCustomerProfile",
      "GetCustomerProfileObject",
      "GetCalculatedAttributesForCustomerProfile",
    ])
      expect(
        await saidBy(told(type, find, "[$.Customer.FirstName]"), answers({ FirstName: "Ann" })),
        type,
      ).to.deep.equal(["[Ann]"]);
  });
  it("hold 14,000 characters and no more", async () => {
    expect(
      await saidBy(told("GetCustomerProfile", find, "Found."), answers({ FirstName: "x".repeat(13_000) })),
    ).to.deep.equal(["Found."]);
    expect(
      await saidBy(told("GetCustomerProfile", find, "Found."), answers({ FirstName: "x".repeat(14_000) })),
    ).to.deep.equal(["Failed."]);
  });
  it("are found not at all, or more than once, where a branch is forced", async () => {
    const flow: FlowJson = {
      ask: [
        "GetCustomerProfile",
        find,
        { next: "tell", errors: { NoMatchingError: "failed", NoneFoundError: "none" } },
      ],
      tell: text("Found.", "stop"),
      none: text("None.", "stop"),
      ...failed,
    };
    expect(await saidBy(flow, { force: { "main/ask": "NoneFoundError" } })).to.deep.equal(["None."]);
  });
  it("are changed without an answer", async () => {
    for (const type of ["UpdateCustomerProfile", "AssociateContactToCustomerProfile"])
      expect(await saidBy(told(type, find, "Done.")), type).to.deep.equal(["Done."]);
    expect(await saidBy(told("UpdateCase", { LinkContactToCase: "false", CaseId: "case" }, "Done."))).to.deep.equal([
      "Done.",
    ]);
  });
  it("fill $.Case with a case", async () =>
    expect(
      await saidBy(
        told("GetCase", { LinkContactToCase: "false", GetLastUpdatedCase: "true" }, "[$.Case.status]"),
        answers({ status: "open" }),
      ),
    ).to.deep.equal(["[open]"]));
  it("fill $.Wisdom with the session of an assistant, and fail without one", async () => {
    expect(
      (
        await saidBy(
          told(
            "CreateWisdomSession",
            { WisdomAssistantArn: "arn:aws:wisdom:us-east-1:1:assistant/a" },
            "$.Wisdom.SessionArn",
          ),
        )
      )[0],
    ).to.match(/^arn:aws:wisdom:us-east-1:1:session\/a\/[0-9a-f-]{36}$/);
    expect(await saidBy(told("CreateWisdomSession", { WisdomAssistantArn: "$.Attributes.none" }, "x"))).to.deep.equal([
      "Failed.",
    ]);
  });
});

describe("A guide of a simulated agent", () => {
  const show: ActionJson = [
    "ShowView",
    { ViewResource: { Id: "arn:view" }, InvocationTimeLimitSeconds: "400" },
    {
      next: "other",
      errors: { NoMatchingCondition: "other", NoMatchingError: "failed", TimeLimitExceeded: "late" },
      equals: { Next: "tell" },
    },
  ];
  const flow: FlowJson = {
    ask: show,
    tell: text("[$.Views.Action][$.Views.ViewResultData.note]", "ask"),
    other: text("Other: $.Views.Action.", "ask"),
    late: text("Late.", "stop"),
    ...failed,
  };
  it("goes on by what the agent does in one view after the other, until the time runs out", async () => {
    const { said, contact } = await walk(
      flow,
      { channel: "CHAT", relatedId: "contact-0" },
      {},
      { agent: { views: [{ action: "Next", data: { note: "called" } }, { action: "Back" }] } },
    );
    expect(said).to.deep.equal(["[Next][called]", "Other: Back.", "Late."]);
    expect(contact.now - contact.startedAt.getTime()).to.be.at.least(400_000);
  });
  it("waits, in a chat, for as long as it says", async () => {
    const wait = (parameters: Record<string, Json>): FlowJson => ({
      ask: [
        "Wait",
        { TimeLimitSeconds: "60", ...parameters },
        {
          next: "failed",
          errors: { NoMatchingError: "failed", ParticipantNotFound: "other" },
          equals: { WaitCompleted: "tell" },
        },
      ],
      tell: text("Waited.", "stop"),
      other: text("Nobody.", "stop"),
      ...failed,
    });
    const { said, contact } = await walk(wait({}), { channel: "CHAT" });
    expect(said).to.deep.equal(["Waited."]);
    expect(contact.now - contact.startedAt.getTime()).to.be.at.least(60_000);
    expect((await walk(wait({ Events: ["BotParticipantDisconnected"] }), { channel: "CHAT" })).said).to.deep.equal([
      "Nobody.",
    ]);
  });
});

describe("The outcome of a campaign's call", () => {
  const flow: FlowJson = {
    ask: ["CheckOutboundCallStatus", {}, { ...on("failed"), equals: { CallAnswered: "tell" } }],
    tell: text("Hello.", "stop"),
    ...failed,
  };
  it("is scripted", async () => expect(await saidBy(flow, answers("CallAnswered"))).to.deep.equal(["Hello."]));
  it("is a problem when it is none that the service has", async () =>
    expect(await problemOf(flow, answers("Perhaps"))).to.match(/CallAnswered, VoicemailBeep/));
});
