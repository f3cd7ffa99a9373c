import { expect } from "chai";
import { after, before } from "mocha";
import { guessesOf, wrongWith } from "../../selfService/guessing";
import { type Stage, startStage } from "../../selfService/stage";

describe("whoever guesses for long", () => {
  let stage: Stage;
  before(async () => (stage = await startStage()));
  after(() => stage.close());

  for (let seed = 100; seed < 140; seed++)
    it(`stays within the limits and shuts no owner out: drawn by ${seed}`, async () => {
      expect(wrongWith(await guessesOf(stage, String(seed), 60))).to.deep.equal([]);
    });
});
