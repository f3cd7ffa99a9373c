import { join } from "node:path";
import { expect } from "chai";
import { readScenarios, type Scenario, scenarioFiles } from "../../contentModel";
import { type Laptop, startGraph } from "../../local/laptop";
import { describeFailure } from "../../local/scenarios/describe";
import { playAll, type Played } from "../../local/scenarios/play";
import { EVALUATION, graphOf, laptopOf, ROOT } from "../support";

/** Milliseconds for all stories of a stack: those in which a system fails start functions anew, a second each. */
const PLAYING = 180_000;

/** A system that does not answer is waited for in real time: its stories are played on laptops beside each other. */
const LAPTOPS_OF_FAILURES = 3;

/** Plays the stories of a stack as `ivr test` does, some of them on laptops of their own. */
async function playOn(stack: string, laptop: Laptop, stories: readonly Scenario[]): Promise<Played[]> {
  const failures = stories.filter(({ world }) => Object.keys(world.systems ?? {}).length > 0);
  const shares = Array.from({ length: LAPTOPS_OF_FAILURES }, (_, laptop) =>
    failures.filter((_, index) => index % LAPTOPS_OF_FAILURES === laptop),
  ).filter((share) => share.length > 0);
  const others = stories.filter((story) => !failures.includes(story));
  const played = await Promise.all([playAll(others, stack, laptop), ...shares.map((share) => playApart(stack, share))]);
  return played.flat();
}

async function playApart(stack: string, stories: readonly Scenario[]): Promise<Played[]> {
  const laptop = await startGraph(await graphOf(stack, "up"));
  try {
    return await playAll(stories, stack, laptop);
  } finally {
    await laptop.close();
  }
}

describe("the scenarios of Example Corp", () => {
  const scenarios = readScenarios(scenarioFiles(join(ROOT, "scenarios")));
  const on = (stack: string): Scenario[] => scenarios.filter((scenario) => (scenario.stack ?? "dev") === stack);

  // That every country is called is asserted where every number of the content is: a country needs no story.
  for (const stack of ["dev", "prod"])
    it(`come true on ${stack}, in every language and every menu`, async () => {
      const laptop = await laptopOf(stack);
      const played = await playOn(stack, laptop, on(stack));
      expect(played).to.have.length(on(stack).length);
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
