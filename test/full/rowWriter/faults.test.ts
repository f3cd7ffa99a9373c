import { after, before, describe, it } from "mocha";
import { ALL_SEQUELS, everywhere, FAULTS } from "../../rowWriter/interruptions";
import { PLAYS } from "../../rowWriter/plays";
import { longRow, longRows, ROUTING, Stage } from "../../rowWriter/stage";

/** From two pages of the ledger to eight. */
const GROWTH = {
  name: "growth to many pages",
  keys: ROUTING,
  before: longRows(20),
  after: [...longRows(70).slice(5), longRow(1, "changed")],
};

describe("A deployment that is interrupted at any request, in any way", function () {
  this.timeout(120_000);
  let stage: Stage;
  before(async () => (stage = await Stage.start()));
  after(() => stage.close());

  for (const play of [...PLAYS, GROWTH])
    for (const fault of FAULTS)
      for (const sequel of ALL_SEQUELS)
        it(`${play.name}: a request ${fault}, then ${sequel}`, () => everywhere(stage, play, fault, sequel));
});
