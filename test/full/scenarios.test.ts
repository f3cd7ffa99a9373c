import { join } from "node:path";
import { expect } from "chai";
import { readScenarios, type Scenario, scenarioFiles } from "../../contentModel";
import { describeFailure } from "../../local/scenarios/describe";
import { playAll } from "../../local/scenarios/play";
import { EVALUATION, laptopOf, ROOT } from "../support";

/** Milliseconds for all stories of a stack: a system that does not answer is waited for in real time. */
const PLAYING = 300_000;

describe("the scenarios of Example Corp", () => {
  const scenarios = readScenarios(scenarioFiles(join(ROOT, "scenarios")));
  const on = (stack: string): Scenario[] => scenarios.filter((scenario) => (scenario.stack ?? "dev") === stack);

  // That every country is called is asserted where every number of the content is: a country needs no story.
  for (const stack of ["dev", "prod"])
    it(`come true on ${stack}, in every language and every menu`, async () => {
      const laptop = await laptopOf(stack);
      const stories = on(stack);
      const played = await playAll(stories, stack, laptop);
      expect(played).to.have.length(stories.length);
      expect(
        played
          .filter(({ findings }) => findings.length > 0)
          .map(describeFailure)
          .join("\n"),
      ).to.equal("");
      if (stack !== "dev") return;
      const spoken = new Set(played.flatMap(({ transcript }) => transcript.map(({ language }) => language)));
      expect(
        [...new Set(laptop.numbers.flatMap(({ languages }) => languages.split(" ")))].filter(
          (language) => !spoken.has(language),
        ),
      ).to.deep.equal([]);
      const ends = on(stack).map(({ ends: { attributes } }) => attributes);
      const menus = new Set(laptop.numbers.map(({ menu }) => menu));
      expect([...menus].filter((menu) => !ends.some((attributes) => attributes["menu"] === menu))).to.deep.equal([]);
    }).timeout(EVALUATION + PLAYING);

  it("tell at least sixty stories", () =>
    expect(new Set(scenarios.map(({ file, line }) => `${file}:${line}`)).size).to.be.at.least(60));

  it("leave no scenario for a stack that is not played", () =>
    expect([...on("dev"), ...on("prod")]).to.have.length(scenarios.length));
});
