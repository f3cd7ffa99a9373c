import { expect } from "chai";
import { SaxesParser } from "saxes";
import { describeFailure, junitReport } from "../../local/scenarios/describe";
import { recordScenario } from "../../local/scenarios/record";
import { scriptedCaller } from "../../local/simulator/keys";
import type { FlowJson } from "../simulator/world";
import { playOn, scenariosIn, stageOf, story } from "./stage";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function parsed(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("cdata", (text) => ((open.at(-1) as Element).text += text));
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return root.children[0] as Element;
}

describe("the report for build servers", () => {
  it("has a suite for each file and a case for each scenario, with the transcript in a failure", async () => {
    const played = await playOn(
      stageOf(),
      story({ name: "'A caller takes English & \"more\"'" }) +
        story({ name: "A caller hears what is not said", steps: "- hears: Bienvenue]]>" }),
    );
    const [first] = played.filter(({ findings }) => findings.length > 0);
    const suites = parsed(junitReport(played));
    expect([suites.name, suites.attributes]).to.deep.equal([
      "testsuites",
      { tests: "2", failures: "1", errors: "0", skipped: "0" },
    ]);
    const [suite, ...others] = suites.children;
    expect(others).to.deep.equal([]);
    expect([
      suite?.name,
      suite?.attributes["name"],
      suite?.attributes["tests"],
      suite?.attributes["failures"],
    ]).to.deep.equal(["testsuite", "scenarios/calls.yaml", "2", "1"]);
    expect(
      suite?.children.map(({ name, attributes }) => [name, attributes["classname"], attributes["name"]]),
    ).to.deep.equal([
      ["testcase", "scenarios/calls.yaml", 'A caller takes English & "more"'],
      ["testcase", "scenarios/calls.yaml", "A caller hears what is not said"],
    ]);
    const [passed, failed] = suite?.children ?? [];
    expect(passed?.children).to.deep.equal([]);
    expect(failed?.children.map(({ name, attributes, text }) => [name, attributes["message"], text])).to.deep.equal([
      [
        "failure",
        "scenarios/calls.yaml:10 The caller did not hear this.",
        describeFailure(first as NonNullable<typeof first>),
      ],
    ]);
  });
});

describe("the report of a caller who keys a card number", () => {
  const CARD = "4929117788334455";

  it("has no digit of it: transcript, expectations, what came instead", async () => {
    const tells = (Text: string): FlowJson => ({
      tell: ["MessageParticipant", { Text }, { next: "look", errors: { NoMatchingError: "bye" } }],
      keep: [
        "UpdateContactAttributes",
        { TargetContact: "Current", Attributes: { account: CARD } },
        { next: "tell", errors: { NoMatchingError: "bye" } },
      ],
    });
    const played = await playOn(
      stageOf(tells(`Your card is ${CARD}.`)),
      [
        story({ name: "A", steps: `- presses: "${CARD}"\n- hears: Your card is ${CARD.replace("4", "5")}x` }),
        story({ name: "B", steps: `- presses: "2"\n- presses: "${CARD}"` }),
        story({
          name: "C",
          ends: `{ in: queue, attributes: { account: "${CARD}5" }, record: { Attributes.account: "5" } }`,
        }),
      ].join(""),
    );
    expect(played.map(({ findings }) => findings.length)).to.deep.equal([1, 1, 2]);
    const reported = JSON.stringify(played.map(({ findings, transcript }) => [findings, transcript]));
    for (const text of [reported, junitReport(played), ...played.map(describeFailure)])
      expect(text)
        .to.include("••••••••••••••••")
        .and.not.match(/4929|1177|8833|4455/);
  });

  it("is not in what a file that cannot be played is told", () =>
    expect(() => scenariosIn(story({ steps: '- presses: "4929-1177-8833-4455"' }))).to.throw(
      '"••••-••••-••••-••••" cannot be keyed.',
    ));

  it("still compares what is heard and set with what was expected", async () => {
    const keep: FlowJson = {
      keep: [
        "UpdateContactAttributes",
        { TargetContact: "Current", Attributes: { account: CARD } },
        { next: "tell", errors: { NoMatchingError: "bye" } },
      ],
      tell: ["MessageParticipant", { Text: `Account ${CARD}.` }, { next: "look", errors: { NoMatchingError: "bye" } }],
    };
    const [played] = await playOn(
      stageOf(keep),
      story({
        steps: `- hears: Welcome\n- presses: "2"\n- hears exactly: Account ${CARD}.`,
        ends: `{ in: queue, attributes: { account: "${CARD}" }, record: { Attributes.account: "${CARD}" } }`,
      }),
    );
    expect(played?.findings).to.deep.equal([]);
  });
});

describe("a call that is recorded", () => {
  const record = (keys: string, dialed = "+14165550143", changes: FlowJson = {}) =>
    recordScenario(
      "A caller in Montréal",
      "dev",
      { dialed, from: "+15145550101", at: new Date("2026-03-02T15:00:00Z") },
      scriptedCaller(keys),
      stageOf(changes),
    );
  const recorded = async (keys: string, dialed?: string): Promise<string> => (await record(keys, dialed)).yaml;

  it("is a scenario that comes true as it stands, however the call went", async () => {
    for (const keys of ["2", "w 1", "9 9 9", "h", "w h", "", "# 2"])
      for (const dialed of ["+14165550143", "+14165559999"]) {
        const yaml = await recorded(keys, dialed);
        expect(
          (await playOn(stageOf(), yaml)).flatMap(({ findings }) => findings),
          yaml,
        ).to.deep.equal([]);
      }
  });

  it("reads like one that was written by hand", async () =>
    expect(await recorded("w 2")).to.equal(
      [
        "- name: A caller in Montréal",
        "  call:",
        '    number: "+14165550143"',
        '    from: "+15145550101"',
        "    at: 2026-03-02T10:00:00",
        "  steps:",
        "    - hears exactly: Welcome to Example Corp.",
        "      language: en-US",
        "      voice: Joanna",
        "    - hears exactly: For English, press 1. Pour le français, appuyez sur le 2.",
        "    - waits",
        "    - hears exactly: For English, press 1. Pour le français, appuyez sur le 2.",
        '    - presses: "2"',
        "    - hears exactly: One moment. Un instant.",
        "      language: fr-CA",
        "      voice: Gabrielle",
        "  ends:",
        "    in: queue",
        "    queue: support",
        "    attributes:",
        "      language: Gabrielle",
        "",
      ].join("\n"),
    ));

  it("has no digit of what was keyed in secret, and cannot be played before somebody puts keys there", async () => {
    const secret: FlowJson = {
      greet: ["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Disabled" }, { next: "ask" }],
    };
    expect((await record("9 2")).isMasked).to.equal(false);
    for (const [keys, changes, presses] of [
      ["4929117788334455 9", {}, ["•".repeat(16), "9"]],
      ["9 2", secret, ["•", "•"]],
    ] as const) {
      const { yaml, isMasked } = await record(keys, undefined, changes);
      expect(isMasked).to.equal(true);
      expect([...yaml.matchAll(/presses: "?([^"\n]*)/g)].map(([, pressed]) => pressed)).to.deep.equal(presses);
      expect(() => scenariosIn(yaml)).to.throw(/presses: "•+" cannot be keyed\. Write digits/);
    }
  });

  it("has no digit of a long number that is heard or set, and comes true all the same", async () => {
    const CARD = "4929117788334455";
    const keep: FlowJson = {
      keep: [
        "UpdateContactAttributes",
        { TargetContact: "Current", Attributes: { account: CARD } },
        { next: "tell", errors: { NoMatchingError: "bye" } },
      ],
      tell: ["MessageParticipant", { Text: `Account ${CARD}.` }, { next: "look", errors: { NoMatchingError: "bye" } }],
    };
    const { yaml, isMasked } = await record("2", undefined, keep);
    expect(yaml)
      .to.include(`hears exactly: Account ${"•".repeat(16)}.`)
      .and.include(`account: ${"•".repeat(16)}`)
      .and.not.match(/4929|11778833/);
    expect(isMasked, "nothing of it was keyed").to.equal(false);
    expect((await playOn(stageOf(keep), yaml)).flatMap(({ findings }) => findings)).to.deep.equal([]);
  });

  it("fails once the call goes another way", async () => {
    const yaml = await recorded("2");
    const [changed] = await playOn(
      stageOf({
        tell: ["MessageParticipant", { Text: "One moment." }, { next: "look", errors: { NoMatchingError: "bye" } }],
      }),
      yaml,
    );
    expect(changed?.findings.map(({ says, expected, actual }) => [says, expected, actual])).to.deep.equal([
      ["The caller did not hear this.", "One moment. Un instant. (fr-CA, Gabrielle)", "One moment. (fr-CA, Gabrielle)"],
    ]);
  });
});
