import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import {
  type Claimed,
  type Debt,
  debtIdOf,
  type Ended,
  type Finding,
  type OrderPlace,
  type Payments,
  payments,
} from "../../handlers/shared/payments";
import { startTables, type TestTables } from "./tables";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;
/** When the tests begin, in seconds since 1970. */
const START = Date.parse("2026-02-10T12:00:00Z") / 1000;

const DEBT: Debt = { amount: 1250, currency: "CAD", revision: "1" };
const ANOTHER_DEBT: Debt = { ...DEBT, revision: "2" };
const APPROVED = { result: "approved", lastFour: "4242", reference: "P-1" };
const PAID_BY_A = { paymentId: "P-1", approved: { claim: "a", answer: APPROVED } };
const DECLINED = { result: "declined" };
const MONEY: Ended = { answer: APPROVED, holds: "money", debt: debtIdOf(DEBT), told: true };
const NOTHING: Ended = { answer: DECLINED, holds: "nothing", told: true };
const IN_DOUBT: Ended = { answer: { result: "pending" }, holds: "doubt", told: true };
const FOUND: Finding = { status: "approved", answer: APPROVED };
const NOT_FOUND: Finding = { status: "nothing" };
const FREE = {
  state: "mine",
  paid: undefined,
  paymentId: undefined,
  approved: undefined,
  cards: 0,
  cardsUntil: 0,
} as const;

describe("payments of an order", () => {
  let tables: TestTables;
  let orders: Payments;
  let place: OrderPlace;
  const clock = { seconds: 0 };
  before(async () => {
    tables = await startTables();
    orders = payments(tables.stateTable(), () => START + clock.seconds);
  });
  beforeEach(() => {
    clock.seconds = 0;
    place = {
      orderSystem: "https://orders.example.com",
      orderId: randomUUID(),
      environment: "dev",
      apiProfile: "default",
    };
  });
  after(() => tables.close());

  const claims = (...claim: string[]) => Promise.all(claim.map((one) => orders.claim(place, one)));
  const statesOf = async (...claim: string[]) => (await claims(...claim)).map(({ state }) => state);
  const send = (claim: string, more: Partial<Parameters<Payments["sending"]>[2]> = {}) =>
    orders.sending(place, claim, {
      debt: debtIdOf(DEBT),
      paymentKey: `key-${claim}`,
      cards: 1,
      cardsUntil: START + 120 * MINUTE,
      ...more,
    });
  /** A try from its claim to its end. */
  const tried = async (claim: string, ended: Ended, sending: Parameters<typeof send>[1] = {}) => {
    expect(await statesOf(claim)).to.deep.equal(["mine"]);
    await send(claim, sending);
    await orders.answered(place, claim, ended);
  };
  const doubtOf = (claim: string, sentAt = START) => ({ paymentKey: `key-${claim}`, sentAt });
  const item = async () => (await tables.stateItems()).find(({ key }) => String(key).endsWith(place.orderId)) ?? {};

  describe("are claimed", () => {
    it("by one of many at once", async () => {
      const states = await statesOf("a", "a", "b", "c", "a");
      expect(states.filter((one) => one === "mine")).to.have.length(1);
      expect(states.filter((one) => one === "running" || one === "taken")).to.have.length(4);
    });

    it("by one try, whose answer they have who ask for the same again", async () => {
      await claims("a");
      expect(await statesOf("a", "b")).to.deep.equal(["running", "taken"]);
      await send("a");
      await orders.answered(place, "a", NOTHING);
      expect(await claims("a")).to.deep.equal([{ state: "answered", answer: DECLINED }]);
    });

    it("by another after one that took nothing, and then by the first no more", async () => {
      await claims("a");
      await orders.answered(place, "a", NOTHING);
      expect(await claims("b")).to.deep.equal([FREE]);
      expect(await statesOf("a")).to.deep.equal(["taken"]);
    });

    it("for half a minute where nothing is sent", async () => {
      await claims("a");
      clock.seconds = 29;
      expect(await statesOf("b", "a")).to.deep.equal(["taken", "running"]);
      clock.seconds = 30;
      expect(await statesOf("b")).to.deep.equal(["mine"]);
      expect(await send("a"), "a lost the order").to.equal(false);
      expect(await send("b")).to.equal(true);
      expect(await send("b"), "once").to.equal(false);
    });

    it("by the same try again where it sent nothing in its time", async () => {
      await claims("a");
      clock.seconds = 30;
      expect(await statesOf("a")).to.deep.equal(["mine"]);
    });

    it("under one name for all profiles of an order system, and another for another system", async () => {
      const elsewhere = { ...place, environment: "staging", apiProfile: "canada" };
      await claims("a");
      expect(await orders.claim(elsewhere, "b")).to.deep.equal({ state: "taken" });
      expect(await orders.claim({ ...place, orderSystem: "https://other.example.com" }, "b")).to.deep.equal(FREE);
    });

    it("and nobody answers for another's try", async () => {
      await claims("a");
      await orders.answered(place, "b", MONEY);
      expect(await statesOf("a")).to.deep.equal(["running"]);
    });
  });

  describe("in doubt", () => {
    const stillInDoubt = async () => {
      const { unsettled, expiresAt } = await item();
      expect({ unsettled, expiresAt }).to.deep.equal({ unsettled: "payment", expiresAt: undefined });
      for (const claimed of await claims("a", "b"))
        expect(claimed).to.deep.equal({ state: "doubt", doubt: doubtOf("a") });
    };

    it("are so from before the gateway is asked, whether or not anybody notes it", async () => {
      await claims("a");
      await send("a");
      expect(await statesOf("a", "b"), "it may still be at it").to.deep.equal(["running", "taken"]);
      clock.seconds = 30;
      await stillInDoubt();
    });

    it("stay so for years", async () => {
      await tried("a", IN_DOUBT);
      await stillInDoubt();
      clock.seconds = 10 * YEAR;
      await stillInDoubt();
    });

    it("expire no more where an earlier try of the order would have", async () => {
      await tried("before", NOTHING);
      expect(await item()).to.have.property("expiresAt");
      await tried("a", IN_DOUBT);
      await stillInDoubt();
    });

    it("are settled as approved: the same try hears it, and the next knows what was paid", async () => {
      await tried("a", IN_DOUBT);
      expect(await orders.settle(place, doubtOf("a"), FOUND)).to.equal(true);
      expect(await claims("a")).to.deep.equal([{ state: "answered", answer: APPROVED }]);
      expect(await claims("b")).to.deep.equal([
        { ...FREE, ...PAID_BY_A, paid: debtIdOf(DEBT), cards: 1, cardsUntil: START + 120 * MINUTE },
      ]);
    });

    it("are settled as nothing: anybody may try again, the same try too", async () => {
      for (const next of ["a", "b"]) {
        place = { ...place, orderId: randomUUID() };
        await tried("a", IN_DOUBT);
        expect(await orders.settle(place, doubtOf("a"), NOT_FOUND)).to.equal(true);
        expect((await claims(next))[0], next).to.deep.include({ state: "mine", paid: undefined });
      }
    });

    it("are settled once, by their own key, and not while somebody is at them", async () => {
      await claims("a");
      await send("a");
      expect(await orders.settle(place, doubtOf("a"), FOUND), "a claim is live").to.equal(false);
      clock.seconds = 29;
      expect(await orders.settle(place, doubtOf("a"), FOUND), "a claim is live").to.equal(false);
      clock.seconds = 30;
      expect(await orders.settle(place, doubtOf("b"), FOUND), "another payment").to.equal(false);
      expect(await orders.settle(place, doubtOf("a"), NOT_FOUND)).to.equal(true);
      expect(await orders.settle(place, doubtOf("a"), FOUND), "twice").to.equal(false);
      expect(await item()).to.include({ holds: "nothing" });
    });

    it("are settled by one of many at once", async () => {
      await tried("a", IN_DOUBT);
      const findings = [FOUND, NOT_FOUND, FOUND, NOT_FOUND];
      const settled = await Promise.all(findings.map((finding) => orders.settle(place, doubtOf("a"), finding)));
      expect(settled.filter(Boolean)).to.have.length(1);
    });

    for (const [what, finding, late, paid] of [
      ["approved", FOUND, NOTHING, debtIdOf(DEBT)],
      ["nothing", NOT_FOUND, MONEY, undefined],
    ] as const)
      it(`that were settled as ${what} are not changed by the note of who comes late`, async () => {
        await claims("a");
        await send("a");
        clock.seconds = 30;
        await orders.settle(place, doubtOf("a"), finding);
        await orders.answered(place, "a", late);
        expect((await claims("b"))[0]).to.deep.include({ state: "mine", paid });
      });

    it("are not made of what is in none", async () => {
      await tried("a", NOTHING);
      expect(await orders.settle(place, doubtOf("a"), FOUND)).to.equal(false);
    });
  });

  describe("that were approved", () => {
    const paidOf = async (claim: string): Promise<Claimed> => (await claims(claim))[0] as Claimed;
    const open = async () => {
      const { unsettled, expiresAt } = await item();
      return { unsettled, expiresAt };
    };
    const OPEN = { unsettled: "payment", expiresAt: undefined };

    it("are remembered for years, through any number of other tries", async () => {
      await tried("a", MONEY);
      for (let year = 1; year <= 3; year++) {
        clock.seconds = year * YEAR;
        expect(await paidOf(`other-${year}`)).to.deep.equal({ ...FREE, ...PAID_BY_A, paid: debtIdOf(DEBT) });
        await orders.answered(place, `other-${year}`, { ...NOTHING, told: false });
        expect(await open()).to.deep.equal(OPEN);
      }
    });

    it("are remembered where another claimed the order and never came back", async () => {
      await tried("a", MONEY);
      await claims("b");
      clock.seconds = 30;
      expect(await paidOf("c")).to.include({ state: "mine", paid: debtIdOf(DEBT) });
      expect(await open()).to.deep.equal(OPEN);
    });

    it("are done when the order system was told of this debt, once, and not while somebody is at the order", async () => {
      await tried("a", MONEY);
      expect(await orders.told(place, debtIdOf(ANOTHER_DEBT)), "another debt").to.equal(false);
      await claims("b");
      expect(await orders.told(place, debtIdOf(DEBT)), "somebody is at it").to.equal(false);
      await orders.answered(place, "b", { ...NOTHING, told: false });
      expect(await orders.told(place, debtIdOf(DEBT))).to.equal(true);
      expect(await orders.told(place, debtIdOf(DEBT)), "twice").to.equal(false);
      expect(await paidOf("c")).to.deep.equal({ ...FREE, ...PAID_BY_A });
    });

    it("are done when a try saw that the order system knows", async () => {
      await tried("a", MONEY);
      await claims("b");
      await orders.answered(place, "b", NOTHING);
      expect((await open()).unsettled).to.equal(undefined);
      expect(await paidOf("c")).to.include({ state: "mine", paid: undefined });
    });

    it("give way to the payment of another debt", async () => {
      await tried("a", MONEY);
      await tried(
        "b",
        { ...MONEY, answer: { ...APPROVED, reference: "P-2" }, debt: debtIdOf(ANOTHER_DEBT) },
        { debt: debtIdOf(ANOTHER_DEBT) },
      );
      expect(await paidOf("c")).to.include({ paid: debtIdOf(ANOTHER_DEBT), paymentId: "P-2" });
    });

    it("are not taken for another debt's that is in doubt and was not paid", async () => {
      await tried("a", MONEY);
      await tried("b", IN_DOUBT, { debt: debtIdOf(ANOTHER_DEBT) });
      await orders.settle(place, doubtOf("b"), NOT_FOUND);
      expect(await paidOf("c")).to.include({ state: "mine", paid: undefined, paymentId: undefined });
    });

    it("without a request of ours are remembered too: the gateway knew the debt", async () => {
      await claims("a");
      await orders.answered(place, "a", { ...MONEY, answer: { result: "settled", reference: "none" } });
      expect(await paidOf("b")).to.include({ state: "mine", paid: debtIdOf(DEBT), paymentId: "none" });
      expect(await open()).to.deep.equal(OPEN);
    });
  });

  describe("tell what is open of an order", () => {
    const openOf = () => orders.openOf(place);
    const NOTHING_OPEN = { doubt: undefined, paid: undefined };

    it("nothing where nobody paid, or nothing was taken", async () => {
      expect(await openOf()).to.deep.equal(NOTHING_OPEN);
      await tried("a", NOTHING);
      expect(await openOf()).to.deep.equal(NOTHING_OPEN);
    });

    it("a doubt, for years, but not while somebody may be at it", async () => {
      await claims("a");
      await send("a");
      expect(await openOf()).to.deep.equal(NOTHING_OPEN);
      for (const seconds of [30, 10 * YEAR]) {
        clock.seconds = seconds;
        expect(await openOf()).to.deep.equal({ doubt: doubtOf("a"), paid: undefined });
      }
    });

    it("what was paid until the order system knows", async () => {
      await tried("a", MONEY);
      expect(await openOf()).to.deep.equal({ doubt: undefined, paid: debtIdOf(DEBT) });
      await orders.told(place, debtIdOf(DEBT));
      expect(await openOf()).to.deep.equal(NOTHING_OPEN);
    });

    it("and claim nothing", async () => {
      await openOf();
      expect(await statesOf("a")).to.deep.equal(["mine"]);
    });
  });

  it("tell debts apart by amount, currency and revision", () => {
    const debts: Debt[] = [DEBT, ANOTHER_DEBT, { ...DEBT, amount: 1251 }, { ...DEBT, currency: "USD" }];
    debts.push({ amount: 1250, currency: "CAD" });
    expect(new Set(debts.map(debtIdOf))).to.have.length(debts.length);
    expect(debtIdOf({ ...DEBT })).to.equal(debtIdOf(DEBT));
  });

  describe("count cards", () => {
    const UNTIL = START + 120 * MINUTE;
    const countedFor = async (claim: string) => {
      const claimed = (await claims(claim))[0] as Extract<Claimed, { state: "mine" }>;
      await orders.answered(place, claim, NOTHING);
      return { cards: claimed.cards, cardsUntil: claimed.cardsUntil };
    };

    it("that were put to the bank, from try to try, until the window of the first is over", async () => {
      await tried("a", NOTHING, { cards: 1, cardsUntil: UNTIL });
      expect(await countedFor("b")).to.deep.equal({ cards: 1, cardsUntil: UNTIL });
      await tried("c", NOTHING, { cards: 2, cardsUntil: UNTIL });
      clock.seconds = 120 * MINUTE - 1;
      expect(await countedFor("d")).to.deep.equal({ cards: 2, cardsUntil: UNTIL });
      clock.seconds = 120 * MINUTE;
      expect(await countedFor("e")).to.deep.equal({ cards: 0, cardsUntil: 0 });
    });

    it("in doubt, and those that turned out to be refused", async () => {
      await tried("a", IN_DOUBT, { cards: 3, cardsUntil: UNTIL });
      await orders.settle(place, doubtOf("a"), NOT_FOUND);
      expect(await countedFor("b")).to.deep.equal({ cards: 3, cardsUntil: UNTIL });
    });

    it("not that the bank never got", async () => {
      await tried("a", NOTHING, { cards: 1, cardsUntil: UNTIL });
      await tried("b", { ...NOTHING, cards: 1 }, { cards: 2, cardsUntil: UNTIL });
      expect(await countedFor("c")).to.deep.equal({ cards: 1, cardsUntil: UNTIL });
    });

    it("none where the only one never got there", async () => {
      await tried("a", { ...NOTHING, cards: 0 }, { cards: 1, cardsUntil: UNTIL });
      expect(await countedFor("b")).to.include({ cards: 0 });
    });

    it("not that the bank never got, though the order system may not know of an earlier payment", async () => {
      await tried("a", MONEY);
      await claims("b");
      await orders.answered(place, "b", { ...NOTHING, told: false, cards: 0 });
      expect((await claims("c"))[0]).to.deep.include({ cards: 0, paid: debtIdOf(DEBT) });
    });

    it("not beyond one that was good", async () => {
      await tried("a", NOTHING, { cards: 1, cardsUntil: UNTIL });
      await tried("b", MONEY, { cards: 2, cardsUntil: UNTIL });
      expect(await countedFor("c")).to.include({ cards: 0 });
    });
  });

  it("keep who settled them by hand, why and when, through later tries", async () => {
    await tried("a", IN_DOUBT);
    await orders.settle(place, doubtOf("a"), FOUND, { by: "kim", why: "the bank's statement" });
    clock.seconds = DAY;
    await orders.told(place, debtIdOf(DEBT), { by: "lou", why: "booked by hand" });
    await tried("b", NOTHING, { debt: debtIdOf(ANOTHER_DEBT) });
    expect((await item())["trace"]).to.deep.equal([
      { by: "kim", why: "the bank's statement", at: START },
      { by: "lou", why: "booked by hand", at: START + DAY },
    ]);
  });

  it("that a function settled have no trace of anybody", async () => {
    await tried("a", IN_DOUBT);
    await orders.settle(place, doubtOf("a"), NOT_FOUND);
    expect(await item()).to.not.have.property("trace");
  });

  it("that are done expire, some months later, and can be found no more as open", async () => {
    const ends: readonly [string, () => Promise<unknown>][] = [
      ["nothing was taken", () => tried("a", NOTHING)],
      ["settled as nothing", () => tried("a", IN_DOUBT).then(() => orders.settle(place, doubtOf("a"), NOT_FOUND))],
      ["told", () => tried("a", MONEY).then(() => orders.told(place, debtIdOf(DEBT)))],
      ["seen to be told", () => tried("a", MONEY).then(() => tried("b", NOTHING))],
    ];
    for (const [what, end] of ends) {
      place = { ...place, orderId: randomUUID() };
      await end();
      const { expiresAt, unsettled, unsettledSince } = await item();
      expect(expiresAt, what).to.be.within(START + 30 * DAY, START + YEAR);
      expect({ unsettled, unsettledSince }, what).to.deep.equal({ unsettled: undefined, unsettledSince: undefined });
    }
  });

  it("say since when they are open: since the first request of what is open", async () => {
    await claims("a");
    clock.seconds = 1;
    await send("a");
    clock.seconds = 2;
    await orders.answered(place, "a", MONEY);
    clock.seconds = DAY;
    await claims("b");
    await orders.answered(place, "b", { ...NOTHING, told: false });
    expect(await item()).to.include({ unsettledSince: START + 1 });
  });

  it("keep of where they are what belongs in the table, and nothing else of the caller", async () => {
    await orders.claim({ ...place, phoneNumber: "+15145550101" } as OrderPlace, "a");
    expect((await item())["place"]).to.deep.equal(place);
  });

  it("do not grow with every try", async () => {
    const sizes: number[] = [];
    for (let time = 0; time < 4; time++) {
      await tried(`try-${time}`, NOTHING);
      sizes.push(
        JSON.stringify(Object.entries(await item()).map(([, value]) => (value instanceof Set ? [...value] : value)))
          .length,
      );
    }
    expect(new Set(sizes)).to.have.length(1);
  });
});
