import { expect } from "chai";
import { laptopOf } from "../../support";
import { secretCalls } from "../../selfService/secretCalls";

const CALLS = 300;
/** So that what functions and systems wrote is searched, and forgotten, from time to time. */
const AT_ONCE = 100;

describe("What callers key in secret, three hundred times", () => {
  it("is written nowhere", async () => {
    const laptop = await laptopOf("dev");
    for (let calls = 0; calls < CALLS; calls += AT_ONCE) {
      await laptop.reset();
      expect((await secretCalls(laptop, `from ${calls}`, AT_ONCE)).leaks).to.deep.equal([]);
    }
  }).timeout(900_000);
});
