import { expect } from "chai";
import { after, before } from "mocha";
import { MAIN_KINDS } from "./badDay/faults";
import { type Ground, prepareGround } from "./badDay/ground";
import { playDrawn, playDrawnOrders, playFaults } from "./badDay/run";
import { CROWDS, PAIRS } from "./badDay/crowds";
import { type Scene, SCENES } from "./badDay/scenes";

/** All of it is in test/full/selfService/badDay.test.ts: here is what finds most in little time. */
describe("Payments on a bad day", () => {
  let ground: Ground;
  before(async () => (ground = await prepareGround()));
  after(() => ground.close());

  it("charge once and tell the truth, whatever becomes of any one request of a payment", async () => {
    const [good] = SCENES.payments as readonly [Scene];
    const { days, positions } = await playFaults(ground, good, { kinds: MAIN_KINDS, brief: true });
    expect(days).to.be.greaterThan(positions);
  }).timeout(60_000);

  it("and in other scenes, of which some are drawn", async () => {
    const { positions } = await playDrawn(ground, Object.values(SCENES).flat(), 15, "a bad day");
    expect(positions).to.be.greaterThan(7);
  }).timeout(60_000);

  it("and where two or three are at it at once, in orders that are drawn", async () => {
    expect(await playDrawnOrders(ground, [...PAIRS, ...CROWDS], 15, "a bad day")).to.be.greaterThan(10);
  }).timeout(60_000);
});
