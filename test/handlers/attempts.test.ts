import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import type { CallState } from "../../handlers/shared/callState";
import type { Limits } from "../../handlers/shared/limits";
import { startTables, type TestTables } from "./tables";

const START = Date.parse("2026-02-10T12:00:00Z");
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const TRIES = 3;
const LIMITS: Limits = { tries: { tries: TRIES, seconds: 30 * MINUTE } };

describe("tries", () => {
  let tables: TestTables;
  let state: CallState;
  let account: string;
  const clock = { seconds: 0 };
  before(async () => {
    tables = await startTables();
    state = tables.callState(() => new Date(START + clock.seconds * 1000));
  });
  beforeEach(() => {
    clock.seconds = 0;
    account = randomUUID();
  });
  after(() => tables.close());

  const counted = async (tries: readonly Promise<boolean>[]) => (await Promise.all(tries)).filter(Boolean).length;
  const tryOnce = (whose = account, limits = LIMITS) => state.count("codesToAccount", whose, limits);
  const giveBack = () => state.giveBack("codesToAccount", account, LIMITS);
  const tryOften = (whose: string, times: number, limits = LIMITS) =>
    counted(Array.from({ length: times }, () => tryOnce(whose, limits)));

  it("lock after the limit, for half an hour from the first, though the item is still there", async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      expect(await tryOnce()).to.equal(true);
      clock.seconds += 5 * MINUTE;
    }
    expect(await tryOnce()).to.equal(false);
    clock.seconds = 30 * MINUTE - 1;
    expect(await tryOnce()).to.equal(false);
    clock.seconds = 30 * MINUTE;
    expect(await tryOften(account, 10), "a new half hour").to.equal(TRIES);
  });

  it("are counted with one request, the first as the next", async () => {
    tables.requests();
    for (let tries = 0; tries < TRIES; tries++) {
      await tryOnce();
      expect(tables.requests()).to.deep.equal(["UpdateItem"]);
    }
  });

  it("come through side by side no more than one after another", async () => {
    for (let run = 0; run < 5; run++) expect(await tryOften(randomUUID(), 12)).to.equal(TRIES);
  });

  it("are counted for each account by itself, and apart from what else is counted", async () => {
    expect(await tryOften(account, 4)).to.equal(3);
    expect(await tryOften(randomUUID(), 1)).to.equal(1);
    expect(await state.count("caller", account, LIMITS)).to.equal(true);
  });

  it("that were none are taken back", async () => {
    expect(await tryOften(account, 4)).to.equal(3);
    await giveBack();
    expect(await tryOften(account, 4)).to.equal(1);
  });

  it("that nobody made are not given back", async () => {
    await giveBack();
    await tryOnce();
    await giveBack();
    await giveBack();
    expect(await tryOften(account, 5)).to.equal(3);
  });

  describe("with several limits at once", () => {
    const BOTH: Limits = { ...LIMITS, triesInADay: { tries: 5, seconds: DAY } };

    it("lock by the first that is reached, still with one request a try", async () => {
      expect(await tryOften(account, 4, BOTH)).to.equal(3);
      clock.seconds = 30 * MINUTE;
      expect(await tryOften(account, 4, BOTH), "of the day").to.equal(2);
      clock.seconds = DAY;
      expect(await tryOften(account, 4, BOTH), "of another day").to.equal(3);
      const other = randomUUID();
      tables.requests();
      await tryOnce(other, BOTH);
      await tryOnce(other, BOTH);
      expect(tables.requests()).to.deep.equal(["UpdateItem", "UpdateItem"]);
    });

    it("give a try back to all of them", async () => {
      for (let time = 0; time < 9; time++) {
        expect(await tryOnce(account, BOTH)).to.equal(true);
        await state.giveBack("codesToAccount", account, BOTH);
      }
    });

    it("never forget in between what is renewed by each try", async () => {
      const inARow: Limits = { ...LIMITS, inARow: { tries: 5, seconds: DAY, renewed: true } };
      for (let tries = 0; tries < 5; tries++) {
        expect(await tryOnce(account, inARow)).to.equal(true);
        clock.seconds += DAY - 1;
      }
      expect(await tryOnce(account, inARow)).to.equal(false);
      clock.seconds += 1;
      expect(await tryOnce(account, inARow), "nobody tried for a day").to.equal(true);
    });
  });

  describe("with a limit of the stack", () => {
    const LIMIT = { tries: 2, seconds: 2 * 60 * MINUTE };
    const cards = (times: number, limit = LIMIT) =>
      counted(Array.from({ length: times }, () => state.count("cardsOfAccount", account, { cards: limit })));

    it("lock by it, as long as it says, side by side too", async () => {
      expect(await cards(5)).to.equal(LIMIT.tries);
      clock.seconds = LIMIT.seconds - 1;
      expect(await cards(1)).to.equal(0);
      clock.seconds = LIMIT.seconds;
      expect(await cards(5)).to.equal(LIMIT.tries);
    });

    it("lock no sooner where the stack is deployed with a higher one", async () => {
      expect(await cards(3)).to.equal(2);
      expect(await cards(3, { ...LIMIT, tries: 4 })).to.equal(2);
    });

    it("of a window that is over are not given back to the next", async () => {
      await cards(2);
      clock.seconds = LIMIT.seconds;
      await state.giveBack("cardsOfAccount", account, { cards: LIMIT });
      expect(await cards(5)).to.equal(LIMIT.tries);
    });
  });

  it("never show whose they are", async () => {
    await state.count("codesToAccount", Buffer.from("40718223"), LIMITS);
    await state.count("caller", "+15145550101", LIMITS);
    expect(JSON.stringify(await tables.stateItems())).to.not.match(/40718223|5145550101/);
  });
});
