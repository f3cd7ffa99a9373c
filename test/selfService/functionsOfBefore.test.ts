import { expect } from "chai";
import { after, afterEach, before, beforeEach } from "mocha";
import type { SecureDeps } from "../../handlers/selfService/secureDeps";
import { hashOf } from "../../handlers/shared/hashOf";
import type { Holds } from "../../handlers/shared/payments";
import { type FunctionsOfBefore, functionsOfBefore } from "../handlers/functionsOfBefore";
import {
  type CardKeyed,
  type Contact,
  type Customer,
  DECLINED,
  NOON,
  pay,
  paymentOf,
  PENDING,
  postedElsewhere,
  type Stage,
  startStage,
  VISA,
} from "./stage";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const APPROVED = { result: "approved", scheme: "visa", lastFour: "4242", reference: "P-1" };

describe("takePayment beside functions before decision 18, which know another claim", () => {
  let stage: Stage;
  let customer: Customer;
  let payer: Contact;
  let old: FunctionsOfBefore;
  let oldInCanada: FunctionsOfBefore;
  before(async () => (stage = await startStage()));
  beforeEach(async () => {
    customer = stage.customer();
    payer = await stage.verified(customer);
    const now = (): number => stage.clock.now.getTime() / 1000;
    old = functionsOfBefore(now, "default", customer.orderId);
    oldInCanada = functionsOfBefore(now, "canada", customer.orderId);
  });
  afterEach(() => stage.reset());
  after(() => stage.close());

  const charges = () => stage.backend.charges.filter(({ orderId }) => orderId === customer.orderId);
  /** Functions that know both profiles to reach one order system. */
  const deps = (more: Partial<SecureDeps> = {}): SecureDeps => {
    const { systems } = stage.deps();
    return stage.deps({
      systems: async (event) => ({ ...(await systems(event)), profiles: ["default", "canada"] }),
      ...more,
    });
  };
  const result = async (card = VISA, known = deps()) =>
    (await pay(stage, await stage.verified(customer), paymentOf(stage, customer.orderId, card), known))["result"];
  /** What the gateway does for a function of before. */
  const postedBefore = (key: string, card: CardKeyed): Promise<void> =>
    postedElsewhere(stage, key, { orderId: customer.orderId, amount: 1250 }, card);
  const paidBefore = async (functions: FunctionsOfBefore, holds: Holds, claim = "old", reply = APPROVED) => {
    await functions.claim(claim);
    await functions.sending(claim, `key-${claim}`);
    await functions.answered(claim, reply, holds);
  };
  /** The profiles under which functions of before would ask the gateway for money. */
  const chargedBefore = async (): Promise<string[]> => {
    const profiles: string[] = [];
    for (const [name, functions] of [
      ["default", old],
      ["canada", oldInCanada],
    ] as const)
      if ((await functions.claim("other")) && (await functions.sending("other", "key-other"))) profiles.push(name);
    return profiles;
  };

  for (const [where, functionsOf] of [
    ["its own profile", () => old],
    ["another profile of the order system", () => oldInCanada],
  ] as const)
    describe(`under ${where}`, () => {
      it("charges nothing while one of them is at it, and goes on where it took nothing", async () => {
        await functionsOf().claim("old");
        expect(await result()).to.equal("pending");
        await functionsOf().answered("old", { result: "declined" }, "nothing");
        expect(charges()).to.deep.equal([]);
        expect(await result()).to.equal("approved");
      });

      it("charges nothing where one of them did, and says that it is settled", async () => {
        await paidBefore(functionsOf(), "money");
        expect(await result()).to.equal("settled");
        expect(await result(), "remembered").to.equal("settled");
        stage.clock.now = new Date(NOON.getTime() + 2 * DAY_MS);
        expect(await result(), "also when the claim of before is forgotten").to.equal("settled");
        expect(charges()).to.deep.equal([]);
      });

      for (const [outcome, then, count] of [
        ["approved", "settled", 1],
        ["declined", "approved", 1],
      ] as const)
        it(`takes over a doubt, which the bank then ${outcome}`, async () => {
          await postedBefore("key-old", PENDING);
          await paidBefore(functionsOf(), "doubt");
          expect(await result()).to.equal("pending");
          expect(await result()).to.equal("pending");
          stage.backend.settle("key-old", outcome);
          expect(await result()).to.equal(then);
          expect(charges()).to.have.length(count);
        });

      it("takes over a doubt that nobody noted the end of, and does not forget it with them", async () => {
        await functionsOf().claim("old");
        await functionsOf().sending("old", "key-old");
        expect(await result()).to.equal("pending");
        await postedBefore("key-old", PENDING);
        stage.clock.now = new Date(NOON.getTime() + 30 * DAY_MS);
        expect(await result()).to.equal("pending");
        stage.backend.settle("key-old", "approved");
        stage.backend.open(customer);
        expect(await result()).to.equal("settled");
        expect(charges()).to.have.length(1);
      });

      it("takes over a doubt of which the gateway never heard: an hour later another card is charged", async () => {
        await paidBefore(functionsOf(), "doubt");
        expect(await result()).to.equal("pending");
        stage.clock.now = new Date(NOON.getTime() + HOUR_MS - 1000);
        expect(await result()).to.equal("pending");
        stage.clock.now = new Date(NOON.getTime() + HOUR_MS);
        expect(await result()).to.equal("approved");
      });

      it("counts no card for a doubt that it takes over: the bank never got it", async () => {
        await postedBefore("key-old", PENDING);
        await paidBefore(functionsOf(), "doubt");
        const policy = { ...stage.deps().policy, cardsPerOrder: 1, cardsPerAccount: 1 };
        expect(await result(VISA, deps({ policy }))).to.equal("pending");
        stage.backend.settle("key-old", "declined");
        expect(await result(VISA, deps({ policy }))).to.equal("approved");
      });

      it("keeps them from charging where their own doubt was taken over", async () => {
        await paidBefore(functionsOf(), "doubt");
        expect(await result()).to.equal("pending");
        expect(await chargedBefore()).to.deep.equal([]);
      });

      it("keeps them from charging what one of them charged", async () => {
        await paidBefore(functionsOf(), "money");
        expect(await result()).to.equal("settled");
        expect(await chargedBefore()).to.deep.equal([]);
      });
    });

  it("has the answer of one of them to the same try", async () => {
    const wanted = paymentOf(stage, customer.orderId);
    const { cardNumber, expiry, securityCode, attempt } = wanted;
    const claim = hashOf(payer.id, `dev#default#${customer.orderId}`, attempt, cardNumber, expiry, securityCode);
    await paidBefore(old, "money", claim);
    expect(await pay(stage, payer, wanted, deps())).to.deep.equal(APPROVED);
    expect(await pay(stage, payer, wanted, deps()), "again").to.deep.equal(APPROVED);
    expect(charges()).to.deep.equal([]);
  });

  describe("keeps them from charging", () => {
    it("while the gateway is asked", async () => {
      const known = deps();
      const meanwhile: string[][] = [];
      const systems: SecureDeps["systems"] = async (event) => {
        const client = await known.systems(event);
        return { ...client, post: async (...asked) => (meanwhile.push(await chargedBefore()), client.post(...asked)) };
      };
      expect(await result(VISA, { ...known, systems })).to.equal("approved");
      expect(meanwhile).to.deep.equal([[]]);
    });

    for (const [what, card, word, late] of [
      ["the order was paid", VISA, "approved", []],
      ["the order is in doubt", PENDING, "pending", []],
      ["nothing was taken", DECLINED, "declined", ["default", "canada"]],
    ] as const)
      it(`when ${what}: ${late.length > 0 ? "no more" : "now, and a day later"}`, async () => {
        expect(await result(card)).to.equal(word);
        expect(await chargedBefore()).to.deep.equal(late);
        stage.clock.now = new Date(NOON.getTime() + DAY_MS);
        if (late.length === 0) expect(await chargedBefore()).to.deep.equal([]);
      });
  });
});
