import { expect } from "chai";
import { after, before } from "mocha";
import { type Bundles, ENTRIES, startBundles, strayCalls } from "./strayEvents";

// test/full sends thousands.
const EVENTS = 100;

describe("An event that is none", function () {
  this.timeout(60_000);
  let bundles: Bundles;
  before(async () => (bundles = await startBundles()));
  after(() => bundles.close());

  for (const entry of ENTRIES)
    it(`has one clear error, which is logged and quotes nothing, or a flat answer, of ${entry}`, async () => {
      const { ends, wrong } = await strayCalls(bundles.handlers, entry, entry === "settlePayments" ? 5 : EVENTS);
      expect(wrong).to.deep.equal([]);
      // It means something only where events were refused, and some were not.
      expect(ends).to.include.keys(
        entry === "settlePayments" ? ["answered"] : [entry === "writeRows" ? "Refusal" : "answered", "MalformedEvent"],
      );
    });
});
