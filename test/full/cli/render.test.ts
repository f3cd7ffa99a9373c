import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Flow, render } from "../../../flowLanguage";
import { flowsOfGraph } from "../../../local/render/sources";
import { textOf } from "../../../local/render/text";
import { companyGraph, ivrIn, type Run } from "../../company";
import { flowsOf, links } from "../../flows/site";
import { EVALUATION } from "../../support";

describe("ivr render", function () {
  this.timeout(EVALUATION);
  const folder = mkdtempSync(join(tmpdir(), "ivr-render-"));
  const ivr = (...args: string[]): Promise<Run> => ivrIn(folder, "render", ...args);
  const [first, second] = ["openingHoursModule", "queueFlow"].map((wanted) =>
    flowsOf("dynamic").find(({ name }) => name === wanted),
  ) as [Flow, Flow];

  before(() => {
    for (const flow of [first, second]) writeFileSync(join(folder, `${flow.name}.json`), render(flow, links));
    mkdirSync(join(folder, "other"));
    writeFileSync(join(folder, "other", `${first.name}.json`), render(first, links));
    writeFileSync(join(folder, "noFlow.json"), '{"Version": "2020-01-01"}');
    writeFileSync(join(folder, "noJson.json"), '{"Version"');
    writeFileSync(join(folder, "noBlocks.json"), '{"Version": "2019-10-30", "StartAction": "a", "Actions": []}');
    const actions = Array.from({ length: 251 }, (_, index) => ({
      Identifier: `block ${index}`,
      Type: "Loop",
      Parameters: {},
      Transitions: { NextAction: `block ${(index + 1) % 251}` },
    }));
    writeFileSync(
      join(folder, "large.json"),
      JSON.stringify({ Version: "2019-10-30", StartAction: "block 0", Actions: actions }),
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  it("prints files as text, without a project", async () => {
    const { code, out, err } = await ivr(`${first.name}.json`, `${second.name}.json`);
    expect([code, err]).to.deep.equal([0, ""]);
    expect(out)
      .to.include(`${first.name}\nFlow module (MODULE)\nBegins at ${first.start}.`)
      .and.include(`${second.name}\nBegins at ${second.start}.`);
  });

  it("takes name and type from what describe-contact-flow answers", async () => {
    writeFileSync(
      join(folder, "answer.json"),
      JSON.stringify({ ContactFlow: { Name: "Hold", Type: "CUSTOMER_QUEUE", Content: render(second, links) } }),
    );
    expect((await ivr("answer.json")).out).to.include(
      `Hold\nCustomer queue flow (CUSTOMER_QUEUE)\nBegins at ${second.start}.`,
    );
  });

  it("writes text, diagram and page into a folder, which it makes", async () => {
    const { code, err } = await ivr(`${first.name}.json`, `${second.name}.json`, "--out", "new/deep");
    expect([code, err]).to.deep.equal([0, ""]);
    expect(readdirSync(join(folder, "new", "deep")).sort()).to.deep.equal(
      [first, second]
        .flatMap(({ name }) => [`${name}.svg`, `${name}.txt`])
        .concat("index.html")
        .sort(),
    );
    expect(readFileSync(join(folder, "new", "deep", `${first.name}.svg`), "utf8")).to.match(/^<svg /);
    expect(readFileSync(join(folder, "new", "deep", `${first.name}.txt`), "utf8")).to.include(first.start);
    expect(readFileSync(join(folder, "new", "deep", "index.html"), "utf8")).to.include(second.name);
  });

  it("writes or prints only the format that is asked for", async () => {
    await ivr(`${first.name}.json`, "--out", "only", "--format", "svg");
    expect(readdirSync(join(folder, "only"))).to.deep.equal([`${first.name}.svg`]);
    expect((await ivr(`${first.name}.json`, "--format", "svg")).out).to.match(/^<svg [^]*<\/svg>\n$/);
  });

  it("prints also a flow that is too large for a diagram", async () =>
    expect((await ivr("large.json")).out).to.include("\n\nblock 250: Loop (Loop)\n"));

  it("refuses what it cannot do: one message with the remedy, exit code 2, and no file", async () => {
    const file = `${first.name}.json`;
    const cases: [string[], RegExp][] = [
      [["missing.json"], /^There is no file missing\.json\. Name/],
      [["other"], /^other is a folder\. Name/],
      [["noFlow.json", "--out", "none"], /^noFlow\.json cannot be shown: .*2019-10-30/],
      [["noJson.json", "--out", "none"], /^noJson\.json cannot be shown: /],
      [["noBlocks.json", "--out", "none"], /^noBlocks\.json cannot be shown: .*starts at a/],
      [[file, "--out", file], /^--out \S+ is a file\. Name a folder/],
      [[file, "--out", `${file}/below`], /^--out \S+ cannot be written: .*Name a folder/],
      [[file, "--format", "pdf"], /^--format pdf is not known\. Write text or svg/],
      [[file, `${second.name}.json`, "--format", "svg"], /^2 diagrams cannot be printed as one\. Name a folder/],
      [[file, `other/${file}`, "--out", "none"], /^Two flows would be written to none.openingHoursModule\.txt\./],
      [["large.json", "--out", "none"], /^large has 251 blocks, .*--format text/],
      [[], /^There is no Pulumi\.yaml/],
    ];
    const runs = await Promise.all(cases.map(([args]) => ivr(...args)));
    for (const [index, [args, message]] of cases.entries()) {
      const { code, out, err } = runs[index] as Run;
      expect([code, out], args.join(" ")).to.deep.equal([2, ""]);
      expect(err, args.join(" "))
        .to.match(message)
        .and.not.match(/\n\s+at /);
    }
    expect(existsSync(join(folder, "none"))).to.equal(false);
  });

  it("shows every flow of a stack with its type and what it is for", async () => {
    const flows = flowsOfGraph(await companyGraph("up"));
    expect(flows.map(({ name }) => name)).to.include.members(["initFlow", "languageModule", "mainFlow"]);
    expect(textOf(flows.find(({ name }) => name === "languageModule") as (typeof flows)[number])).to.match(
      /^languageModule\nFlow module \(MODULE\)\nOffers the languages/,
    );
    expect(textOf(flows.find(({ name }) => name === "queueFlow") as (typeof flows)[number])).to.match(
      /^queueFlow\nCustomer queue flow \(CUSTOMER_QUEUE\)\n/,
    );
  });
});
