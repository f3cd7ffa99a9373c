import { randomInt } from "node:crypto";
import { expect } from "chai";
import { after, afterEach, before, beforeEach } from "mocha";
import { verifyCaller } from "../../handlers/selfService/verifyCaller";
import { type VerificationPolicy, verificationLimitsOf } from "../../handlers/shared/verificationPolicy";
import { startFront } from "./front";
import { type Contact, contact, type Customer, NOON, type Stage, startStage, watched } from "./stage";

const FAILED = { result: "failed", customerId: "none", accountState: "none" };
const UNDECIPHERABLE = "failed Undecipherable: The message cannot be deciphered.";
const HALF_AN_HOUR_MS = 30 * 60_000;

describe("verifyCaller", () => {
  let stage: Stage;
  let customer: Customer;
  before(async () => (stage = await startStage()));
  beforeEach(() => {
    customer = stage.customer();
  });
  afterEach(() => stage.reset());
  after(() => stage.close());
  const ask = (from: Contact, parameters: Record<string, string>, deps = stage.deps()) =>
    stage.ask(verifyCaller, from, { keys: "result customerId accountState", language: "en-US", ...parameters }, deps);
  const byPin = (from: Contact, pin = customer.pinKeyed, accountNumber = customer.accountNumber, deps = stage.deps()) =>
    ask(from, { task: "pin", accountNumber: stage.keyed(accountNumber), pin: stage.keyed(pin) }, deps);
  const wrongPin = (): string => String(((Number(customer.pinKeyed) - 999) % 9000) + 1000).padStart(4, "0");
  const results = async (tries: readonly Promise<Record<string, string>>[]) =>
    (await Promise.all(tries)).map(({ result }) => result);
  const askedFor = (path: string) => stage.backend.log.filter((line) => line.includes(path)).length;
  const codeSent = () => stage.backend.outbox.find(({ to }) => to === customer.phoneNumber)?.code as string;

  describe("passes", () => {
    it("by account number and PIN, for this call and those that it is transferred to", async () => {
      const from = contact();
      expect(await byPin(from)).to.deep.equal({
        result: "passed",
        customerId: customer.accountId,
        accountState: "current",
      });
      const state = stage.deps().callState;
      expect(await state.verified(from.id)).to.equal(customer.accountId);
      expect(await state.verified(contact().id)).to.equal(undefined);
      const later = { ...contact(), initialId: contact().id };
      await byPin(later);
      expect(await state.verified(later.initialId)).to.equal(customer.accountId);
    });

    it("by a one-time code, once", async () => {
      const from = contact();
      const accountNumber = stage.keyed(customer.accountNumber);
      expect(await ask(from, { task: "sendCode", accountNumber })).to.deep.equal({ ...FAILED, result: "sent" });
      const code = codeSent();
      expect(await ask(from, { task: "code", accountNumber, code: stage.keyed(code) })).to.include({
        result: "passed",
        customerId: customer.accountId,
      });
      expect(await ask(from, { task: "code", accountNumber, code: stage.keyed(code) })).to.deep.equal(FAILED);
    });
  });

  describe("counts nobody as one", () => {
    /** Accounts that there are not, each asked for once. */
    let others = 70_000_000;
    for (const address of ["anonymous", "unavailable", "+266696687", ""])
      it(`five wrong PINs of others from "${address}" lock nobody out`, async () => {
        for (let other = 0; other < 5; other++)
          expect(await byPin(contact(address), "1234", String(++others))).to.include({ result: "failed" });
        expect(await byPin(contact(address))).to.include({ result: "passed" });
      });
  });

  describe("answers the same", () => {
    it("whatever is wrong: the PIN, the account, their form, or the call that it was keyed in", async () => {
      const [accountNumber, pin] = [stage.keyed(customer.accountNumber), stage.keyed(customer.pinKeyed)];
      await ask(contact(), { task: "pin", accountNumber, pin });
      const wrong: readonly [string, Record<string, string>][] = [
        ["PIN", { pin: stage.keyed(wrongPin()) }],
        ["account", { accountNumber: stage.keyed("10000001") }],
        ["short PIN", { pin: stage.keyed("1") }],
        ["long account", { accountNumber: stage.keyed("123456789") }],
        ["of another call", { pin }],
      ];
      for (const [what, part] of wrong)
        expect(
          await ask(contact(), {
            task: "pin",
            accountNumber: stage.keyed(customer.accountNumber),
            pin: stage.keyed(customer.pinKeyed),
            ...part,
          }),
          what,
        ).to.deep.equal(FAILED);
    });

    it("to who asks for a code to an account that there is not", async () => {
      const accountNumber = stage.keyed("10000002");
      const from = contact();
      expect(await ask(from, { task: "sendCode", accountNumber })).to.deep.equal({ ...FAILED, result: "sent" });
      expect(await ask(from, { task: "code", accountNumber, code: stage.keyed("123456") })).to.deep.equal(FAILED);
      expect(stage.backend.outbox).to.deep.equal([]);
    });
  });

  describe("locks", () => {
    it("an account after three wrong tries from anywhere, for the right PIN too, until half an hour after the first", async () => {
      for (const from of [contact(), contact(null), contact()])
        expect(await byPin(from, wrongPin())).to.deep.equal(FAILED);
      expect(await byPin(contact())).to.deep.equal({ ...FAILED, result: "locked" });
      stage.clock.now = new Date(NOON.getTime() + HALF_AN_HOUR_MS - 1000);
      expect((await byPin(contact()))["result"]).to.equal("locked");
      stage.clock.now = new Date(NOON.getTime() + HALF_AN_HOUR_MS);
      expect((await byPin(contact()))["result"]).to.equal("passed");
    });

    it("a caller after five wrong tries, whatever the accounts, and no account with it", async () => {
      const caller = contact();
      const accounts = Array.from({ length: 5 }, () => stage.customer());
      for (const { accountNumber } of accounts)
        expect((await byPin(caller, "0000", accountNumber))["result"]).to.equal("failed");
      for (let tries = 0; tries < 4; tries++)
        expect((await byPin({ ...contact(), caller: caller.caller }))["result"]).to.equal("locked");
      expect((await byPin(contact()))["result"], "from another number").to.equal("passed");
    });

    it("who withholds the number by the call", async () => {
      const hidden = contact(null);
      for (let tries = 0; tries < 5; tries++) await byPin(hidden, "0000", String(randomInt(10_000_000, 99_999_999)));
      expect((await byPin(hidden))["result"]).to.equal("locked");
      expect((await byPin(contact(null)))["result"]).to.equal("passed");
    });

    it("at the same number of tries when they come side by side", async () => {
      const all = await results(Array.from({ length: 10 }, () => byPin(contact(), wrongPin())));
      expect(all.filter((result) => result === "failed")).to.have.length(3);
      expect(all.filter((result) => result === "locked")).to.have.length(7);
      expect(
        stage.backend.log.filter((line) => line.includes("/accounts/verify")),
        "nobody was asked more often",
      ).to.have.length(3);
    });

    it("nobody who mistyped twice and then did not, however often", async () => {
      const from = contact();
      for (let round = 0; round < 2; round++) {
        expect(await results([byPin(from, wrongPin()), byPin(from, wrongPin())])).to.deep.equal(["failed", "failed"]);
        expect((await byPin(from))["result"]).to.equal("passed");
      }
    });

    it("a caller who hides wrong tries for other accounts behind right ones for the own", async () => {
      const from = contact();
      const tried: unknown[] = [];
      for (let round = 0; round < 5; round++) {
        tried.push((await byPin(from, "0000", stage.customer().accountNumber))["result"]);
        tried.push((await byPin(from))["result"]);
      }
      expect(tried).to.deep.equal([
        "failed",
        "passed",
        "failed",
        "passed",
        "failed",
        "passed",
        "failed",
        "passed",
        "failed",
        "passed",
      ]);
      expect((await byPin(from, "0000", stage.customer().accountNumber))["result"]).to.equal("locked");
    });

    it("who has codes sent again and again, to one account or to many", async () => {
      const send = (from: Contact, accountNumber = customer.accountNumber) =>
        ask(from, { task: "sendCode", accountNumber: stage.keyed(accountNumber) });
      const from = contact();
      for (let sent = 0; sent < 3; sent++) expect((await send(contact()))["result"]).to.equal("sent");
      expect((await send(contact()))["result"]).to.equal("locked");
      for (let sent = 0; sent < 5; sent++)
        expect((await send(from, stage.customer().accountNumber))["result"]).to.equal("sent");
      expect((await send(from, stage.customer().accountNumber))["result"]).to.equal("locked");
      expect((await byPin(contact()))["result"], "the PIN is not locked by that").to.equal("passed");
    });
  });

  describe("leaves the owner a way", () => {
    /** Another half hour each time: windows end, failures in a row do not. */
    const halfAnHourLater = (times = 1): void => {
      stage.clock.now = new Date(stage.clock.now.getTime() + times * HALF_AN_HOUR_MS);
    };
    const own = (): Contact => contact(customer.phoneNumber);
    const lockedFromElsewhere = async (): Promise<void> => {
      for (let tries = 0; tries < 3; tries++) expect((await byPin(contact(), wrongPin()))["result"]).to.equal("failed");
      expect((await byPin(contact()))["result"]).to.equal("locked");
    };

    it("from the number that the company has on file, though strangers used the tries up", async () => {
      await lockedFromElsewhere();
      expect((await byPin(own()))["result"]).to.equal("passed");
      expect((await byPin(contact()))["result"], "and strangers' failures are forgotten").to.equal("passed");
    });

    it("from a number that the account was proven from before, without asking whose it is", async () => {
      const from = contact();
      await byPin(from);
      await lockedFromElsewhere();
      const asked = askedFor("/accounts/numbers");
      expect((await byPin({ ...contact(), caller: from.caller }))["result"]).to.equal("passed");
      expect(askedFor("/accounts/numbers")).to.equal(asked);
    });

    it("from such a number though somebody who forged it used its tries up on other accounts", async () => {
      const from = contact();
      await byPin(from);
      for (let tries = 0; tries < 6; tries++) await byPin(from, "0000", stage.customer().accountNumber);
      expect((await byPin(from, "0000", stage.customer().accountNumber))["result"]).to.equal("locked");
      expect((await byPin({ ...contact(), caller: from.caller }))["result"]).to.equal("passed");
    });

    it("but none to a withheld number, nor from a number of which the system does not tell", async () => {
      await byPin(contact(null));
      await lockedFromElsewhere();
      expect((await byPin(contact(null)))["result"]).to.equal("locked");
      const front = await startFront(stage.backend.url);
      front.instead = ({ path }) => (path === "/accounts/numbers" ? { status: 404, body: {} } : undefined);
      stage.site.url = front.url;
      for (let tries = 0; tries < 3; tries++) expect((await byPin(own()))["result"]).to.equal("locked");
      expect(front.asked, "is asked once in a while").to.have.length(1);
      await front.close();
    });

    it("which is bounded: who forges the number has three tries more, side by side too", async () => {
      await byPin(own());
      const guesses = await results(
        Array.from({ length: 14 }, (_, number) => byPin(number % 2 === 0 ? own() : contact(), wrongPin())),
      );
      expect(guesses.filter((result) => result === "failed")).to.have.length(6);
      expect(askedFor("/accounts/verify"), "with the proof").to.equal(7);
      expect((await byPin(own()))["result"]).to.equal("locked");
    });

    /** Small limits, so that few tries reach them. */
    const few = (policy: Partial<VerificationPolicy>) =>
      stage.deps({ limits: verificationLimitsOf(JSON.stringify(policy)) });

    it("when so many tries in a row failed, however slowly: strangers are locked for good, the owner is not", async () => {
      const deps = few({ triesPerAccount: 2, failuresPerAccount: 3 });
      const tried: unknown[] = [];
      for (let round = 0; round < 4; round++, halfAnHourLater())
        tried.push((await byPin(contact(), wrongPin(), undefined, deps))["result"]);
      expect(tried).to.deep.equal(["failed", "failed", "failed", "locked"]);
      halfAnHourLater(48 * 365);
      expect((await byPin(contact(), undefined, undefined, deps))["result"], "a year later").to.equal("locked");
      expect((await byPin(own(), undefined, undefined, deps))["result"]).to.equal("passed");
      expect((await byPin(contact(), undefined, undefined, deps))["result"], "and all begins anew").to.equal("passed");
    });

    it("with so many in a row from all numbers together, until somebody unlocks it", async () => {
      const deps = few({ failuresPerAccount: 3, failuresFromOwnNumber: 2 });
      for (let round = 0; round < 2; round++, halfAnHourLater())
        for (let time = 0; time < 4; time++) await byPin(own(), wrongPin(), undefined, deps);
      expect(askedFor("/accounts/verify")).to.equal(5);
      for (const from of [own(), contact()])
        expect((await byPin(from, undefined, undefined, deps))["result"]).to.equal("locked");
      const { callState, limits } = deps;
      const trace = { by: "A. Smith", why: "knew the last three orders" };
      expect(await callState.unlock(customer.accountNumber, limits.account, trace)).to.equal(5);
      expect(await callState.unlock(customer.accountNumber, limits.account, trace), "again").to.equal(0);
      expect((await byPin(contact(), undefined, undefined, deps))["result"]).to.equal("passed");
    });
  });

  describe("limits one place", () => {
    it("to so many accounts in half an hour, and in a day", async () => {
      const { caller } = contact();
      const deps = stage.deps({ limits: verificationLimitsOf('{"triesPerCaller": 2, "triesPerCallerADay": 3}') });
      const tried: unknown[] = [];
      for (let round = 0; round < 3; round++) {
        for (let account = 0; account < 3; account++)
          tried.push((await byPin({ ...contact(), caller }, "0000", stage.customer().accountNumber, deps))["result"]);
        stage.clock.now = new Date(stage.clock.now.getTime() + HALF_AN_HOUR_MS);
      }
      expect(tried.map((result) => result === "failed")).to.deep.equal([
        true,
        true,
        false,
        true,
        false,
        false,
        false,
        false,
        false,
      ]);
      stage.clock.now = new Date(NOON.getTime() + 48 * HALF_AN_HOUR_MS);
      expect((await byPin({ ...contact(), caller }, undefined, undefined, deps))["result"], "a day later").to.equal(
        "passed",
      );
    });
  });

  describe("sends no more one-time codes than there may be", () => {
    const send = (from = contact(), accountNumber = customer.accountNumber, environment = "dev", deps = stage.deps()) =>
      ask(from, { task: "sendCode", environment, accountNumber: stage.keyed(accountNumber) }, deps);
    const noted = () => stage.journal.filter((line) => line === "noted CodesOverBudget").length;
    beforeEach(() => stage.journal.splice(0));
    const hoursLater = (hours: number): void => {
      stage.clock.now = new Date(NOON.getTime() + hours * 2 * HALF_AN_HOUR_MS);
    };
    it("to an account: so many in an hour, and in a day, which is noted", async () => {
      const deps = stage.deps({ limits: verificationLimitsOf('{"codesPerAccount": 1, "codesPerAccountADay": 2}') });
      const sent: unknown[] = [];
      for (let hour = 0; hour < 3; hour++) {
        hoursLater(hour);
        for (let time = 0; time < 2; time++)
          sent.push((await send(contact(), customer.accountNumber, "dev", deps))["result"]);
      }
      expect(sent).to.deep.equal(["sent", "locked", "sent", "locked", "locked", "locked"]);
      expect(noted()).to.equal(4);
      hoursLater(24);
      expect((await send(contact(), customer.accountNumber, "dev", deps))["result"], "a day later").to.equal("sent");
    });

    it("for an environment, whoever asks; who went without has lost nothing by it", async () => {
      const environment = "small";
      const few = stage.deps({ limits: verificationLimitsOf('{"codesPerEnvironment": 4}') });
      const side = await results(
        Array.from({ length: 8 }, () => send(contact(), stage.customer().accountNumber, environment, few)),
      );
      expect(side.filter((result) => result === "sent")).to.have.length(4);
      const from = contact();
      for (let time = 0; time < 6; time++)
        expect((await send(from, customer.accountNumber, environment, few))["result"]).to.equal("locked");
      expect((await send(from, customer.accountNumber, "other", few))["result"], "another environment").to.equal(
        "sent",
      );
      hoursLater(1);
      expect((await send(from, customer.accountNumber, environment, few))["result"]).to.equal("sent");
    });
  });

  describe("gives its answer again to the service that asks again", () => {
    it("by PIN: the try is counted once, and made once", async () => {
      const from = contact();
      const wrong = { task: "pin", accountNumber: stage.keyed(customer.accountNumber), pin: stage.keyed(wrongPin()) };
      for (let invoked = 0; invoked < 3; invoked++) expect(await ask(from, wrong)).to.deep.equal(FAILED);
      expect(askedFor("/accounts/verify")).to.equal(1);
      expect((await byPin(contact(), wrongPin()))["result"], "the second of three").to.equal("failed");
      expect((await byPin(from))["result"], "the third of three").to.equal("passed");
    });

    it("by a one-time code, though it is used up", async () => {
      const from = contact();
      const accountNumber = stage.keyed(customer.accountNumber);
      for (let invoked = 0; invoked < 3; invoked++)
        expect((await ask(from, { task: "sendCode", accountNumber }))["result"]).to.equal("sent");
      expect(stage.backend.outbox, "one message").to.have.length(1);
      const right = { task: "code", accountNumber, code: stage.keyed(codeSent()) };
      for (let invoked = 0; invoked < 3; invoked++)
        expect(await ask(from, right)).to.deep.equal({
          result: "passed",
          customerId: customer.accountId,
          accountState: "current",
        });
      expect(askedFor("/codes/verify")).to.equal(1);
    });

    it("and to nobody else: the same messages in another call are refused, and prove nothing there", async () => {
      const [first, other] = [contact(), contact()];
      const right = {
        task: "pin",
        accountNumber: stage.keyed(customer.accountNumber),
        pin: stage.keyed(customer.pinKeyed),
      };
      expect((await ask(first, right))["result"]).to.equal("passed");
      expect(await ask(other, right)).to.deep.equal(FAILED);
      expect(await stage.deps().callState.verified(other.id)).to.equal(undefined);
      expect(
        (await ask({ ...contact(), initialId: first.id }, right))["result"],
        "the same call after a transfer",
      ).to.equal("passed");
    });

    it("but asks again where nothing was decided, and replies though the reply cannot be kept", async () => {
      const from = contact();
      const right = {
        task: "pin",
        accountNumber: stage.keyed(customer.accountNumber),
        pin: stage.keyed(customer.pinKeyed),
      };
      stage.backend.faults.set("accounts", "failing");
      expect((await ask(from, right))["result"]).to.equal("unavailable");
      stage.backend.faults.clear();
      const state = stage.deps().callState;
      const forgetful = stage.deps({
        callState: { ...state, keepReply: () => Promise.reject(new Error("It is broken.")) },
      });
      expect((await ask(from, right, forgetful))["result"]).to.equal("passed");
    });
  });

  describe("is not available", () => {
    const send = (from: Contact) => ask(from, { task: "sendCode", accountNumber: stage.keyed(customer.accountNumber) });

    it("where nobody sees the request, and takes no try for it", async () => {
      const from = contact();
      stage.site.url = "http://127.0.0.1:1";
      for (let tries = 0; tries < 6; tries++) {
        expect((await byPin(from))["result"]).to.equal("unavailable");
        expect((await send(from))["result"]).to.equal("unavailable");
      }
      stage.site.url = stage.backend.url;
      expect((await byPin(from))["result"]).to.equal("passed");
      expect((await send(from))["result"]).to.equal("sent");
    });

    for (const fault of ["failing", "malformed", "reset", "lost"] as const)
      it(`where the system is ${fault}: it may have seen the PIN, so the tries count, and then are locked`, async () => {
        stage.site.timeoutMs = 200;
        stage.backend.faults.set("accounts", fault);
        const from = contact();
        for (let tries = 0; tries < 3; tries++) {
          expect((await byPin(from))["result"]).to.equal("unavailable");
          expect((await send(from))["result"]).to.equal("unavailable");
        }
        expect((await byPin(from))["result"]).to.equal("locked");
        expect((await send(from))["result"]).to.equal("locked");
        expect(askedFor("/accounts/numbers"), "who gives no verdict is not asked more").to.equal(0);
        stage.backend.faults.clear();
        expect((await byPin(from))["result"]).to.equal("locked");
        stage.clock.now = new Date(NOON.getTime() + HALF_AN_HOUR_MS);
        expect((await byPin(from))["result"]).to.equal("passed");
      });

    it("where nobody can read what was keyed: no try of the account, but one of who sent it", async () => {
      const from = contact();
      const keyed = () => stage.keyed(customer.accountNumber);
      const tried = (accountNumber: string) =>
        ask(from, { task: "pin", accountNumber, pin: stage.keyed(customer.pinKeyed) });
      for (let tries = 0; tries < 5; tries++)
        expect(await tried(keyed().slice(0, -4))).to.deep.equal({ ...FAILED, result: "unavailable" });
      expect(stage.journal.slice(-5)).to.deep.equal(Array(5).fill(UNDECIPHERABLE));
      expect((await tried(keyed()))["result"], "the sixth").to.equal("locked");
      expect((await byPin(contact()))["result"], "the account").to.equal("passed");
    });

    it("where the service could not encrypt what was keyed, which is written down", async () => {
      expect(await ask(contact(), { task: "unreadable" })).to.deep.equal({ ...FAILED, result: "unavailable" });
      expect(stage.journal.at(-1)).to.equal(UNDECIPHERABLE);
    });
    for (const status of [401, 404])
      it(`where a system answers ${status} to a wrong PIN, which makes three guesses of many`, async () => {
        const front = await startFront(stage.backend.url);
        front.instead = () => ({ status, body: {} });
        stage.site.url = front.url;
        const from = contact();
        for (let guess = 0; guess < 12; guess++) await byPin(guess % 2 === 0 ? from : contact(), wrongPin());
        expect(front.asked.map(({ path }) => path)).to.deep.equal(Array(3).fill("/accounts/verify"));
        await front.close();
      });

    it("without keys, systems or a table, and throws nothing", async () => {
      const broken = () => Promise.reject(new Error("It is broken."));
      const state = stage.deps().callState;
      for (const part of [
        { decryptor: { decrypt: broken } },
        { systems: broken },
        { callState: { ...state, count: broken } },
        { callState: { ...state, verify: broken } },
      ])
        expect(
          await ask(
            contact(),
            { task: "pin", accountNumber: stage.keyed(customer.accountNumber), pin: stage.keyed(customer.pinKeyed) },
            stage.deps(part),
          ),
        ).to.deep.equal({ ...FAILED, result: "unavailable" });
    });
  });

  it("overwrites what it opened and what it sent", async () => {
    const { held, deps: watching } = watched(stage);
    for (const pin of [customer.pinKeyed, wrongPin(), "1"])
      await ask(
        contact(),
        { task: "pin", accountNumber: stage.keyed(customer.accountNumber), pin: stage.keyed(pin) },
        watching,
      );
    expect(held).to.have.length(8);
    for (const bytes of held) expect(bytes.every((byte) => byte === 0)).to.equal(true);
  });
});
