import { expect } from "chai";
import { afterEach, beforeEach } from "mocha";
import { unsettledIndex } from "../../handlers/settlement/unsettled";
import { debtIdOf } from "../../handlers/shared/payments";
import { NAMES } from "../handlers/tables";
import { type Contact, type Customer, DECLINED, PENDING } from "../selfService/stage";
import { DONE, IDLE, type SettlerStage, startSettlerStage } from "./settler";

const KEPT_OPEN = { ...IDLE, seen: 1, open: 1 };

describe("the settler", () => {
  let stage: SettlerStage;
  let customer: Customer;
  beforeEach(async () => {
    stage = await startSettlerStage();
    customer = stage.customer();
  });
  afterEach(() => stage.close());

  const charges = () => stage.backend.charges.filter(({ orderId }) => orderId === customer.orderId);
  const openSince = async (minutes: number) =>
    expect(await stage.run()).to.deep.equal({ ...KEPT_OPEN, oldestMinutes: minutes });

  describe("settles a payment in doubt", () => {
    beforeEach(async () => expect(await stage.paid(customer, PENDING)).to.equal("pending"));

    it("that the bank approved: the order system knows, and nothing is open", async () => {
      await stage.decided(customer.orderId, "approved");
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.run()).to.deep.equal(IDLE);
      expect(await stage.paid(customer)).to.equal("settled");
      expect(charges()).to.have.length(1);
    });

    it("that the bank approved and the order system does not know of: it stays open until it does", async () => {
      await stage.decided(customer.orderId, "approved");
      stage.backend.open(customer);
      await openSince(0);
      expect(await stage.itemOf(customer.orderId)).to.include({ holds: "money" });
      stage.minutesLater(2000);
      await openSince(2000);
      expect(await stage.paid(customer)).to.equal("settled");
      await stage.told(customer.orderId);
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.run()).to.deep.equal(IDLE);
      expect(charges()).to.have.length(1);
    });

    it("that the bank declined: another card may follow", async () => {
      await stage.decided(customer.orderId, "declined");
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.run()).to.deep.equal(IDLE);
      expect(await stage.paid(customer)).to.equal("approved");
    });

    it("not while the bank has not said, and says for how long", async () => {
      await openSince(0);
      stage.minutesLater(100_000);
      await openSince(100_000);
      expect(await stage.paid(customer)).to.equal("pending");
    });

    for (const fault of ["failing", "malformed"] as const)
      it(`not while the gateway is ${fault}`, async () => {
        await stage.decided(customer.orderId, "approved");
        stage.backend.faults.set("payments", fault);
        stage.minutesLater(90);
        await openSince(90);
        stage.backend.faults.clear();
        expect(await stage.run()).to.deep.equal(DONE);
      });

    it("not while the order system cannot say what is due", async () => {
      await stage.decided(customer.orderId, "approved");
      stage.backend.faults.set("orders", "failing");
      await openSince(0);
      expect(await stage.itemOf(customer.orderId), "what the gateway said is kept").to.include({ holds: "money" });
      stage.backend.faults.clear();
      expect(await stage.run()).to.deep.equal(DONE);
    });
  });

  describe("settles a payment that the gateway does not know", () => {
    beforeEach(async () => {
      stage.backend.faults.set("takePayment", "failing");
      expect(await stage.paid(customer)).to.equal("pending");
      stage.backend.faults.clear();
    });

    it("not before it can be on its way no longer", async () => {
      stage.minutesLater(59);
      await openSince(59);
      expect(await stage.paid(customer)).to.equal("pending");
      stage.minutesLater(60);
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.itemOf(customer.orderId)).to.include({ holds: "nothing" });
      expect(await stage.paid(customer)).to.equal("approved");
      expect(charges()).to.have.length(1);
    });

    it("as the stack wants it", async () => {
      const policy = { ...stage.deps().policy, horizonMinutes: 5 };
      stage.minutesLater(4);
      expect(await stage.run({ policy })).to.include({ open: 1 });
      stage.minutesLater(5);
      expect(await stage.run({ policy })).to.deep.equal(DONE);
    });

    it("not where it was refused an answer", async () => {
      for (const status of [401, 403, 410, 429]) {
        stage.front.instead = ({ path }) => (path.startsWith("/payments/") ? { status, body: {} } : undefined);
        stage.minutesLater(1000);
        await openSince(1000);
      }
    });
  });

  describe("sees that an order system knows of a payment", () => {
    it("that was approved in the call", async () => {
      expect(await stage.paid(customer)).to.equal("approved");
      expect(await stage.itemOf(customer.orderId)).to.not.have.property("expiresAt");
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.itemOf(customer.orderId)).to.have.property("expiresAt");
      expect(await stage.run()).to.deep.equal(IDLE);
    });

    it("also where another debt is due by now", async () => {
      expect(await stage.paid(customer)).to.equal("approved");
      stage.backend.bill(customer.orderId, { amount: 990, currency: "CAD" });
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.paid(customer)).to.equal("approved");
    });

    it("and finds nothing open where none was taken", async () => {
      expect(await stage.paid(customer, DECLINED)).to.equal("declined");
      expect(await stage.run()).to.deep.equal(IDLE);
    });
  });

  it("leaves an order alone while a caller is at it", async () => {
    const { callState } = stage.deps();
    const orderSystem = stage.front.url;
    const place = { orderSystem, orderId: customer.orderId, environment: "dev", apiProfile: "default" };
    const debt = debtIdOf({ amount: 1250, currency: "CAD", revision: "1" });
    await callState.claim(place, "a");
    await callState.sending(place, "a", { debt, paymentKey: "key-a", cards: 1, cardsUntil: 0 });
    await openSince(0);
    expect(stage.askedAbout()).to.deep.equal([]);
    stage.minutesLater(0.5);
    await openSince(0);
    expect(stage.askedAbout()).to.deep.equal(["key-a"]);
  });

  describe("brings an order to its end whose caller hung up", () => {
    let from: Contact;
    let orderId: string;
    beforeEach(async () => {
      from = await stage.verified(customer);
      const ordered = await stage.reserved(customer, from);
      expect(ordered["result"]).to.equal("ordered");
      orderId = ordered["orderId"] as string;
    });
    const statesOf = () => stage.ordersOf(customer);

    it("not while the caller may still be paying", async () => {
      stage.minutesLater(29);
      await openSince(29);
      expect(statesOf()).to.deep.equal(["reserved"]);
      const policy = { ...stage.deps().policy, reservationMinutes: 29 };
      expect(await stage.run({ policy })).to.deep.equal(DONE);
    });

    it("who did not pay: it is taken back, and is due no more", async () => {
      stage.minutesLater(30);
      expect(await stage.run()).to.deep.equal(DONE);
      expect(statesOf()).to.deep.equal(["cancelled"]);
      expect(await stage.run()).to.deep.equal(IDLE);
      expect(await stage.paid(customer, undefined, orderId), "a late caller").to.equal("settled");
      expect(stage.backend.charges).to.deep.equal([]);
    });

    it("whose card was declined: it is taken back", async () => {
      expect(await stage.paid(customer, DECLINED, orderId)).to.equal("declined");
      stage.minutesLater(30);
      expect(await stage.run()).to.deep.equal(DONE);
      expect(statesOf()).to.deep.equal(["cancelled"]);
    });

    it("who paid: it is confirmed", async () => {
      expect(await stage.paid(customer, undefined, orderId)).to.equal("approved");
      stage.minutesLater(30);
      expect(await stage.run()).to.deep.equal({ ...IDLE, seen: 2, settled: 2 });
      expect(statesOf()).to.deep.equal(["confirmed"]);
      expect(await stage.run()).to.deep.equal(IDLE);
    });

    it("who paid, and whose payment the order system hears of with it", async () => {
      expect(await stage.paid(customer, undefined, orderId)).to.equal("approved");
      stage.front.changed = (answered, { method, path }) =>
        // Until it is confirmed, the order says that it is due.
        method === "GET" && path === `/orders/${orderId}` && statesOf()[0] === "reserved"
          ? { ...answered, body: { ...answered.body, due: { amount: 5900, currency: "CAD" }, revision: "1" } }
          : answered;
      stage.minutesLater(30);
      await stage.run();
      expect(statesOf()).to.deep.equal(["confirmed"]);
      await stage.run();
      expect(await stage.run()).to.deep.equal(IDLE);
      expect(stage.backend.charges).to.have.length(1);
    });

    for (const [outcome, state] of [
      ["approved", "confirmed"],
      ["declined", "cancelled"],
    ] as const)
      it(`whose payment was in doubt and then ${outcome}: it is kept until then, and ${state}`, async () => {
        expect(await stage.paid(customer, PENDING, orderId)).to.equal("pending");
        for (const minutes of [30, 3000]) {
          stage.minutesLater(minutes);
          expect(await stage.run()).to.include({ seen: 2, open: 2, oldestMinutes: minutes });
          expect(statesOf()).to.deep.equal(["reserved"]);
        }
        await stage.decided(orderId, outcome);
        expect(await stage.run()).to.include({ open: 0 });
        expect(statesOf()).to.deep.equal([state]);
        expect(await stage.run()).to.deep.equal(IDLE);
      });

    it("and is back: it is kept while a card may be charged for it", async () => {
      const place = { orderSystem: stage.front.url, orderId, environment: "dev", apiProfile: "default" };
      stage.minutesLater(30);
      await stage.deps().callState.claim(place, "late");
      await openSince(30);
      expect(statesOf()).to.deep.equal(["reserved"]);
      stage.minutesLater(31);
      expect(await stage.run()).to.deep.equal(DONE);
      expect(statesOf()).to.deep.equal(["cancelled"]);
    });

    it("again where the order system was not there", async () => {
      stage.minutesLater(30);
      stage.backend.faults.set("orders", "failing");
      await openSince(30);
      stage.backend.faults.clear();
      // What the run before claimed for it is free again.
      expect(await stage.run()).to.deep.equal(DONE);
      expect(statesOf()).to.deep.equal(["cancelled"]);
    });

    for (const [what, paying, operation, state] of [
      ["taken back", false, "cancelOrder", "cancelled"],
      ["confirmed", true, "confirmOrder", "confirmed"],
    ] as const)
      it(`again where nobody heard that it was ${what}`, async () => {
        if (paying) await stage.paid(customer, undefined, orderId);
        stage.minutesLater(30);
        stage.backend.faults.set(operation, "reset");
        expect(await stage.run()).to.include({ open: 1 });
        expect(statesOf()).to.deep.equal([state]);
        stage.backend.faults.clear();
        expect(await stage.run()).to.include({ open: 0 });
        expect(statesOf()).to.deep.equal([state]);
        expect(await stage.run()).to.deep.equal(IDLE);
      });
  });

  describe("takes back an order of which nobody heard", () => {
    const lostWith = async (fault: "lost" | "failing"): Promise<void> => {
      stage.backend.faults.set("placeOrder", fault);
      stage.site.timeoutMs = 300;
      const from = await stage.verified(customer);
      expect(await stage.reserved(customer, from)).to.deep.equal({
        result: "unavailable",
        orderId: "none",
        reservation: "none",
      });
      stage.backend.faults.clear();
      stage.site.timeoutMs = 2500;
      stage.minutesLater(30);
    };

    it("though it was made", async () => {
      await lostWith("lost");
      expect(stage.ordersOf(customer)).to.deep.equal(["reserved"]);
      expect(await stage.run()).to.deep.equal(DONE);
      expect(stage.ordersOf(customer)).to.deep.equal(["cancelled"]);
      expect(await stage.run()).to.deep.equal(IDLE);
    });

    it("whether or not it was made", async () => {
      await lostWith("failing");
      expect(await stage.run()).to.deep.equal(DONE);
      expect(stage.ordersOf(customer)).to.not.include("reserved");
      expect(await stage.run()).to.deep.equal(IDLE);
    });

    it("and does nothing where the order system would not have made it", async () => {
      await lostWith("failing");
      stage.front.instead = ({ method, path }) =>
        method === "POST" && path.endsWith("/orders")
          ? { status: 409, body: { title: "None is offered." } }
          : undefined;
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.run()).to.deep.equal(IDLE);
    });

    for (const status of [401, 403, 408, 429])
      it(`not where the order system refuses to be asked with ${status}: it may have been made`, async () => {
        await lostWith("lost");
        stage.front.instead = ({ method, path }) =>
          method === "POST" && path.endsWith("/orders") ? { status, body: {} } : undefined;
        await stage.run();
        stage.front.reset();
        await stage.run();
        expect(stage.ordersOf(customer)).to.deep.equal(["cancelled"]);
      });
  });

  for (const [what, first, second] of [
    ["payment", "pay", "order"],
    ["order", "order", "pay"],
  ] as const)
    it(`says since when the oldest is open: a ${what}`, async () => {
      const open = {
        pay: () => stage.paid(customer, PENDING),
        order: async () => stage.reserved(customer, await stage.verified(customer)),
      };
      await open[first]();
      stage.minutesLater(10);
      await open[second]();
      stage.minutesLater(25);
      expect(await stage.run({ policy: { ...stage.deps().policy, reservationMinutes: 60 } })).to.deep.equal({
        ...IDLE,
        seen: 2,
        open: 2,
        oldestMinutes: 25,
      });
    });

  it("does nothing more however often it runs", async () => {
    const [declined, doubtful, buyer] = [stage.customer(), stage.customer(), stage.customer()];
    await stage.paid(customer);
    await stage.paid(declined, DECLINED);
    await stage.paid(doubtful, PENDING);
    const from = await stage.verified(buyer);
    await stage.reserved(buyer, from);
    stage.minutesLater(30);
    await stage.run();
    const items = async () => {
      const all = (await stage.tables.stateItems()).filter(({ key }) => key !== "settler");
      return new Map(all.map((item) => [item["key"], JSON.stringify(item)]));
    };
    const before = await items();
    const posts = () => stage.backend.log.filter((line) => line.includes('"POST"')).length;
    const posted = posts();
    for (let time = 0; time < 2; time++) expect(await stage.run()).to.deep.equal({ ...KEPT_OPEN, oldestMinutes: 30 });
    expect(await items()).to.deep.equal(before);
    expect(posts()).to.equal(posted);
  });

  describe("goes on with the others", () => {
    it("where one payment breaks, and says which", async () => {
      const others = [stage.customer(), stage.customer()];
      await stage.paid(customer);
      for (const other of others) await stage.paid(other);
      stage.front.instead = ({ path }) =>
        path === `/orders/${customer.orderId}` ? { status: 404, body: { title: "Unknown." } } : undefined;
      expect(await stage.run()).to.include({ seen: 3, settled: 2, open: 1 });
      const failed = stage.journal.filter((line) => line.startsWith("failed"));
      expect(failed).to.have.length(1);
      expect(failed[0]).to.include(`#${customer.orderId} `);
    });

    it("where a payment is of an environment that is gone", async () => {
      await stage.paid(customer);
      const { callState } = stage.deps();
      const place = { orderSystem: "gone", orderId: "gone", environment: "gone", apiProfile: "default" };
      await callState.claim(place, "a");
      const answer = { result: "approved", reference: "P-1" };
      const debt = debtIdOf({ amount: 1, currency: "CAD" });
      await callState.answered(place, "a", { answer, holds: "money", debt, told: true });
      const { systems } = stage.deps();
      const settlement = await stage.run({
        systems: (environment, apiProfile) =>
          environment === "gone"
            ? Promise.reject(new Error("There is no such environment."))
            : systems({ Details: { ContactData: { ContactId: "none" }, Parameters: { environment, apiProfile } } }),
      });
      expect(settlement).to.include({ seen: 2, settled: 1, open: 1 });
    });

    it("where one reservation breaks", async () => {
      const other = stage.customer();
      for (const one of [customer, other]) await stage.reserved(one, await stage.verified(one));
      const [first] = (await unsettledIndex(NAMES.callState).page("reservation")).items;
      stage.front.instead = ({ path }) =>
        path.startsWith(`/orders/${first?.reservation.orderId}`) ? { status: 404, body: {} } : undefined;
      stage.minutesLater(30);
      expect(await stage.run()).to.include({ seen: 2, settled: 1, open: 1 });
      expect([...stage.ordersOf(customer), ...stage.ordersOf(other)].sort()).to.deep.equal(["cancelled", "reserved"]);
    });

    it("where what functions of before left cannot be read", async () => {
      await stage.paid(customer);
      const sweep = { next: () => Promise.reject(new Error("It is broken.")) };
      expect(await stage.run({ sweep })).to.include({ settled: 1 });
    });
  });
});
