import { expect } from "chai";
import { after, before } from "mocha";
import { guessesOf, wrongWith } from "./guessing";
import { type Stage, startStage } from "./stage";

describe("whoever guesses, from whatever numbers, while systems fail", () => {
  let stage: Stage;
  before(async () => (stage = await startStage()));
  after(() => stage.close());

  for (const seed of ["1", "2", "3"])
    it(`stays within the limits and shuts no owner out: drawn by ${seed}`, async () => {
      const guesses = await guessesOf(stage, seed, 60);
      expect(wrongWith(guesses)).to.deep.equal([]);
      const results = new Set(guesses.map(({ result }) => result));
      expect([...results].sort(), "all that can happen did").to.deep.equal([
        "failed",
        "locked",
        "passed",
        "unavailable",
      ]);
    });
});
