import { expect } from "chai";
import { after, before } from "mocha";
import { type Extent, playDrawnOrders, playEveryOrder, playFaults } from "../../selfService/badDay/run";
import { MAIN_KINDS, SLOW_KINDS } from "../../selfService/badDay/faults";
import { type Ground, prepareGround } from "../../selfService/badDay/ground";
import { CROWDS, PAIRS } from "../../selfService/badDay/crowds";
import { type Scene, SCENES } from "../../selfService/badDay/scenes";

const A_WHILE = 240_000;

describe("Payments on every bad day", () => {
  let ground: Ground;
  before(async () => (ground = await prepareGround()));
  after(() => ground.close());

  const [good, declined, undecided, ...others] = SCENES.payments as readonly [Scene, Scene, Scene, ...Scene[]];
  const BRIEF: Extent = { kinds: MAIN_KINDS, brief: true };
  const parts: readonly (readonly [string, readonly Scene[], Extent])[] = [
    ["of a payment, and the whole day after it", [good, declined, undecided], {}],
    ["of a payment, when DynamoDB takes long", [good], { kinds: SLOW_KINDS, brief: true }],
    ["of a payment after another", others, BRIEF],
    ["of a payment beside functions of before", SCENES.besideBefore, BRIEF],
    ["when another debt follows one that functions of before charged", SCENES.nextDebts, BRIEF],
    ["of the settler", SCENES.settlers, BRIEF],
    ["of a sale", SCENES.sales, BRIEF],
    ["of a sale that was paid with functions of before", SCENES.salesBefore, BRIEF],
  ];
  for (const [what, scenes, extent] of parts)
    describe(`whatever becomes of any request ${what}`, () => {
      for (const scene of scenes)
        it(scene.name, async () => {
          const { days, positions } = await playFaults(ground, scene, extent);
          expect(days).to.be.greaterThan(positions);
        }).timeout(A_WHILE);
    });

  describe("in every order in which two are at it at once", () => {
    for (const pair of PAIRS)
      it(pair.name, async () => {
        const n = await playEveryOrder(ground, pair);
        expect(n).to.be.greaterThan(10);
      }).timeout(A_WHILE);
  });

  it("in orders that are drawn, with faults that are drawn, where three are at it at once", async () => {
    const n = await playDrawnOrders(ground, CROWDS, 300, "every bad day");
    expect(n).to.be.greaterThan(200);
  }).timeout(A_WHILE);
});
