import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { type CallState, LIMITS } from "../../handlers/shared/callState";
import { startTables, type TestTables } from "./tables";

const START = Date.parse("2026-02-10T12:00:00Z");
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("call state", () => {
  let tables: TestTables;
  let state: CallState;
  const clock = { seconds: 0 };
  before(async () => {
    tables = await startTables();
    state = tables.callState(() => new Date(START + clock.seconds * 1000));
  });
  beforeEach(() => {
    clock.seconds = 0;
  });
  after(() => tables.close());

  describe("of who was verified", () => {
    it("is known in this call and in no other, and not for ever", async () => {
      const call = randomUUID();
      expect(await state.verified(call)).to.equal(undefined);
      await state.verify(call, "A-1001", "pin");
      expect(await state.verified(call)).to.equal("A-1001");
      expect(await state.verified(randomUUID())).to.equal(undefined);
      clock.seconds = 4 * HOUR - 1;
      expect(await state.verified(call)).to.equal("A-1001");
      clock.seconds = 4 * HOUR;
      expect(await state.verified(call), "the item is still there").to.equal(undefined);
    });
  });

  describe("of tries", () => {
    const tryOften = async (whose: string, times: number) =>
      (await Promise.all(Array.from({ length: times }, () => state.count("account", whose)))).filter(Boolean).length;

    it("locks after the limit, for half an hour from the first, though the item is still there", async () => {
      const account = randomUUID();
      for (let tries = 0; tries < LIMITS.account; tries++) {
        expect(await state.count("account", account)).to.equal(true);
        clock.seconds += 5 * MINUTE;
      }
      expect(await state.count("account", account)).to.equal(false);
      clock.seconds = 30 * MINUTE - 1;
      expect(await state.count("account", account)).to.equal(false);
      clock.seconds = 30 * MINUTE;
      expect(await tryOften(account, 10), "a new half hour").to.equal(LIMITS.account);
    });

    it("counts with one request, the first as the next", async () => {
      const account = randomUUID();
      tables.requests();
      for (let tries = 0; tries < LIMITS.account; tries++) {
        await state.count("account", account);
        expect(tables.requests()).to.deep.equal(["UpdateItem"]);
      }
    });

    it("lets no more through side by side than one after another", async () => {
      for (let run = 0; run < 5; run++) expect(await tryOften(randomUUID(), 12)).to.equal(LIMITS.account);
    });

    it("counts each account for itself, and callers more often", async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      expect(await tryOften(one, 4)).to.equal(3);
      expect(await tryOften(other, 1)).to.equal(1);
      for (let tries = 0; tries < 5; tries++) expect(await state.count("caller", one)).to.equal(true);
      expect(await state.count("caller", one)).to.equal(false);
    });

    it("takes back a try that was none, and forgets all of them", async () => {
      const account = randomUUID();
      expect(await tryOften(account, 4)).to.equal(3);
      await state.giveBack("account", account);
      expect(await tryOften(account, 4)).to.equal(1);
      await state.clear("account", account);
      expect(await tryOften(account, 4)).to.equal(3);
    });

    it("gives back no try that nobody made", async () => {
      const account = randomUUID();
      await state.giveBack("account", account);
      await state.count("account", account);
      await state.giveBack("account", account);
      await state.giveBack("account", account);
      expect(await tryOften(account, 5)).to.equal(3);
    });

    it("never shows whose they are", async () => {
      await state.count("account", Buffer.from("40718223"));
      await state.count("caller", "+15145550101");
      expect(JSON.stringify(await tables.stateItems())).to.not.match(/40718223|5145550101/);
    });
  });

  describe("of payments", () => {
    const PAID = { result: "approved", lastFour: "4242" };
    const DECLINED = { result: "declined" };
    let order: string;
    beforeEach(() => {
      order = randomUUID();
    });
    const claims = (...claim: string[]) => Promise.all(claim.map((one) => state.claim(order, one)));

    it("gives an order to one of many who claim it at once", async () => {
      const states = (await claims("a", "a", "b", "c", "a")).map((claimed) => claimed.state);
      expect(states.filter((one) => one === "mine")).to.have.length(1);
    });

    it("answers those who ask for the same try again, and nobody else", async () => {
      await claims("a");
      expect(await claims("a", "b")).to.deep.equal([{ state: "running" }, { state: "taken" }]);
      await state.sending(order, "a", "key");
      await state.answered(order, "a", PAID, "money");
      expect(await claims("a", "b")).to.deep.equal([{ state: "answered", answer: PAID }, { state: "taken" }]);
    });

    it("lets another try follow one that took nothing", async () => {
      await claims("a");
      await state.answered(order, "a", DECLINED, "nothing");
      expect(await claims("a")).to.deep.equal([{ state: "answered", answer: DECLINED }]);
      expect(await claims("b")).to.deep.equal([{ state: "mine" }]);
      expect(await claims("a")).to.deep.equal([{ state: "taken" }]);
    });

    it("frees an order that somebody claimed and sent nothing for, and keeps one that was sent", async () => {
      await claims("a");
      clock.seconds = 29;
      expect(await claims("b")).to.deep.equal([{ state: "taken" }]);
      clock.seconds = 30;
      expect(await claims("b")).to.deep.equal([{ state: "mine" }]);
      expect(await state.sending(order, "a", "key"), "a lost the order").to.equal(false);
      expect(await state.sending(order, "b", "key")).to.equal(true);
      expect(await state.sending(order, "b", "key"), "once").to.equal(false);
      clock.seconds = 7 * DAY;
      expect(await claims("c")).to.deep.equal([{ state: "taken" }]);
      clock.seconds += 30;
      expect(await claims("c")).to.deep.equal([{ state: "mine" }]);
    });

    it("keeps an order that was paid for a day, and one in doubt for a week", async () => {
      for (const [holds, days] of [
        ["money", 1],
        ["doubt", 7],
      ] as const) {
        clock.seconds = 0;
        order = randomUUID();
        await claims("a");
        await state.sending(order, "a", "key");
        await state.answered(order, "a", PAID, holds);
        clock.seconds = days * DAY - 1;
        expect(await claims("b"), holds).to.deep.equal([{ state: "taken" }]);
        clock.seconds = days * DAY;
        expect(await claims("b"), holds).to.deep.equal([{ state: "mine" }]);
      }
    });

    it("lets nobody answer for another's try", async () => {
      await claims("a");
      await state.answered(order, "b", PAID, "money");
      expect(await claims("a")).to.deep.equal([{ state: "running" }]);
    });
  });

  describe("of replies", () => {
    it("has the last one to a question for five minutes, and none to another", async () => {
      const [question, other] = [randomUUID(), randomUUID()];
      expect(await state.replyTo(question)).to.equal(undefined);
      await state.keepReply(question, { result: "failed" });
      expect(await state.replyTo(question)).to.deep.equal({ result: "failed" });
      expect(await state.replyTo(other)).to.equal(undefined);
      clock.seconds = 5 * MINUTE - 1;
      expect(await state.replyTo(question)).to.deep.equal({ result: "failed" });
      clock.seconds = 5 * MINUTE;
      expect(await state.replyTo(question), "the item is still there").to.equal(undefined);
    });
  });

  describe("of messages", () => {
    it("binds each to the call that it was keyed in", async () => {
      const [card, code] = [randomUUID(), randomUUID()];
      expect(await state.bind("first", [card, code])).to.equal(true);
      expect(await state.bind("first", [card, code])).to.equal(true);
      expect(await state.bind("second", [randomUUID(), code])).to.equal(false);
      expect(await state.bind("second", [randomUUID()])).to.equal(true);
      clock.seconds = 365 * DAY;
      expect(await state.bind("second", [card]), "as long as the item is there").to.equal(false);
    });

    it("keeps of them what they cannot be made from", async () => {
      const card = randomUUID();
      await state.bind("first", [card]);
      expect(JSON.stringify(await tables.stateItems())).to.not.include(card);
    });
  });
});
