import { expect } from "chai";
import { after, afterEach, before, beforeEach } from "mocha";
import type { ApiRow, EnvironmentRow } from "../../handlers/rows";
import type { SecureDeps } from "../../handlers/selfService/secureDeps";
import { circuitBreaker } from "../../handlers/shared/circuitBreaker";
import { clientOf } from "../../handlers/shared/companySystems";
import { ENVIRONMENT } from "../handlers/rows";
import { type Front, startFront } from "./front";
import {
  type CardKeyed,
  type Contact,
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
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;
/** Good for many years. */
const [CARD, REFUSED, UNDECIDED] = [VISA, DECLINED, PENDING].map((card) => ({ ...card, expiry: "1240" })) as [
  CardKeyed,
  CardKeyed,
  CardKeyed,
];

describe("takePayment charges a debt once", () => {
  let stage: Stage;
  let front: Front;
  let customer: Customer;
  before(async () => {
    stage = await startStage();
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
    await stage.close();
  });

  const charges = () => stage.backend.charges.filter(({ orderId }) => orderId === customer.orderId);
  const chargeReferences = () =>
    front.asked.filter(({ method }) => method === "POST").map(({ headers }) => headers["charge-reference"]);
  /** The card in another call of the customer's, so many milliseconds after noon. */
  const payLater = async (ms = 0, card = CARD, deps?: SecureDeps) => {
    stage.clock.now = new Date(NOON.getTime() + ms);
    return pay(stage, await stage.verified(customer), paymentOf(stage, customer.orderId, card), deps);
  };
  const resultLater = async (...asked: Parameters<typeof payLater>) => (await payLater(...asked))["result"];
  /** The order system has not heard of the payment: the same debt is due. */
  const isToldLate = (): void => stage.backend.open(customer);
  const billed = (): void => stage.backend.bill(customer.orderId, { amount: 1250, currency: "CAD" });
  /** The key that the payment in doubt was sent with. */
  const keyOfDoubt = async (): Promise<string> => {
    const item = (await stage.tables.stateItems()).find(
      ({ key }) => /^order#/.test(String(key)) && String(key).endsWith(customer.orderId),
    );
    return item?.["paymentKey"] as string;
  };

  describe("whatever profile its order is reached by", () => {
    const at = (url: string, system?: string): ApiRow => ({
      url,
      timeoutMs: "2500",
      ...(system !== undefined && { system }),
    });
    const through = (apis: EnvironmentRow["apis"]): SecureDeps =>
      stage.deps({
        systems: ({ Details: { Parameters } }) =>
          Promise.resolve(
            clientOf({ ...ENVIRONMENT, apis }, Parameters["apiProfile"] as string, {
              secrets: { read: () => Promise.reject(new Error("There is none.")) },
              unavailable: () => undefined,
              breakerOf: () => circuitBreaker(() => 0),
            }),
          ),
      });
    const profile = (url: string, system?: string) => ({ orders: at(url, system), payments: at(stage.backend.url) });
    /** Two calls that pay the order by the numbers of two profiles. */
    const payBoth = async (first: Contact, second: Contact, deps: SecureDeps): Promise<string[]> => {
      const paid = [
        { payer: first, apiProfile: "default" },
        { payer: second, apiProfile: "canada" },
      ].map(({ payer, apiProfile }) =>
        pay(stage, payer, { ...paymentOf(stage, customer.orderId, CARD), apiProfile }, deps),
      );
      return (await Promise.all(paid)).map(({ result }) => result as string);
    };

    for (const [what, apis] of [
      ["at one URL", () => ({ default: profile(stage.backend.url), canada: profile(stage.backend.url) })],
      [
        "that is declared to be one, at two URLs",
        () => ({ default: profile(stage.backend.url, "orders-1"), canada: profile(front.url, "orders-1") }),
      ],
    ] as const)
      it(`of an order system ${what}: side by side, and one after another`, async () => {
        const deps = through(apis());
        const [first, second] = [await stage.verified(customer), await stage.verified(customer)];
        expect((await payBoth(first, second, deps)).sort()).to.deep.equal(["approved", "pending"]);
        expect(charges()).to.have.length(1);
        isToldLate();
        const again = await Promise.all([stage.verified(customer), stage.verified(customer)]);
        expect(new Set(await payBoth(...again, deps)))
          .to.include("settled")
          .and.not.include("approved");
        expect(charges()).to.have.length(1);
      });

    it("also where it is in doubt by one of them", async () => {
      const deps = through({ default: profile(stage.backend.url), canada: profile(stage.backend.url) });
      expect(await resultLater(0, UNDECIDED, deps)).to.equal("pending");
      const payer = await stage.verified(customer);
      const elsewhere = { ...paymentOf(stage, customer.orderId, CARD), apiProfile: "canada" };
      expect((await pay(stage, payer, elsewhere, deps))["result"]).to.equal("pending");
      expect(charges()).to.deep.equal([]);
    });
  });

  describe("where the order system names it by a revision", () => {
    beforeEach(() => {
      stage.site.url = front.url;
    });

    it("and names it to the gateway: the same debt alike, another one otherwise", async () => {
      expect(await resultLater(0, REFUSED)).to.equal("declined");
      expect(await resultLater()).to.equal("approved");
      billed();
      expect(await resultLater(), "another debt of the same amount, though nobody saw the first one paid").to.equal(
        "approved",
      );
      const [declined, first, second] = chargeReferences();
      expect(first).to.match(/^[0-9a-f]{64}$/);
      expect(declined).to.equal(first);
      expect(second)
        .to.match(/^[0-9a-f]{64}$/)
        .and.not.equal(first);
      expect(charges()).to.have.length(2);
    });

    it("though a request that was given up reached the gateway at last", async () => {
      stage.backend.faults.set("takePayment", "failing");
      expect(await resultLater()).to.equal("pending");
      const late = front.asked.find(({ method }) => method === "POST");
      stage.backend.faults.clear();
      // Too late for everybody who could have heard of it, and by a key that nobody asks for.
      await fetch(`${stage.backend.url}/payments`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": "late",
          "charge-reference": late?.headers["charge-reference"] as string,
        },
        body: late?.body as string,
      });
      isToldLate();
      expect(await resultLater(61 * MINUTE_MS)).to.equal("settled");
      expect(charges()).to.have.length(1);
      expect(await resultLater(YEAR_MS), "nor is it asked for again").to.equal("settled");
      expect(chargeReferences().filter(Boolean)).to.have.length(3);
    });
  });

  describe("where the order system has no revisions", () => {
    beforeEach(() => {
      stage.site.url = front.url;
      front.changed = ({ status, body }) => ({
        status,
        body: Object.fromEntries(Object.entries(body).filter(([name]) => name !== "revision")),
      });
    });

    it("and names it to nobody", async () => {
      expect(await resultLater()).to.equal("approved");
      expect(chargeReferences()).to.deep.equal([undefined]);
    });

    it("and not again where the order system is told late, which nobody but us can tell", async () => {
      expect(await resultLater()).to.equal("approved");
      isToldLate();
      for (const ms of [0, MINUTE_MS, 9 * YEAR_MS]) expect(await resultLater(ms)).to.equal("settled");
      expect(charges()).to.have.length(1);
    });

    it("and another of the same amount when the order system was seen to know of the first", async () => {
      expect(await resultLater()).to.equal("approved");
      expect(await resultLater(), "nothing is due").to.equal("settled");
      billed();
      expect(await resultLater()).to.equal("approved");
      expect(charges()).to.have.length(2);
    });

    it("and another of the same amount when the settler saw it", async () => {
      expect(await resultLater()).to.equal("approved");
      await stage.settle();
      billed();
      expect(await resultLater()).to.equal("approved");
      expect(charges()).to.have.length(2);
    });
  });

  for (const [when, ms] of [
    ["a moment", 0],
    ["two days", 2 * 24 * 60 * MINUTE_MS],
    ["nine years", 9 * YEAR_MS],
  ] as const)
    it(`where the order system is told late, ${when} later`, async () => {
      expect(await resultLater()).to.equal("approved");
      isToldLate();
      for (let time = 0; time < 2; time++) expect(await resultLater(ms)).to.equal("settled");
      expect(charges()).to.have.length(1);
    });

  it("and another debt of the order with the next call", async () => {
    expect(await resultLater()).to.equal("approved");
    stage.backend.bill(customer.orderId, { amount: 990, currency: "CAD" });
    expect(await resultLater()).to.equal("approved");
    expect(charges().map(({ amount }) => amount)).to.deep.equal([1250, 990]);
  });

  describe("and asks about one in doubt first", () => {
    const settleAs = async (outcome: "approved" | "declined") => stage.backend.settle(await keyOfDoubt(), outcome);

    for (const [what, told] of [
      ["the order system was told", true],
      ["it was not told", false],
    ] as const)
      it(`which the bank approved: it is settled, ${what}, and stays so for years`, async () => {
        expect(await resultLater(0, UNDECIDED)).to.equal("pending");
        await settleAs("approved");
        if (!told) isToldLate();
        for (const ms of [0, MINUTE_MS, 9 * YEAR_MS]) expect(await resultLater(ms)).to.equal("settled");
        expect(charges()).to.have.length(1);
      });

    it("which the bank declined: another card is charged", async () => {
      expect(await resultLater(0, UNDECIDED)).to.equal("pending");
      await settleAs("declined");
      expect(await resultLater()).to.equal("approved");
      expect(charges()).to.have.length(1);
    });

    it("which the bank has not decided: never, whatever time goes by", async () => {
      expect(await resultLater(0, UNDECIDED)).to.equal("pending");
      for (const ms of [MINUTE_MS, YEAR_MS, 9 * YEAR_MS]) expect(await resultLater(ms)).to.equal("pending");
      await settleAs("approved");
      isToldLate();
      expect(await resultLater(9 * YEAR_MS)).to.equal("settled");
      expect(charges()).to.have.length(1);
    });

    it("which the gateway does not know: not before it can be on its way no longer", async () => {
      stage.backend.faults.set("takePayment", "failing");
      expect(await resultLater()).to.equal("pending");
      stage.backend.faults.clear();
      expect(await resultLater(60 * MINUTE_MS - 1)).to.equal("pending");
      expect(charges()).to.deep.equal([]);
      expect(await resultLater(60 * MINUTE_MS)).to.equal("approved");
      expect(charges()).to.have.length(1);
    });

    for (const fault of ["failing", "malformed", "reset"] as const)
      it(`and takes no answer for one: ${fault}`, async () => {
        stage.backend.faults.set("takePayment", "lost");
        stage.backend.faults.set("getPayment", fault);
        stage.site.timeoutMs = 200;
        expect(await resultLater()).to.equal("pending");
        stage.site.timeoutMs = 2500;
        isToldLate();
        expect(await resultLater(YEAR_MS)).to.equal("pending");
        stage.backend.faults.clear();
        expect(await resultLater(YEAR_MS)).to.equal("settled");
        expect(charges()).to.have.length(1);
      });

    it("nor takes a refusal to tell for one", async () => {
      stage.site.url = front.url;
      stage.backend.faults.set("takePayment", "failing");
      expect(await resultLater()).to.equal("pending");
      stage.backend.faults.clear();
      for (const status of [401, 403, 410, 429]) {
        front.instead = ({ path }) => (path.startsWith("/payments/") ? { status, body: {} } : undefined);
        expect(await resultLater(YEAR_MS), String(status)).to.equal("pending");
      }
    });

    it("and tells the same try what became of it, for a look and no charge", async () => {
      const payer = await stage.verified(customer);
      const wanted = paymentOf(stage, customer.orderId, UNDECIDED);
      expect(await pay(stage, payer, wanted)).to.include({ result: "pending" });
      await settleAs("approved");
      const answer = await pay(stage, payer, wanted);
      expect(answer).to.include({ result: "approved", scheme: "visa", lastFour: "3220" });
      expect(await pay(stage, payer, wanted)).to.deep.equal(answer);
      expect(charges()).to.have.length(1);
    });

    it("also where two calls ask at once: one of them charges", async () => {
      expect(await resultLater(0, UNDECIDED)).to.equal("pending");
      await settleAs("declined");
      const payers = await Promise.all([1, 2, 3].map(() => stage.verified(customer)));
      const results = await Promise.all(
        payers.map(async (payer) => (await pay(stage, payer, paymentOf(stage, customer.orderId, CARD)))["result"]),
      );
      expect(results.filter((result) => result === "approved")).to.have.length(1);
      expect(charges()).to.have.length(1);
    });
  });
});
