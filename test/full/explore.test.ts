import { expect } from "chai";
import { explore } from "../../local/explorer/explore";
import { withoutSelfService } from "../explorer/graphs";
import { numbersOf } from "../exampleCorp/content";
import { graphOf } from "../support";

const FROM = new Date("2026-11-23T05:00:00Z");

describe("ivr explore on all of Example Corp", () => {
  it("walks every number as far as self-service, with faults, and finds nothing wrong", async function () {
    this.timeout(1_200_000);
    const { counts, violations } = await explore(withoutSelfService(await graphOf("dev", "up")), {
      faults: true,
      from: FROM,
    });
    // The modules of self-service are reached by nobody here.
    const wrong = violations.filter(({ id }) => id !== "unreachable-block");
    expect(wrong.map(({ id, flow, block, message }) => `${id} ${flow}/${block}: ${message}`)).to.deep.equal([]);
    expect(counts.numbers).to.equal(numbersOf("dev").length);
    expect(counts.ends).to.include.keys("queue", "callback", "goodbye", "hangup");
  });

  // Recorded after a notice, after consent, and not at all.
  for (const [country, number] of [
    ["Canada", "+18335550143"],
    ["Germany", "+493023125143"],
    ["Japan", "+81312345643"],
  ] as const)
    it(`walks self-service with faults on a number of ${country} and finds nothing wrong`, async function () {
      this.timeout(1_200_000);
      const { counts, violations } = await explore(await graphOf("dev", "up"), { faults: true, number, from: FROM });
      expect(violations.map(({ id, flow, block, message }) => `${id} ${flow}/${block}: ${message}`)).to.deep.equal([]);
      expect(counts.numbers).to.equal(1);
    });
});
