import { expect } from "chai";
import { after, afterEach, before, beforeEach } from "mocha";
import type { SecureDeps } from "../../handlers/selfService/secureDeps";
import { DEFAULT_PAYMENT_POLICY, type PaymentPolicy } from "../../handlers/shared/paymentPolicy";
import { type Network, startNetwork } from "../handlers/network";
import { type Front, startFront } from "./front";
import {
  type CardKeyed,
  type Customer,
  DECLINED,
  NOON,
  pay,
  paymentOf,
  PENDING,
  type Stage,
  startStage,
  VISA,
} from "./stage";

const MINUTE_MS = 60_000;
const CARDS_OF_ORDER = 5;
const CARDS_OF_ACCOUNT = 6;
const STRICT: Partial<PaymentPolicy> = { cardsPerOrder: 1, cardsPerAccount: 1 };

describe("takePayment puts to the bank", () => {
  let stage: Stage;
  let network: Network;
  let front: Front;
  let customer: Customer;
  before(async () => {
    stage = await startStage();
    network = await startNetwork();
    front = await startFront(stage.backend.url);
  });
  beforeEach(() => {
    customer = stage.customer();
  });
  afterEach(() => {
    stage.reset();
    front.reset();
  });
  after(async () => {
    await front.close();
    await network.close();
    await stage.close();
  });

  /** Another order of the customer's. */
  const orderOf = (number: number): string => {
    const orderId = `${customer.orderId}-${number}`;
    const balance = { orderId, amount: 1250, currency: "CAD", dueDate: "2026-12-01", overdue: false };
    stage.backend.open({ ...customer, balance });
    return orderId;
  };
  const result = async (card: CardKeyed, orderId = customer.orderId, deps?: SecureDeps) =>
    (await pay(stage, await stage.verified(customer), paymentOf(stage, orderId, card), deps))["result"] as string;
  const results = async (times: number, card: CardKeyed, orderId?: string, deps?: SecureDeps) => {
    const all: string[] = [];
    for (let time = 0; time < times; time++) all.push(await result(card, orderId, deps));
    return all;
  };
  const times = (count: number, word: string): string[] => Array.from({ length: count }, () => word);
  const asked = () => stage.backend.log.filter((line) => line.includes('"POST","path":"/payments"'));
  const by = (policy: Partial<PaymentPolicy>) => stage.deps({ policy: { ...DEFAULT_PAYMENT_POLICY, ...policy } });
  const minutesLater = (minutes: number): void => {
    stage.clock.now = new Date(NOON.getTime() + minutes * MINUTE_MS);
  };

  /** The systems, with another gateway. */
  const gatewayAt = (url: string): SecureDeps => {
    const others = by(STRICT);
    stage.site.url = url;
    const { systems } = stage.deps();
    stage.site.url = stage.backend.url;
    return {
      ...others,
      systems: async (event) => {
        const [orders, gateway] = await Promise.all([others.systems(event), systems(event)]);
        return { ...orders, post: (...asked) => gateway.post(...asked) };
      },
    };
  };

  describe("for one order", () => {
    it("so many cards over all calls, and an agent takes over", async () => {
      expect(await results(8, DECLINED)).to.deep.equal([
        ...times(CARDS_OF_ORDER, "declined"),
        ...times(3, "exhausted"),
      ]);
      expect(await result(VISA), "a good one").to.equal("exhausted");
      expect(asked()).to.have.length(CARDS_OF_ORDER);
      expect(stage.backend.charges).to.deep.equal([]);
    });

    it("as many again two hours after the first", async () => {
      await results(1, DECLINED);
      minutesLater(119);
      expect(await results(5, DECLINED)).to.deep.equal([...times(4, "declined"), "exhausted"]);
      minutesLater(120);
      expect(await results(6, DECLINED)).to.deep.equal([...times(5, "declined"), "exhausted"]);
    });

    it("a good one among them, and counts anew behind it", async () => {
      const deps = by({ cardsPerOrder: 2, cardsPerAccount: 100 });
      expect(await results(1, DECLINED, undefined, deps)).to.deep.equal(["declined"]);
      expect(await result(VISA, undefined, deps)).to.equal("approved");
      stage.backend.bill(customer.orderId, { amount: 100, currency: "CAD" });
      expect(await results(3, DECLINED, undefined, deps)).to.deep.equal(["declined", "declined", "exhausted"]);
    });

    it("none for a card that cannot be good, and none of them counts", async () => {
      const deps = by({ cardsPerOrder: 1, cardsPerAccount: 1 });
      for (const card of [
        { ...VISA, cardNumber: "4242" },
        { ...VISA, expiry: "0126" },
        { ...VISA, securityCode: "1" },
      ])
        expect(await result(card, undefined, deps)).to.be.oneOf(["invalid_card", "expired_card", "invalid_code"]);
      expect(asked()).to.deep.equal([]);
      expect(await result(VISA, undefined, deps)).to.equal("approved");
    });

    it("and counts one in doubt, which was put to the bank too", async () => {
      const deps = by({ cardsPerOrder: 1, cardsPerAccount: 100 });
      expect(await result(PENDING, undefined, deps)).to.equal("pending");
      const doubt = (await stage.tables.stateItems()).find(
        ({ key }) => /^order#/.test(String(key)) && String(key).endsWith(customer.orderId),
      );
      stage.backend.settle(doubt?.["paymentKey"] as string, "declined");
      expect(await result(VISA, undefined, deps)).to.equal("exhausted");
    });

    for (const status of [400, 402, 403, 429])
      it(`and counts one that the gateway refused with ${status}: that may tell of the card`, async () => {
        front.instead = ({ method }) => (method === "POST" ? { status, body: {} } : undefined);
        for (const policy of [{ cardsPerOrder: 1 }, { cardsPerAccount: 1 }]) {
          customer = stage.customer();
          front.asked.length = 0;
          const deps = { ...gatewayAt(front.url), policy: { ...DEFAULT_PAYMENT_POLICY, ...policy } };
          expect(await results(2, VISA, undefined, deps)).to.deep.equal(["unavailable", "exhausted"]);
          expect(front.asked).to.have.length(1);
        }
      });

    it("no more where a stack wants fewer", async () => {
      expect(await results(3, DECLINED, undefined, by({ cardsPerOrder: 2 }))).to.deep.equal([
        "declined",
        "declined",
        "exhausted",
      ]);
    });
  });

  describe("for one account", () => {
    it("so many cards over all its orders and calls", async () => {
      const all: string[] = [];
      for (let order = 0; order < 4; order++) all.push(...(await results(2, DECLINED, orderOf(order))));
      expect(all).to.deep.equal([...times(CARDS_OF_ACCOUNT, "declined"), ...times(2, "exhausted")]);
      expect(await result(VISA, orderOf(9)), "a good one").to.equal("exhausted");
      expect(asked()).to.have.length(CARDS_OF_ACCOUNT);
    });

    it("no more side by side", async () => {
      const orders = Array.from({ length: 10 }, (_, order) => orderOf(order));
      const all = await Promise.all(orders.map((orderId) => result(DECLINED, orderId)));
      expect(all.sort()).to.deep.equal([...times(CARDS_OF_ACCOUNT, "declined"), ...times(4, "exhausted")]);
      expect(asked()).to.have.length(CARDS_OF_ACCOUNT);
    });

    it("as many again two hours after the first", async () => {
      for (let order = 0; order < 3; order++) await results(2, DECLINED, orderOf(order));
      minutesLater(119);
      expect(await result(DECLINED, orderOf(3))).to.equal("exhausted");
      minutesLater(120);
      expect(await result(DECLINED, orderOf(4))).to.equal("declined");
    });

    it("good ones without end", async () => {
      for (let order = 0; order < CARDS_OF_ACCOUNT + 2; order++)
        expect(await result(VISA, orderOf(order))).to.equal("approved");
    });

    it("and gives a good card's count back, and no other's", async () => {
      const deps = by({ cardsPerAccount: 2 });
      expect(await result(DECLINED, orderOf(0), deps)).to.equal("declined");
      expect(await result(VISA, orderOf(1), deps)).to.equal("approved");
      expect(await result(DECLINED, orderOf(2), deps)).to.equal("declined");
      expect(await result(DECLINED, orderOf(3), deps)).to.equal("exhausted");
    });

    it("as many for another account meanwhile", async () => {
      for (let order = 0; order < 4; order++) await results(2, DECLINED, orderOf(order));
      customer = stage.customer();
      expect(await result(VISA)).to.equal("approved");
    });
  });

  describe("and does not count a card", () => {
    /** Two cards that the bank never got, and then one that it gets. */
    const twiceAndThenGood = async (broken: () => SecureDeps, whole: () => SecureDeps, word: string) => {
      expect(await results(2, VISA, undefined, broken())).to.deep.equal([word, word]);
      expect(stage.backend.charges).to.deep.equal([]);
      expect(await result(VISA, undefined, whole())).to.equal("approved");
    };

    it("that did not reach the gateway", async () => {
      await twiceAndThenGood(
        () => gatewayAt("http://127.0.0.1:1"),
        () => by(STRICT),
        "unavailable",
      );
    });

    it("that came too late to be sent", async () => {
      let milliseconds = 0;
      await twiceAndThenGood(
        () => ({ ...by(STRICT), elapsed: () => (milliseconds += 2501) }),
        () => by(STRICT),
        "unavailable",
      );
    });

    it("where it cannot be noted that it is sent", async () => {
      const unnoted = (): SecureDeps => {
        const deps = by(STRICT);
        return { ...deps, callState: { ...deps.callState, sending: () => Promise.reject(new Error("It is broken.")) } };
      };
      await twiceAndThenGood(unnoted, () => by(STRICT), "unavailable");
    });

    it("where nobody knows whether it was noted that it is sent: then it is not", async () => {
      const deps = by(STRICT);
      const unheard = {
        ...deps,
        callState: {
          ...deps.callState,
          sending: (...asked: Parameters<typeof deps.callState.sending>) => {
            network.loseAnswer(1);
            network.loseAnswer(2);
            return deps.callState.sending(...asked);
          },
        },
      };
      await twiceAndThenGood(
        () => unheard,
        () => by(STRICT),
        "unavailable",
      );
    });
  });
});
