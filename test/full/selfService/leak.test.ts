import { expect } from "chai";
import { startGraph } from "../../../local/laptop";
import { companyGraph } from "../../company";
import { inLanes } from "../../../local/shared/concurrency";
import { drawsOf } from "../../random";
import { secretCalls } from "../../selfService/secretCalls";
import { type Moment, MOMENTS, strayCall, WAYS } from "../../selfService/strayCards";

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

describe("Card numbers that are keyed where nobody asked for one, four hundred times", () => {
  it("are written nowhere", async () => {
    const laptop = await startGraph(await companyGraph("up"));
    const leaks: string[] = [];
    const met = new Set<string>();
    const draw = drawsOf("stray");
    try {
      const calls = Array.from({ length: 400 }, (_, index) => ({
        index,
        moment: draw.of(Object.keys(MOMENTS) as Moment[]),
        way: draw.of(WAYS),
      }));
      await inLanes(calls, async ({ index, moment, way }) => {
        const { at, leaks: found, result } = await strayCall(laptop, moment, way, "stray", index);
        leaks.push(...found.map((leak) => `${leak}: ${moment}, ${way}`));
        if (at !== undefined) met.add(`${moment}, ${way}`);
        expect(result.end).to.not.equal("error");
      });
    } finally {
      await laptop.close();
    }
    expect(leaks).to.deep.equal([]);
    expect(met.size).to.equal(Object.keys(MOMENTS).length * WAYS.length);
  }).timeout(1_800_000);
});
