import { after, before, describe, it } from "mocha";
import { everywhere } from "./interruptions";
import { CHANGES, END, PLAYS } from "./plays";
import { Stage } from "./stage";

// All faults with all sequels: test/full/rowWriter/faults.test.ts.
describe("A deployment that is interrupted at any request", () => {
  let stage: Stage;
  before(async () => (stage = await Stage.start()));
  after(() => stage.close());

  for (const play of PLAYS)
    it(`${play.name}: ends as it should when it is run again`, () => everywhere(stage, play, "killed", "again"));

  for (const play of [CHANGES, END])
    it(`${play.name}: leaves nothing behind when it is taken back`, () => everywhere(stage, play, "lost", "back"));
});
