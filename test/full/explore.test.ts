import { expect } from "chai";
import { explore } from "../../local/explorer/explore";
import { withoutSelfService } from "../explorer/graphs";
import { graphOf } from "../support";

const FROM = new Date("2026-11-23T05:00:00Z");

describe("ivr explore on all of Example Corp, with faults", () => {
  it("walks every number as far as self-service and finds nothing wrong", async function () {
    this.timeout(600_000);
    const { counts, violations } = await explore(withoutSelfService(await graphOf("dev", "up")), { faults: true, from: FROM });
    // The modules of self-service are reached by nobody here.
    const wrong = violations.filter(({ id }) => id !== "unreachable-block");
    expect(wrong.map(({ id, flow, block, message }) => `${id} ${flow}/${block}: ${message}`)).to.deep.equal([]);
    expect(counts.numbers).to.equal(150);
    expect(counts.ends).to.include.keys("queue", "callback", "goodbye", "hangup");
  });

  it("walks self-service on one number and finds nothing wrong", async function () {
    this.timeout(600_000);
    const { counts, violations } = await explore(await graphOf("dev", "up"), { faults: true, number: "+18335550143", from: FROM });
    expect(violations.map(({ id, flow, block, message }) => `${id} ${flow}/${block}: ${message}`)).to.deep.equal([]);
    expect(counts.numbers).to.equal(1);
  });
});
