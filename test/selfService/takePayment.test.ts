import { expect } from "chai";
import { after, afterEach, before, beforeEach } from "mocha";
import type { SecureDeps } from "../../handlers/selfService/secureDeps";
import { takePayment } from "../../handlers/selfService/takePayment";
import type { LookupEvent } from "../../handlers/shared/lookup";
import type { Functions } from "../../local/simulator/functions";
import { type Network, startNetwork } from "../handlers/network";
import { failed, lambda, text } from "../simulator/blocks";
import { call, functionArn, said } from "../simulator/world";
import {
  type Contact,
  contact,
  type Customer,
  DECLINED,
  pay,
  paymentOf,
  PENDING as UNDECIDED,
  type Stage,
  startStage,
  VISA,
  watched,
} from "./stage";

const UNAVAILABLE = { result: "unavailable", scheme: "none", lastFour: "none", reference: "none" };
const PENDING = { ...UNAVAILABLE, result: "pending" };

describe("takePayment", () => {
  let stage: Stage;
  let network: Network;
  let customer: Customer;
  let payer: Contact;
  before(async () => {
    stage = await startStage();
    network = await startNetwork();
  });
  beforeEach(async () => {
    customer = stage.customer();
    payer = await stage.verified(customer);
  });
  afterEach(() => {
    stage.reset();
    network.mend();
  });
  after(async () => {
    await network.close();
    await stage.close();
  });
  const charges = () => stage.backend.charges.filter(({ orderId }) => orderId === customer.orderId);
  const resultOf = async (card = VISA, attempt = 1, from = payer) =>
    (await pay(stage, from, paymentOf(stage, customer.orderId, card, attempt)))["result"];

  describe("charges", () => {
    it("what the order says is due, and answers scheme, last digits and reference alone", async () => {
      const paid = await pay(stage, payer, paymentOf(stage, customer.orderId));
      expect(paid)
        .to.include({ result: "approved", scheme: "visa", lastFour: "4242" })
        .and.to.have.all.keys("result", "scheme", "lastFour", "reference");
      expect(paid["reference"]).to.match(/^[0-9a-f-]{36}$/);
      expect(charges().map(({ amount, currency }) => ({ amount, currency }))).to.deep.equal([
        { amount: 1250, currency: "CAD" },
      ]);
    });

    it("nobody who was not verified in this call, nor for another customer's order", async () => {
      expect(await pay(stage, contact(), paymentOf(stage, customer.orderId))).to.deep.equal(UNAVAILABLE);
      expect(await resultOf(VISA, 1, await stage.verified(stage.customer()))).to.equal("unavailable");
      expect(charges()).to.deep.equal([]);
    });

    it("a caller who was verified before the transfer that this contact began with", async () => {
      expect(await resultOf(VISA, 1, { ...contact(), initialId: payer.id })).to.equal("approved");
    });

    it("nothing for a card that cannot be good, and asks for what is wrong", async () => {
      const wrong = [
        [{ ...VISA, cardNumber: "4242424242424241" }, "invalid_card"],
        [{ ...VISA, cardNumber: "4242" }, "invalid_card"],
        [{ ...VISA, cardNumber: "0".repeat(16) }, "invalid_card"],
        [{ ...VISA, cardNumber: "" }, "invalid_card"],
        [{ ...VISA, expiry: "1026" }, "expired_card"],
        [{ ...VISA, expiry: "1328" }, "expired_card"],
        [{ ...VISA, expiry: "128" }, "expired_card"],
        [{ ...VISA, securityCode: "73" }, "invalid_code"],
        [{ ...VISA, securityCode: "7373" }, "invalid_code"],
      ] as const;
      for (const [attempt, [card, result]] of wrong.entries())
        expect(await resultOf(card, attempt + 1), JSON.stringify(card)).to.equal(result);
      expect(charges()).to.deep.equal([]);
      expect(await resultOf(VISA, wrong.length + 1), "and a good one after all").to.equal("approved");
    });

    it("another card after one that was declined", async () => {
      expect(await resultOf(DECLINED)).to.equal("declined");
      expect(await resultOf(VISA, 2)).to.equal("approved");
      expect(charges()).to.have.length(1);
    });

    it("whoever comes back in the same call and begins again with the first try", async () => {
      expect(await resultOf(DECLINED)).to.equal("declined");
      expect(await resultOf()).to.equal("approved");
    });
  });

  describe("refuses", () => {
    it("a message that none of our keys opens, as an invalid card, which is noted", async () => {
      stage.journal.splice(0);
      const foreign = paymentOf(stage, customer.orderId);
      for (const cardNumber of ["Timeout", "AAAA", `${foreign.cardNumber.slice(0, -8)}AAAAAAA=`])
        expect((await pay(stage, payer, { ...foreign, cardNumber }))["result"], cardNumber.slice(0, 8)).to.equal(
          "invalid_card",
        );
      expect(stage.journal).to.include("noted DecryptionFailure");
      expect(charges()).to.deep.equal([]);
    });

    for (const message of ["cardNumber", "expiry", "securityCode"] as const)
      it(`the ${message} of another call, and answers its own call as before`, async () => {
        const paid = paymentOf(stage, customer.orderId);
        const first = await pay(stage, payer, paid);
        const other = stage.customer();
        const elsewhere = { ...paymentOf(stage, other.orderId), [message]: paid[message] };
        expect((await pay(stage, await stage.verified(other), elsewhere))["result"]).to.equal("invalid_card");
        expect(await pay(stage, payer, paid)).to.deep.equal(first);
        expect(stage.backend.charges).to.have.length(1);
      });

    it("without keys: it is not available, and nothing is thrown", async () => {
      const broken = stage.deps({ decryptor: { decrypt: () => Promise.reject(new Error("It is broken.")) } });
      expect(await pay(stage, payer, paymentOf(stage, customer.orderId), broken)).to.deep.equal(UNAVAILABLE);
      expect(charges()).to.deep.equal([]);
      expect(await resultOf(VISA, 2)).to.equal("approved");
    });

    it("to say that nothing was charged where it cannot see what an earlier invocation of the try did", async () => {
      const broken = () => Promise.reject(new Error("It is broken."));
      const parts = [
        { systems: broken },
        { callState: { ...stage.deps().callState, verified: broken } },
        { callState: { ...stage.deps().callState, claim: broken } },
      ];
      for (const part of parts)
        expect(await pay(stage, payer, paymentOf(stage, customer.orderId), stage.deps(part))).to.deep.equal(PENDING);
      expect(charges()).to.deep.equal([]);
      expect(await resultOf(VISA, 2)).to.equal("approved");
    });
  });

  describe("takes the money once", () => {
    it("however often the same try is asked for, one after another and side by side", async () => {
      const wanted = paymentOf(stage, customer.orderId);
      const first = await Promise.all([1, 2, 3].map(() => pay(stage, payer, wanted)));
      expect(await pay(stage, payer, wanted)).to.deep.equal(first[0]);
      for (const paid of first) expect(paid).to.deep.equal(first[0]).and.to.include({ result: "approved" });
      expect(charges()).to.have.length(1);
    });

    it("and tells the try that paid that it did, though another try claimed the order since", async () => {
      const wanted = paymentOf(stage, customer.orderId);
      const first = await pay(stage, payer, wanted);
      expect(await resultOf(VISA, 1, await stage.verified(customer))).to.equal("settled");
      expect(await pay(stage, payer, wanted)).to.deep.equal(first);
      expect(charges()).to.have.length(1);
    });

    for (const [what, fault] of [
      ["late", "slow"],
      ["twice", "duplicated"],
      ["with half an answer", "malformed"],
      ["never", "lost"],
    ] as const)
      it(`where the gateway answers ${what} and the service calls three times`, async () => {
        stage.backend.faults.set("takePayment", fault);
        stage.site.timeoutMs = fault === "lost" ? 200 : 2500;
        const wanted = paymentOf(stage, customer.orderId);
        const answers: unknown[] = [];
        // The answers of the first two calls are lost between Lambda and Amazon Connect, which then calls again.
        const functions: Functions = {
          nameOf: () => "takePayment",
          logs: [],
          close: () => Promise.resolve(),
          invoke: async (_arn, event) => {
            answers.push(await takePayment(asOf(event as LookupEvent, payer), stage.deps()));
            return { id: answers.length, answer: answers.at(-1), ...(answers.length < 3 && { status: 500 }) };
          },
        };
        const result = await call({
          flows: {
            main: {
              pay: lambda(functionArn("takePayment"), "tell", { ...wanted, environment: "dev", apiProfile: "default" }),
              tell: text("$.External.result $.External.lastFour", "end"),
              ...failed,
            },
          },
          functions,
        });
        expect(said(result)).to.deep.equal(["approved 4242"]);
        expect(answers).to.have.length(3);
        expect(new Set(answers.map((one) => JSON.stringify(one))).size).to.equal(1);
        expect(charges()).to.have.length(1);
      });

    it("where two calls pay one order at once", async () => {
      const callers = await Promise.all([1, 2, 3].map(() => stage.verified(customer)));
      const results = (
        await Promise.all(callers.map((one) => pay(stage, one, paymentOf(stage, customer.orderId))))
      ).map(({ result }) => result);
      expect(results.sort()).to.deep.equal(["approved", "pending", "pending"]);
      expect(charges()).to.have.length(1);
    });

    it("where the gateway said nothing: the order can be tried no more, in this call or another", async () => {
      for (const operation of ["takePayment", "getPayment"]) stage.backend.faults.set(operation, "hanging");
      stage.site.timeoutMs = 200;
      const wanted = paymentOf(stage, customer.orderId);
      expect(await pay(stage, payer, wanted)).to.deep.equal(PENDING);
      stage.backend.faults.clear();
      expect(await pay(stage, payer, wanted), "the same").to.deep.equal(PENDING);
      expect(await resultOf(VISA, 2), "another try").to.equal("pending");
      expect(await resultOf(VISA, 1, await stage.verified(customer)), "another call").to.equal("pending");
      expect(charges()).to.deep.equal([]);
    });

    it("where the gateway failed, and cannot say whether it acted", async () => {
      stage.backend.faults.set("takePayment", "failing");
      expect(await resultOf()).to.equal("pending");
      stage.backend.faults.clear();
      expect(await resultOf(VISA, 2)).to.equal("pending");
    });

    it("where the bank has not said yet", async () => {
      expect(await resultOf(UNDECIDED)).to.equal("pending");
      expect(await resultOf(VISA, 2)).to.equal("pending");
    });

    it("where the function was ended between claim and request: the order is free after half a minute", async () => {
      const { callState } = stage.deps();
      const dying = stage.deps({ callState: { ...callState, sending: () => new Promise<never>(() => undefined) } });
      const began = stage.clock.now.getTime();
      void pay(stage, payer, paymentOf(stage, customer.orderId), dying);
      while ((await stage.tables.stateItems()).every(({ key }) => !String(key).includes(customer.orderId)))
        await Promise.resolve();
      expect(await resultOf(VISA, 2)).to.equal("pending");
      stage.clock.now = new Date(began + 30_000);
      expect(await resultOf(VISA, 3)).to.equal("approved");
    });

    it("where the gateway is not there: nothing was sent, and the next try is free", async () => {
      const orders = stage.deps().systems;
      // The orders answer; nobody listens where the gateway should be.
      stage.site.url = "http://127.0.0.1:1";
      const gateway = stage.deps().systems;
      const systems: SecureDeps["systems"] = async (event) => {
        const [up, down] = await Promise.all([orders(event), gateway(event)]);
        return { ...up, post: (...asked) => down.post(...asked) };
      };
      expect(await pay(stage, payer, paymentOf(stage, customer.orderId), stage.deps({ systems }))).to.deep.equal(
        UNAVAILABLE,
      );
      stage.site.url = stage.backend.url;
      expect(await resultOf(VISA, 2)).to.equal("approved");
    });

    it("where there is no time left to hear the gateway: nothing is sent", async () => {
      let milliseconds = 0;
      const late = stage.deps({ elapsed: () => (milliseconds += 2501) });
      expect(await pay(stage, payer, paymentOf(stage, customer.orderId), late)).to.deep.equal(UNAVAILABLE);
      expect(charges()).to.deep.equal([]);
    });

    it("where the answer cannot be noted: the caller hears it, and the order is tried no more", async () => {
      const { callState } = stage.deps();
      const forgetful = stage.deps({
        callState: { ...callState, answered: () => Promise.reject(new Error("It is broken.")) },
      });
      expect((await pay(stage, payer, paymentOf(stage, customer.orderId), forgetful))["result"]).to.equal("approved");
      expect(await resultOf(VISA, 2)).to.equal("pending");
      expect(charges()).to.have.length(1);
    });

    it("and who asks while the first is still at it waits, but not for ever", async () => {
      const wanted = paymentOf(stage, customer.orderId);
      const { callState } = stage.deps();
      void pay(
        stage,
        payer,
        wanted,
        stage.deps({ callState: { ...callState, sending: () => new Promise<never>(() => undefined) } }),
      );
      while ((await stage.tables.stateItems()).every(({ key }) => !String(key).includes(customer.orderId)))
        await Promise.resolve();
      let milliseconds = 0;
      let pauses = 0;
      const waiting = stage.deps({
        elapsed: () => milliseconds,
        pause: (ms) => Promise.resolve(((milliseconds += ms), pauses++)),
      });
      expect(await pay(stage, payer, wanted, waiting)).to.deep.equal(PENDING);
      expect(pauses).to.be.greaterThan(1);
    });
  });

  describe("where the answer to one of its notes is lost", () => {
    /** Pays once for each of the notes, the answer to which is lost; another customer each time. */
    const losingEach = async (paidOnce: () => Promise<void>): Promise<number> => {
      for (let nth = 1; ; nth++) {
        customer = stage.customer();
        payer = await stage.verified(customer);
        const before = network.lost;
        network.loseAnswer(nth);
        await paidOnce();
        if (network.lost === before) return nth - 1;
      }
    };

    it("whichever it is: charges once, says so, and the order is paid", async () => {
      const notes = await losingEach(async () => {
        expect(await resultOf()).to.equal("approved");
        expect(charges()).to.have.length(1);
        stage.backend.open(customer);
        expect(await resultOf(VISA, 2)).to.equal("settled");
        expect(charges()).to.have.length(1);
      });
      expect(notes).to.be.greaterThan(5);
    });

    it("whichever it is: another card may follow one that was declined", async () => {
      const notes = await losingEach(async () => {
        expect(await resultOf(DECLINED)).to.equal("declined");
        expect(await resultOf(VISA, 2)).to.equal("approved");
        expect(charges()).to.have.length(1);
      });
      expect(notes).to.be.greaterThan(10);
    });

    it("twice: nothing is sent that nobody knows to be noted, and the next try is free", async () => {
      const { callState } = stage.deps();
      const unheard = stage.deps({
        callState: {
          ...callState,
          sending: (...asked) => {
            network.loseAnswer(1);
            network.loseAnswer(2);
            return callState.sending(...asked);
          },
        },
      });
      expect(await pay(stage, payer, paymentOf(stage, customer.orderId), unheard)).to.deep.equal(UNAVAILABLE);
      expect(charges()).to.deep.equal([]);
      expect(await resultOf(VISA, 2)).to.equal("approved");
    });
  });

  it("charges once where the gateway takes the money, resets the connection and is gone", async () => {
    stage.backend.faults.set("takePayment", "reset");
    stage.backend.faults.set("getPayment", "hanging");
    stage.site.timeoutMs = 300;
    expect(await resultOf()).to.equal("pending");
    stage.backend.faults.clear();
    stage.site.timeoutMs = 2500;
    stage.backend.open(customer);
    expect(await resultOf(VISA, 2)).to.equal("settled");
    expect(charges()).to.have.length(1);
  });

  it("overwrites what it opened and what it sent, whatever becomes of it", async () => {
    const { held, deps: watching } = watched(stage);
    await pay(stage, payer, paymentOf(stage, customer.orderId), watching);
    stage.backend.faults.set("takePayment", "failing");
    customer = stage.customer();
    payer = await stage.verified(customer);
    await pay(stage, payer, { ...paymentOf(stage, customer.orderId), securityCode: "Timeout" }, watching);
    await pay(stage, payer, paymentOf(stage, customer.orderId, VISA, 2), watching);
    expect(held.map(({ length }) => length < 20)).to.deep.equal([
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    for (const bytes of held) expect(bytes.every((byte) => byte === 0)).to.equal(true);
  });
});

/** The event of a simulated call, in the contact of a caller who was verified. */
const asOf = (event: LookupEvent, { id, caller }: Contact): LookupEvent => ({
  Details: {
    ContactData: { ContactId: id, InitialContactId: id, CustomerEndpoint: { Address: caller as string } },
    Parameters: event.Details.Parameters,
  },
});
