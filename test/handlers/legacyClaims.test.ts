import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { hashOf } from "../../handlers/shared/hashOf";
import { type LegacyClaims, legacyClaims, legacyDebtOf, legacyKeyOf } from "../../handlers/shared/legacyClaims";
import { debtIdOf, type Holds } from "../../handlers/shared/payments";
import { type FunctionsOfBefore, functionsOfBefore } from "./functionsOfBefore";
import { startTables, type TestTables } from "./tables";

const START = Date.parse("2026-02-10T12:00:00Z") / 1000;
const DAY = 24 * 60 * 60;
const APPROVED = { result: "approved", reference: "P-1" };

describe("claims of functions before decision 18", () => {
  let tables: TestTables;
  let legacy: LegacyClaims;
  let old: FunctionsOfBefore;
  let oldInCanada: FunctionsOfBefore;
  let keys: readonly string[];
  const clock = { seconds: 0 };
  const now = (): number => START + clock.seconds;
  before(async () => {
    tables = await startTables();
    legacy = legacyClaims(tables.stateTable(), now);
  });
  beforeEach(() => {
    clock.seconds = 0;
    const orderId = randomUUID();
    old = functionsOfBefore(now, "default", orderId);
    oldInCanada = functionsOfBefore(now, "canada", orderId);
    keys = ["default", "canada"].map((profile) => legacyKeyOf("dev", profile, orderId));
  });
  after(() => tables.close());

  /** A payment of a function of before, from its claim to its end. */
  const paidBefore = async (holds: Holds, functions = old, claim = "old"): Promise<void> => {
    expect(await functions.claim(claim)).to.equal(true);
    expect(await functions.sending(claim, `key-${claim}`)).to.equal(true);
    expect(await functions.answered(claim, APPROVED, holds)).to.equal(true);
  };
  /** Whether functions of before would ask the gateway for money, under each of the keys. */
  const charge = async (claim: string = randomUUID()): Promise<boolean[]> => {
    const charges: boolean[] = [];
    for (const functions of [old, oldInCanada])
      charges.push((await functions.claim(claim)) && (await functions.sending(claim, `key-${claim}`)));
    return charges;
  };

  describe("stand in the way", () => {
    for (const [where, functionsOf] of [
      ["the own profile", () => old],
      ["another profile of the order system", () => oldInCanada],
    ] as const) {
      it(`under ${where} while one is at it, and no longer than it lives`, async () => {
        expect(await functionsOf().claim("old")).to.equal(true);
        expect(await legacy.fence(keys, "new")).to.deep.equal({ state: "running", claim: "old" });
        clock.seconds = 29;
        expect(await legacy.fence(keys, "new")).to.deep.equal({ state: "running", claim: "old" });
        clock.seconds = 30;
        expect(await legacy.fence(keys, "new")).to.equal(undefined);
        expect(await functionsOf().sending("old", "key-old"), "it comes too late").to.equal(false);
      });

      it(`under ${where} where it is in doubt, and say by what key and since when`, async () => {
        clock.seconds = 17;
        await functionsOf().claim("old");
        await functionsOf().sending("old", "key-old");
        const key = keys[functionsOf() === old ? 0 : 1] as string;
        const doubt = { state: "doubt", claim: "old", key, doubt: { paymentKey: "key-old", sentAt: START + 17 } };
        expect(await legacy.fence(keys, "new"), "it may still be at it").to.deep.equal(doubt);
        await functionsOf().answered("old", { result: "pending" }, "doubt");
        clock.seconds = 7 * DAY;
        expect(await legacy.fence(keys, "new")).to.deep.equal(doubt);
      });

      it(`under ${where} where money was taken, with the answer`, async () => {
        await paidBefore("money", functionsOf());
        expect(await legacy.fence(keys, "new")).to.deep.include({ state: "paid", claim: "old", answer: APPROVED });
      });

      it(`under ${where} no more where nothing was taken`, async () => {
        await paidBefore("nothing", functionsOf());
        expect(await legacy.fence(keys, "new")).to.equal(undefined);
      });
    }

    it("and of many that fence the order off at once, all may: its own item says whose it is", async () => {
      const fenced = await Promise.all(["a", "b", "c"].map((claim) => legacy.fence(keys, claim)));
      expect(fenced).to.deep.equal([undefined, undefined, undefined]);
    });
  });

  describe("are kept from charging", () => {
    it("while the order is fenced off, and half a minute and a day later", async () => {
      expect(await legacy.fence(keys, "new")).to.equal(undefined);
      for (const seconds of [0, 30, DAY]) {
        clock.seconds = seconds;
        expect(await charge(), `after ${seconds} s`).to.deep.equal([false, false]);
      }
    });

    it("where they had claimed the order and come back when another has fenced it off", async () => {
      await old.claim("old");
      clock.seconds = 30;
      await legacy.fence(keys, "new");
      expect(await old.sending("old", "key-old")).to.equal(false);
      expect(await old.answered("old", APPROVED, "nothing"), "nor make it look free").to.equal(false);
    });

    it("no more where the new payment took nothing", async () => {
      await legacy.fence(keys, "new");
      await legacy.release(keys, "new");
      expect(await charge("old")).to.deep.equal([true, true]);
    });

    it("though somebody gives back what another has fenced off since", async () => {
      await legacy.fence(keys, "first");
      await legacy.fence(keys, "second");
      await legacy.release(keys, "first");
      expect(await charge()).to.deep.equal([false, false]);
    });

    it("and theirs is not given back by who fenced the order off before them", async () => {
      await legacy.fence(keys, "new");
      await legacy.release(keys, "new");
      await old.claim("old");
      await old.sending("old", "key-old");
      await legacy.release(keys, "new");
      expect(await legacy.fence(keys, "other")).to.deep.include({ state: "doubt", claim: "old" });
    });

    it("and what stands in the way under one key gives back the others", async () => {
      await oldInCanada.claim("old");
      await legacy.fence(keys, "new");
      expect(await old.claim("other")).to.equal(true);
    });
  });

  it("that were taken over stand in the way no more, and still keep functions of before from charging", async () => {
    await paidBefore("doubt");
    const standing = await legacy.fence(keys, "new");
    expect(standing).to.include({ state: "doubt" });
    await legacy.adopt(keys[0] as string, { paymentKey: "key-old", sentAt: START });
    expect(await old.claim("other")).to.equal(false);
    expect(await legacy.fence(keys, "new")).to.equal(undefined);
    expect(await charge()).to.deep.equal([false, false]);
  });

  it("are not taken over by the key of another payment", async () => {
    await paidBefore("doubt");
    await legacy.adopt(keys[0] as string, { paymentKey: "key-other", sentAt: START });
    expect(await legacy.fence(keys, "new")).to.include({ state: "doubt" });
  });

  it("leave nothing where there was nothing", async () => {
    await legacy.release(keys, "new");
    await legacy.adopt(keys[0] as string, { paymentKey: "key", sentAt: START });
    const items = await tables.stateItems();
    expect(items.filter(({ key }) => keys.includes(key as string))).to.deep.equal([]);
  });
});

describe("the debt that a function of before charged", () => {
  const due = { amount: 1250, currency: "CAD", revision: "2" };
  const claim = hashOf("a call", "a card");
  const keyOf = (amount: number, currency = "CAD"): string => hashOf(claim, String(amount), currency);

  it("is what is due, where nothing says that it is another", () => {
    for (const [before, key] of [
      [claim, keyOf(1250)],
      [claim, "key-1"],
      ["call-1", keyOf(1)],
    ] as const)
      expect(legacyDebtOf(before, key, due)).to.equal(debtIdOf(due));
  });

  it("is another where the key was made of another amount or currency, or nothing is due", () => {
    for (const [key, now] of [
      [keyOf(1251), due],
      [keyOf(1250, "USD"), due],
      [keyOf(1250), undefined],
    ] as const)
      expect(legacyDebtOf(claim, key, now))
        .to.match(/^[0-9a-f]{64}$/)
        .and.not.equal(debtIdOf(due));
  });
});
