import { expect } from "chai";
import { explore } from "../../local/explorer/explore";
import { graphOf } from "../support";

describe("ivr explore on all of Example Corp, with faults", () => {
  it("walks every number and finds nothing wrong", async function () {
    this.timeout(600_000);
    const { counts, violations } = await explore(await graphOf("dev", "up"), { faults: true, from: new Date("2026-11-23T05:00:00Z") });
    expect(violations.map(({ id, flow, block, message }) => `${id} ${flow}/${block}: ${message}`)).to.deep.equal([]);
    expect(counts.numbers).to.equal(150);
    expect(counts.ends).to.include.keys("queue", "callback", "goodbye", "hangup");
  });
});
