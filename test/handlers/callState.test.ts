import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import type { CallState } from "../../handlers/shared/callState";
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
