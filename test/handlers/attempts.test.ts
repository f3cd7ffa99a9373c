import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { type CallState, type Limit, LIMITS } from "../../handlers/shared/callState";
import { startTables, type TestTables } from "./tables";

const START = Date.parse("2026-02-10T12:00:00Z");
const MINUTE = 60;

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
  const tryOften = (whose: string, times: number) =>
    counted(Array.from({ length: times }, () => state.count("account", whose)));

  it("lock after the limit, for half an hour from the first, though the item is still there", async () => {
    for (let tries = 0; tries < LIMITS.account.tries; tries++) {
      expect(await state.count("account", account)).to.equal(true);
      clock.seconds += 5 * MINUTE;
    }
    expect(await state.count("account", account)).to.equal(false);
    clock.seconds = 30 * MINUTE - 1;
    expect(await state.count("account", account)).to.equal(false);
    clock.seconds = 30 * MINUTE;
    expect(await tryOften(account, 10), "a new half hour").to.equal(LIMITS.account.tries);
  });

  it("are counted with one request, the first as the next", async () => {
    tables.requests();
    for (let tries = 0; tries < LIMITS.account.tries; tries++) {
      await state.count("account", account);
      expect(tables.requests()).to.deep.equal(["UpdateItem"]);
    }
  });

  it("come through side by side no more than one after another", async () => {
    for (let run = 0; run < 5; run++) expect(await tryOften(randomUUID(), 12)).to.equal(LIMITS.account.tries);
  });

  it("are counted for each account by itself, and of callers more often", async () => {
    const other = randomUUID();
    expect(await tryOften(account, 4)).to.equal(3);
    expect(await tryOften(other, 1)).to.equal(1);
    for (let tries = 0; tries < 5; tries++) expect(await state.count("caller", account)).to.equal(true);
    expect(await state.count("caller", account)).to.equal(false);
  });

  it("that were none are taken back, and all can be forgotten", async () => {
    expect(await tryOften(account, 4)).to.equal(3);
    await state.giveBack("account", account);
    expect(await tryOften(account, 4)).to.equal(1);
    await state.clear("account", account);
    expect(await tryOften(account, 4)).to.equal(3);
  });

  it("that nobody made are not given back", async () => {
    await state.giveBack("account", account);
    await state.count("account", account);
    await state.giveBack("account", account);
    await state.giveBack("account", account);
    expect(await tryOften(account, 5)).to.equal(3);
  });

  describe("with a limit of the stack", () => {
    const LIMIT: Limit = { tries: 2, seconds: 2 * 60 * MINUTE };
    const cards = (times: number, limit = LIMIT) =>
      counted(Array.from({ length: times }, () => state.count("cardsOfAccount", account, limit)));

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
      await state.giveBack("cardsOfAccount", account);
      expect(await cards(5)).to.equal(LIMIT.tries);
    });
  });

  it("never show whose they are", async () => {
    await state.count("account", Buffer.from("40718223"));
    await state.count("caller", "+15145550101");
    expect(JSON.stringify(await tables.stateItems())).to.not.match(/40718223|5145550101/);
  });
});
