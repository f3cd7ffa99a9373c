import { expect } from "chai";
import { startGraph } from "../../../local/laptop";
import { companyGraph } from "../../company";
import { secretCalls } from "../../selfService/secretCalls";

describe("What callers key in secret, ten thousand times", () => {
  // Most with the key of a laptop, some with one as long as those that `ivr keys` makes: it takes fifteen times as long
  // to open a message.
  for (const [keyBits, count] of [
    [2048, 9000],
    [4096, 1000],
  ] as const)
    it(`is written nowhere by ${count} calls with a key of ${keyBits} bits`, async () => {
      const laptop = await startGraph(await companyGraph("up"), keyBits);
      try {
        const { outcomes, leaks } = await secretCalls(laptop, `${keyBits} bits`, count);
        expect(leaks).to.deep.equal([]);
        expect(outcomes)
          .to.include.keys("auth_result passed", "payment_result approved")
          .and.not.include.keys("end error");
      } finally {
        await laptop.close();
      }
    }).timeout(1_800_000);
});
