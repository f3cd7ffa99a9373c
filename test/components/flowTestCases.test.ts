import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import { FlowTestCases } from "../../components/flowTestCases/flowTestCases";
import {
  ALWAYS_OPEN,
  hoursMarker,
  queueMarker,
  testCaseOf,
  type TestCaseSite,
} from "../../components/flowTestCases/testCase";
import { testCasesOf } from "../../components/flowTestCases/testCases";
import { NUMBERS, scenariosIn, story } from "../scenarios/stage";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const SITE: TestCaseSite = {
  dialed: "+18335550143",
  hours: "CA",
  claimed: true,
  functions: { getPrompts: "arn:aws:lambda:eu-west-2:123456789012:function:ivr-dev-getPrompts" },
};
const CALL = '{ number: CA support, from: "+14185550143" }';
const STEPS = '- hears: Pour le service en français\n- presses: "2"\n- hears: appuyez sur le 1\n- presses: "1"';

const rendered = (parts: Parameters<typeof story>[0] = {}, site = SITE) =>
  testCaseOf(scenariosIn(story({ call: CALL, steps: STEPS, ...parts }))[0] as never, site);

interface Observation {
  readonly Event: { readonly Type: string; readonly Properties: unknown };
  readonly Actions: readonly {
    readonly Identifier: string;
    readonly Type: string;
    readonly Parameters: Readonly<Record<string, unknown>>;
    readonly Transitions?: { readonly NextAction: string };
  }[];
  readonly Transitions: { readonly NextObservations: readonly string[] };
}
function observations(parts?: Parameters<typeof story>[0]): Observation[] {
  const { testCase } = rendered(parts);
  return (JSON.parse(testCase?.content ?? expect.fail("no test case")) as { Observations: Observation[] }).Observations;
}
const END = { ActionType: "TestControl", Command: { Type: "EndTest" } };

describe("a scenario as a native test case", () => {
  it("says in the service's language what is heard, pressed, and where the call ends", () => {
    const all = observations({ ends: "{ in: queue, queue: support-fr-CA, attributes: { language: fr-CA } }" });
    expect(all.map(({ Event: { Type, Properties } }) => [Type, Properties])).to.deep.equal([
      ["TestInitiated", {}],
      ["MessageReceived", { Text: "Pour le service en français", MatchingCriteria: { Type: "Inclusion" } }],
      ["MessageReceived", { Text: "appuyez sur le 1", MatchingCriteria: { Type: "Inclusion" } }],
      [
        "FlowActionStarted",
        { ActionType: "TransferContactToQueue", ActionParameters: { QueueId: queueMarker("support-fr-CA") } },
      ],
    ]);
    expect(all.slice(1).map(({ Actions }) => Actions.map(({ Type, Parameters }) => [Type, Parameters]))).to.deep.equal([
      [
        [
          "SendInstruction",
          {
            ActionType: "SendInstruction",
            Actor: "Customer",
            Instruction: { Type: "DtmfInput", Properties: { Value: "2" } },
          },
        ],
      ],
      [
        [
          "SendInstruction",
          {
            ActionType: "SendInstruction",
            Actor: "Customer",
            Instruction: { Type: "DtmfInput", Properties: { Value: "1" } },
          },
        ],
      ],
      [
        ["Assert", { Namespace: "$.Attributes.language", Operator: "Equals", Operand: "fr-CA" }],
        ["TestControl", END],
      ],
    ]);
  });

  it("is of the version that the service takes, each part leading to the next and the last to none", () => {
    const content = JSON.parse(rendered().testCase?.content ?? "") as {
      Version: string;
      Metadata: unknown;
      Observations: (Observation & { readonly Identifier: string })[];
    };
    expect([content.Version, content.Metadata]).to.deep.equal(["2019-10-30", {}]);
    content.Observations.forEach(({ Transitions, Actions }, index) => {
      const following = content.Observations[index + 1]?.Identifier;
      expect(Transitions).to.deep.equal({ NextObservations: following === undefined ? [] : [following] });
      Actions.forEach((action, position) =>
        expect(action.Transitions).to.deep.equal(
          position === Actions.length - 1 ? undefined : { NextAction: Actions[position + 1]?.Identifier },
        ),
      );
    });
    expect(JSON.stringify(content)).to.not.include('"Usage"').and.not.include('""');
  });

  it("finds the number open whenever it is run, by a substitute for its hours", () => {
    const [start] = observations();
    expect(start?.Actions.length).to.be.greaterThan(1);
    for (const { Type, Parameters } of start?.Actions ?? [])
      expect([Type, Parameters]).to.deep.equal([
        "OverrideSystemBehavior",
        {
          ActionType: "OverrideSystemBehavior",
          Behavior: {
            Type: "FlowAction",
            Properties: {
              ActionType: "CheckHoursOfOperation",
              ActionParameters: { HoursOfOperationId: hoursMarker("CA") },
              Strategy: { Type: "SubstituteResource", SubstituteArn: ALWAYS_OPEN },
            },
          },
        },
      ]);
  });

  it("makes lookups fail and queues be full, and runs all other lookups for real", () => {
    const overridden = (world: string): string[] => [
      ...new Set(
        observations({ world, ends: "{ in: goodbye }" })[0]
          ?.Actions.map(({ Parameters }) =>
            JSON.stringify((Parameters["Behavior"] as { Properties: Record<string, unknown> }).Properties),
          )
          .filter((text) => !text.includes("CheckHours")),
      ),
    ];
    expect(
      overridden("{ failing: [ getPrompts ], full: [ support-fr-CA ] }").map((text) => JSON.parse(text) as unknown),
    ).to.deep.equal([
      {
        ActionType: "InvokeLambdaFunction",
        ActionParameters: { LambdaFunctionARN: SITE.functions["getPrompts"] },
        Strategy: { Type: "Error", Value: "NoMatchingError" },
      },
      {
        ActionType: "TransferContactToQueue",
        ActionParameters: { QueueId: queueMarker("support-fr-CA") },
        Strategy: { Type: "Error", Value: "QueueAtCapacity" },
      },
    ]);
    expect(overridden("{}")).to.deep.equal([]);
  });

  it("ends the test where the last prompt is heard, when the call reaches no queue; and hangs up when the caller does", () => {
    const goodbye = observations({ steps: "- hears: Au revoir", ends: "{ in: goodbye }" });
    expect(goodbye.at(-1)?.Actions.map(({ Parameters }) => Parameters)).to.deep.equal([END]);
    const hangUp = observations({ steps: "- hears: Bienvenue\n- hangs up", ends: "{ in: hangup }" });
    expect(hangUp.at(-1)?.Actions.map(({ Parameters }) => Parameters)).to.deep.equal([
      { ActionType: "SendInstruction", Actor: "Customer", Instruction: { Type: "Disconnect" } },
      END,
    ]);
  });

  it("says what it does not check, and checks the rest", () => {
    const { testCase, leftOut } = rendered({
      steps: "- hears exactly: a\n  language: fr-CA\n  voice: Gabrielle\n- waits\n- hears next: [ b, c ]",
      ends: "{ in: callback, queue: support, record: { Queue: null } }",
    });
    expect(testCase).to.not.equal(undefined);
    expect(leftOut).to.deep.equal([
      "line 4: a prompt is only checked to include the text.",
      "line 4: the language of a prompt is not checked.",
      "line 4: the voice is not checked.",
      "line 7: that the caller waits is not told; the test call goes on by itself.",
      "line 8: that the prompt is the very next one is not checked.",
      "line 8: only the first of the texts is checked.",
      "ends.in: there is no event for callback.",
      "ends.queue: there is no event for a callback.",
      "ends.record.Queue: the contact record is written after the test.",
    ]);
    expect(rendered().leftOut).to.deep.equal([]);
  });

  it("is not written where the service would play another call, and says why", () => {
    const why = (parts: Parameters<typeof story>[0], site = SITE): readonly string[] => {
      const { testCase, leftOut } = rendered(parts, site);
      expect(testCase).to.equal(undefined);
      return leftOut;
    };
    expect(why({}, { ...SITE, claimed: false })).to.deep.equal([
      "call.number: no call can arrive on the number. Claim it under numbers.",
    ]);
    expect(why({}, { ...SITE, hours: undefined })).to.deep.equal([
      "call.number: the opening hours of a number without a row are not known.",
    ]);
    expect(why({ call: "{ number: CA support, at: monday 10:00 }" })).to.deep.equal([
      "call.from: a test call needs a caller's number.",
      "call.at: a test call takes place when it is started.",
    ]);
    expect(
      why({
        world:
          "{ force: { a/b: c }, answers: { a: { b: c } }, wait: { seconds: 1, then: answered }, outsideNumbers: {}, service: {}, systems: {} }",
      }),
    ).to.have.length(6);
    expect(why({ steps: "- hears: Welcome\n- presses the code" })).to.deep.equal([
      "line 5: a test case does not learn the code that was sent.",
    ]);
    expect(why({ steps: '- presses: "2"\n- hears: b\n- waits\n- hangs up' })).to.deep.equal([
      "line 4: a test case acts when it hears something. Say what the caller hears before.",
      "line 7: a test case acts when it hears something. Say what the caller hears before.",
    ]);
    expect(why({ steps: "- waits", ends: "{ in: goodbye }" })).to.deep.equal([
      "steps: the test case would end before it began. Say what the caller hears.",
    ]);
  });
});

describe("the test cases of a stack", () => {
  const site = { stack: "dev", routingRows: NUMBERS, claimed: new Set(["+18335550143"]), functions: {} };
  const yaml =
    story({ name: "A caller in Montréal", call: CALL, steps: STEPS }) +
    story({ name: "Another", call: "{ number: CA sales }" }) +
    story({ name: "Elsewhere", call: CALL }).replace("  call:", "  stack: prod\n  call:") +
    story({ name: "Nowhere", call: "{ number: XX sales }" });

  it("are those of its own scenarios that can be played, with a report on all", () => {
    const { testCases, report } = testCasesOf(scenariosIn(yaml), site);
    expect(Object.keys(testCases)).to.deep.equal(["a-caller-in-montreal"]);
    expect(testCases["a-caller-in-montreal"]).to.include({
      name: "A caller in Montréal",
      sourcePhoneNumber: "+14185550143",
      destinationPhoneNumber: "+18335550143",
    });
    expect(report).to.deep.equal([
      "1 of 3 scenarios are test cases.",
      "scenarios/calls.yaml:9 Another: no test case. call.number: no call can arrive on the number. Claim it under numbers. call.from: a test call needs a caller's number.",
      'scenarios/calls.yaml:22 Nowhere: no test case. call.number: The stack has no number in "XX".',
    ]);
  });

  it("have each a logical name of their own", () =>
    expect(() =>
      testCasesOf(
        scenariosIn(
          story({ name: "A caller!", call: CALL, steps: STEPS }) +
            story({ name: "A caller?", call: CALL, steps: STEPS }),
        ),
        site,
      ),
    ).to.throw('"A caller?" and "A caller!" have one logical name, a-caller.'));
});

describe("FlowTestCases", () => {
  const registered: string[] = [];
  before(() =>
    pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => (
        registered.push(name),
        { id: name, state: inputs as Record<string, unknown> }
      ),
      call: () => ({}),
    }),
  );

  it("refuses content that names a queue or hours whose ARN is not given, before anything is registered", () => {
    const args = (queueArns: Record<string, string>) => ({
      instanceArn: INSTANCE,
      namePrefix: "x",
      queueArns,
      hoursArns: {},
      testCases: {
        one: {
          name: "One",
          sourcePhoneNumber: "+1",
          destinationPhoneNumber: "+2",
          content: `${queueMarker("support")} ${queueMarker("support")} ${hoursMarker("CA")}`,
        },
      },
    });
    expect(() => new FlowTestCases("t", args({}))).to.throw(
      "one names the queue support, whose ARN is not given. Add it.\n  one names the hours CA",
    );
    expect(() => new FlowTestCases("t", args({ support: "arn" }))).to.throw(
      "cannot be deployed:\n  one names the hours CA, whose ARN is not given. Add it.",
    );
    expect(registered).to.deep.equal([]);
  });
});
