import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { after } from "mocha";
import { CANADA_SUPPORT, COMPANY, ivrIn, type Run } from "../../company";
import { EVALUATION } from "../../support";

const folder = mkdtempSync(join(tmpdir(), "ivr-test-"));
after(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const ivrTest = (...args: string[]): Promise<Run> => ivrIn(COMPANY, "test", ...args);

const HEARS = (name: string, words: string): string =>
  `- name: ${name}\n  call: { number: IE support }\n  steps:\n    - hears next: ${words}\n    - presses: "1"\n  ends: { in: queue, queue: support-en-US }\n`;

describe("ivr test", function () {
  this.timeout(EVALUATION);
  it("records a call as a scenario, which then comes true; one that does not is shown and reported", async () => {
    const recorded = await ivrTest(
      "--record",
      "A caller in Montréal",
      "--dial",
      CANADA_SUPPORT,
      "--from",
      "+14185550143",
      "--keys",
      "w 2 1",
      "--at",
      "2026-11-24T10:00",
    );
    expect([recorded.code, recorded.err]).to.deep.equal([0, ""]);
    expect(recorded.out).to.match(/^- name: A caller in Montréal\n/);
    const junit = join(folder, "report.xml");
    const { code, out } = await ivrTest(
      written("recorded.yaml", recorded.out),
      written("wrong.yaml", HEARS("A wrong one", "Bonjour")),
      "--junit",
      junit,
    );
    expect(code).to.equal(1);
    expect(out.match(/^✗ .*/gm)).to.have.length(1);
    expect(out).to.match(
      /^✗ A wrong one \(.*wrong\.yaml:1, stack dev\)\n {4}en-US Joanna +Welcome to Fernhill\. \[initFlow: welcome\]\n.*wrong\.yaml:4 {2}The caller heard something else next\.\n {6}- Bonjour\n {6}\+ Welcome/m,
    );
    expect(out)
      .to.include("2 scenarios: 1 failed.")
      .and.match(/^Edge coverage: \d+ of \d+, [\d.]+ %$/m)
      .and.match(/^ {2}mainFlow +\d+\/\d+ /m)
      .and.include("\n  mainFlow: loadPrompts → NoMatchingError → apologise\n");
    expect(readFileSync(junit, "utf8")).to.include('tests="2" failures="1"');
  });

  it("prints JSON, with exit code 0 when all came true", async () => {
    const { code, out } = await ivrTest(written("right.yaml", HEARS("A right one", "Welcome to Fernhill.")), "--json");
    const { scenarios, coverage } = JSON.parse(out) as {
      scenarios: Record<string, unknown>[];
      coverage: { edges: number; taken: number; flows: { flow: string; uncovered: string[] }[] };
    };
    expect(code).to.equal(0);
    expect(scenarios.map(({ name, stack, passed, line }) => [name, stack, passed, line])).to.deep.equal([
      ["A right one", "dev", true, 1],
    ]);
    expect(coverage.taken).to.be.greaterThan(10).and.below(coverage.edges);
    expect(coverage.flows.map(({ flow }) => flow)).to.include.members([
      "initFlow",
      "mainFlow",
      "languageModule",
      "queueFlow",
    ]);
  });

  it("refuses what cannot be played: one message, exit code 2, before anything is evaluated", async () => {
    const cases: [string[], RegExp][] = [
      [
        [written("broken.yaml", "- name: A\n")],
        /^The scenarios have 2 problems:\n {2}.*broken\.yaml:1, 0\.call: The key call is missing\. Add it\.\n {2}.*broken\.yaml:1, 0\.ends: The key ends is missing/,
      ],
      [[join(folder, "absent.yaml")], /absent\.yaml: The file cannot be read/],
      [["--keys", "1"], /^--keys goes with --record/],
      [["--record", "A"], /^--record needs --dial/],
      [["--record", "A", "--dial", CANADA_SUPPORT, "--keys", "x"], /^--keys: "x" cannot be keyed/],
      [
        [written("elsewhere.yaml", HEARS("A", "B").replace("  call:", "  stack: qa\n  call:"))],
        /^There is no Pulumi\.qa\.yaml/,
      ],
    ];
    const runs = await Promise.all(cases.map(([args]) => ivrTest(...args)));
    cases.forEach(([args, message], index) => {
      const { code, out, err } = runs[index] as Run;
      expect([code, out], args.join(" ")).to.deep.equal([2, ""]);
      expect(err, args.join(" "))
        .to.match(message)
        .and.not.match(/\n\s+at /);
    });
  });

  it("refuses names that the stack does not know, and a report that cannot be written", async () => {
    const unknown = await ivrTest(written("unknown.yaml", HEARS("A", "B").replace("IE support", "XX support")));
    expect([unknown.code, unknown.out]).to.deep.equal([2, ""]);
    expect(unknown.err).to.match(
      /^The scenarios have a problem:\n {2}.*unknown\.yaml:2, 0\.call\.number: The stack has no number in "XX"\./,
    );
    const report = join(folder, "nowhere", "report.xml");
    const unwritable = await ivrTest(written("plain.yaml", HEARS("A", "Welcome")), "--junit", report);
    expect(unwritable.code).to.equal(2);
    expect(unwritable.err).to.include("cannot be written").and.include("Name a file in a folder that exists.");
    expect(existsSync(report)).to.equal(false);
  });
});
