import { expect } from "chai";
import { SaxesParser } from "saxes";
import { describeFailure, junitReport } from "../../local/scenarios/describe";
import { recordScenario } from "../../local/scenarios/record";
import { scriptedCaller } from "../../local/simulator/keys";
import { playOn, stageOf, story } from "./stage";

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

describe("a call that is recorded", () => {
  const recorded = async (keys: string, dialed = "+14165550143"): Promise<string> => {
    const stage = stageOf();
    return (
      await recordScenario(
        "A caller in Montréal",
        "dev",
        { dialed, from: "+15145550101", at: new Date("2026-03-02T15:00:00Z") },
        scriptedCaller(keys),
        stage,
      )
    ).yaml;
  };

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
