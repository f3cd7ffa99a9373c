import { expect } from "chai";
import type { Json } from "../../flowLanguage";
import { EVENT_HOOKS } from "../../flowLanguage";
import { failed, lambda, setContact, text } from "./blocks";
import { walk } from "./contacts";
import { type ActionJson, arnOf, call, type FlowJson, type FunctionEvent, said, type Scene } from "./world";

const on = { next: "stop", errors: { NoMatchingError: "failed" } };
const one = (type: string, parameters: Record<string, Json>): FlowJson => ({ act: [type, parameters, on], ...failed });
const fails = { said: ["Failed."] };

describe("The data of a simulated contact", () => {
  it("are set all or none, with references in them", async () => {
    const { contact } = await walk({
      set: setContact({ who: "Ann" }, "act"),
      ...one("UpdateContactData", {
        Name: "Call of $.Attributes.who",
        Description: "A call",
        CustomerId: "$.Attributes.who",
        LanguageCode: "fr-CA",
      }),
    });
    expect(contact).to.include({
      name: "Call of Ann",
      description: "A call",
      customerId: "Ann",
      languageCode: "fr-CA",
    });
    const missing = await walk(one("UpdateContactData", { Name: "A call", CustomerId: "$.Attributes.none" }));
    expect(missing).to.deep.include(fails);
    expect(missing.contact.name).to.equal(undefined);
  });
  it("can be read again, with the session of an assistant and references", async () => {
    const data = {
      Name: "A call",
      WisdomSessionArn: "arn:session",
      References: { order: { Value: "17", Type: "STRING" } },
    };
    expect(
      (
        await walk({
          act: ["UpdateContactData", data, { ...on, next: "tell" }],
          tell: text(
            "$.Name|$.Wisdom.SessionArn|$.References.order.Value|$.References.order.Type|$.Description",
            "stop",
          ),
          ...failed,
        })
      ).said,
    ).to.deep.equal(["A call|arn:session|17|STRING|"]);
  });
});

describe("Attributes of the related contact", () => {
  const flow = one("UpdateContactAttributes", { Attributes: { a: "1" }, TargetContact: "Related" });
  it("are set on it and not on this one", async () => {
    const parked = (await walk(flow)).contact;
    const { contact } = await walk(flow, { relatedId: parked.id, channel: "CHAT", parked });
    expect([[...(contact.parked?.attributes ?? [])], [...contact.attributes]]).to.deep.equal([[["a", "1"]], []]);
  });
  it("take the error branch when there is none", async () => expect(await walk(flow)).to.deep.include(fails));
});

describe("Keys of attributes", () =>
  it("may be references", async () =>
    expect([
      ...(
        await walk({
          set: setContact({ name: "color" }, "act"),
          ...one("UpdateContactAttributes", { Attributes: { "$.Attributes.name": "red" }, TargetContact: "Current" }),
        })
      ).contact.attributes,
    ]).to.deep.equal([
      ["name", "color"],
      ["color", "red"],
    ])));

describe("Event hooks of a simulated flow", () => {
  const hook = (EventHooks: Record<string, string>, more: Record<string, Json> = {}) =>
    one("UpdateContactEventHooks", { EventHooks, ...more });
  for (const name of EVENT_HOOKS)
    it(`know ${name}`, async () =>
      expect([...(await walk(hook({ [name]: arnOf("flow", "main") }))).contact.hooks]).to.deep.equal([
        [name, arnOf("flow", "main")],
      ]));
  it("take the error branch for a flow that is not there, and then tie none", async () => {
    const { contact, said: heard } = await walk(
      hook({ AgentHold: arnOf("flow", "main"), CustomerHold: arnOf("flow", "none") }),
    );
    expect([[...contact.hooks], heard]).to.deep.equal([[], ["Failed."]]);
  });
  it("are untied where a designer's export disables them", async () => {
    const hooks = new Map([["CustomerQueue", arnOf("flow", "main")]]);
    expect([
      ...(await walk(hook({}, { EventHooksConfiguration: { CustomerQueue: { DisableExecution: "true" } } }), { hooks }))
        .contact.hooks,
    ]).to.deep.equal([]);
    expect([
      ...(
        await walk(hook({}, { EventHooksConfiguration: { CustomerQueue: { DisableExecution: "false" } } }), { hooks })
      ).contact.hooks,
    ]).to.have.length(1);
  });
});

describe("Recording and analytics of a simulated flow", () => {
  const recorded = async (type: string, parameters: Record<string, Json>) => {
    const { contact } = await walk(
      {
        act: [type, parameters, { ...on, errors: { NoMatchingError: "failed", ChannelMismatch: "failed" } }],
        ...failed,
      },
      { recording: { agent: true, customer: false, automated: false, screen: false } },
    );
    return [contact.recording, contact.analytics];
  };
  it("are set by the block of old, and an empty list turns recording off", async () => {
    expect(
      await recorded("UpdateContactRecordingBehavior", {
        RecordingBehavior: {
          RecordedParticipants: ["Agent", "Customer"],
          ScreenRecordedParticipants: ["Agent"],
          IVRRecordingBehavior: "Enabled",
        },
        AnalyticsBehavior: { Enabled: "True" },
      }),
    ).to.deep.equal([{ agent: true, customer: true, screen: true, automated: true }, { Enabled: "True" }]);
    expect(
      await recorded("UpdateContactRecordingBehavior", { RecordingBehavior: { RecordedParticipants: [] } }),
    ).to.deep.equal([{ agent: false, customer: false, automated: false, screen: false }, undefined]);
  });
  it("are set by the block of today, each part by itself", async () => {
    const act = "UpdateContactRecordingAndAnalyticsBehavior";
    expect(
      await recorded(act, {
        VoiceBehavior: {
          VoiceRecordingBehavior: { RecordedParticipants: ["Customer"], IVRRecordingBehavior: "Disabled" },
          VoiceAnalyticsBehavior: { Enabled: "False" },
        },
      }),
    ).to.deep.equal([{ agent: false, customer: true, automated: false, screen: false }, { Enabled: "False" }]);
    expect(await recorded(act, { ScreenRecordingBehavior: { ScreenRecordedParticipants: ["Agent"] } })).to.deep.equal([
      { agent: true, customer: false, automated: false, screen: true },
      undefined,
    ]);
  });
  it("take ChannelMismatch for the behaviour of another channel", async () => {
    const act = (parameters: Record<string, Json>): FlowJson => ({
      act: ["UpdateContactRecordingAndAnalyticsBehavior", parameters, { ...on, errors: { ChannelMismatch: "end" } }],
      ...failed,
    });
    const chat = { ChatBehavior: { ChatAnalyticsBehavior: { Enabled: "True" } } };
    expect((await walk(act(chat))).passed).to.include("act ChannelMismatch");
    expect((await walk(act(chat), { channel: "CHAT" })).contact.analytics).to.deep.equal({ Enabled: "True" });
    expect((await walk(act({ VoiceBehavior: {} }), { channel: "CHAT" })).passed).to.include("act ChannelMismatch");
  });
});

describe("The live copy of the caller's audio", () => {
  const stream = (MediaStreamingState: string, next: string): ActionJson => [
    "UpdateContactMediaStreamingBehavior",
    {
      MediaStreamingState,
      Participants: [{ ParticipantType: "Customer", MediaDirections: ["From"] }],
      MediaStreamType: "Audio",
    },
    { next, errors: { NoMatchingError: "failed" } },
  ];
  const told = text(
    "$.MediaStreams.Customer.Audio.StreamARN|$.MediaStreams.Customer.Audio.StartTimestamp|$.MediaStreams.Customer.Audio.StopTimestamp",
    "stop",
  );
  const begun = String(Date.parse("2026-03-02T15:00:00Z"));
  it("has an ARN and times once it runs, and nothing before", async () => {
    expect(
      (await walk({ on: stream("Enabled", "off"), off: stream("Disabled", "tell"), tell: told, ...failed })).said,
    ).to.deep.equal([`arn:aws:kinesisvideo:us-east-1:123456789012:stream/connect-contact-contact-1|${begun}|${begun}`]);
    expect((await walk({ off: stream("Disabled", "tell"), tell: told, ...failed })).said).to.deep.equal(["||"]);
  });
});

describe("Tags of a simulated contact", () => {
  const tag = (Tags: Record<string, string>) => one("TagContact", { Tags });
  const six = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((key) => [key, "1"]));
  it("are put on, read, and taken off", async () => {
    const flow: FlowJson = {
      tag: ["TagContact", { Tags: { team: "blue", shift: "late" } }, { ...on, next: "untag" }],
      untag: ["UntagContact", { TagKeys: ["shift"] }, { ...on, next: "which" }],
      which: [
        "Compare",
        { ComparisonValue: "$.Tags" },
        {
          next: "failed",
          errors: { NoMatchingCondition: "failed" },
          conditions: [
            ["KeyExists", ["shift"], "failed"],
            ["KeyExists", ["team"], "tell"],
          ],
        },
      ],
      tell: text("[$.Tags.team][$.Tags.shift]", "stop"),
      ...failed,
    };
    expect((await walk(flow)).said).to.deep.equal(["[blue][]"]);
  });
  it("are six at most, none of them the service's own or empty", async () => {
    expect((await walk(tag(six))).contact.tags.size).to.equal(6);
    for (const refused of [{ ...six, g: "1" }, { "aws:x": "1" }, { a: "$.Attributes.none" }] as Record<
      string,
      string
    >[])
      expect(await walk(tag(refused))).to.deep.include(fails);
  });
});

describe("A task that a simulated flow makes", () => {
  const task = (ContactFlowId: string): FlowJson => ({
    act: ["CreateTask", { ContactFlowId, Name: "Call back" }, { ...on, next: "tell" }],
    tell: text("[$.Task.ContactId]", "stop"),
    ...failed,
  });
  it("is known by its id", async () =>
    expect((await walk(task(arnOf("flow", "main")))).said[0]).to.match(/^\[[0-9a-f-]{36}\]$/));
  it("takes the error branch without a flow", async () =>
    expect((await walk(task(arnOf("flow", "none")))).said).to.deep.equal(["Failed."]));
});

describe("Priority and criteria of routing", () => {
  it("are the contact's until they are changed", async () => {
    const { contact } = await walk({
      priority: ["UpdateContactRoutingBehavior", { QueuePriority: "2" }, { next: "age" }],
      age: ["UpdateContactRoutingBehavior", { QueueTimeAdjustmentSeconds: "-30" }, { next: "stop" }],
      ...failed,
    });
    expect(contact).to.include({ queuePriority: 2, queueTimeAdjustmentSeconds: -30 });
  });
  it("behind a reference are taken, or refused by the switch", async () => {
    const criteria = { Steps: [] };
    const flow: FlowJson = {
      set: setContact({ skills: JSON.stringify(criteria) }, "act"),
      ...one("UpdateContactRoutingCriteria", { RoutingCriteria: "$.Attributes.skills" }),
    };
    expect((await walk(flow)).contact.routingCriteria).to.deep.equal(criteria);
    expect(await walk(flow, {}, {}, { behaviours: { criteriaByReference: "refused" } })).to.deep.include(fails);
    expect(
      (
        await walk(
          one("UpdateContactRoutingCriteria", { RoutingCriteria: criteria }),
          {},
          {},
          { behaviours: { criteriaByReference: "refused" } },
        )
      ).contact.routingCriteria,
      "what is written out is never refused",
    ).to.deep.equal(criteria);
  });
});

describe("What a function is told of a contact", () => {
  it("are its data, tags, references, stream and queue", async () => {
    const events: FunctionEvent[] = [];
    const scene: Scene = {
      flows: {
        main: {
          queue: ["UpdateContactTargetQueue", { QueueId: arnOf("queue", "support") }, { ...on, next: "data" }],
          data: [
            "UpdateContactData",
            { Name: "A call", CustomerId: "c-1", References: { order: { Value: "17", Type: "STRING" } } },
            { ...on, next: "tag" },
          ],
          tag: ["TagContact", { Tags: { team: "blue" } }, { ...on, next: "call" }],
          call: lambda("find", "end"),
          ...failed,
        },
      },
      queues: ["support"],
      functions: {
        find: (event) => {
          events.push(event);
          return {};
        },
      },
    };
    expect(said(await call(scene))).to.deep.equal([]);
    expect(events[0]?.Details.ContactData).to.deep.include({
      Name: "A call",
      Description: null,
      CustomerId: "c-1",
      Tags: { team: "blue" },
      References: { order: { Value: "17", Type: "STRING" } },
      RelatedContactId: null,
      Queue: { ARN: arnOf("queue", "support"), Name: "example-support", OutboundCallerId: null },
      MediaStreams: { Customer: { Audio: null } },
      SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Telephony" } },
    });
  });
});
