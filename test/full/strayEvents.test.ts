import { expect } from "chai";
import { after, before } from "mocha";
import { type Bundles, ENTRIES, startBundles, strayCalls } from "../handlers/strayEvents";

/** Of each function; those of the short test came before. */
const EVENTS = 1500;
const FROM = 1000;

describe("Thousands of events that are none", function () {
  this.timeout(300_000);
  let bundles: Bundles;
  before(async () => (bundles = await startBundles()));
  after(() => bundles.close());

  for (const entry of ENTRIES.filter((name) => name !== "settlePayments"))
    it(`have one clear error, which is logged and quotes nothing, or a flat answer, of ${entry}`, async () => {
      const { wrong } = await strayCalls(bundles.handlers, entry, EVENTS, FROM);
      expect(wrong).to.deep.equal([]);
    });
});
