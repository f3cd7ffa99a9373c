import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { after, afterEach, before, beforeEach } from "mocha";
import type { CallState } from "../../handlers/shared/callState";
import type { Limit } from "../../handlers/shared/limits";
import { debtIdOf, type OrderPlace } from "../../handlers/shared/payments";
import { type Change, type StateTable } from "../../handlers/shared/stateTable";
import { type Network, startNetwork } from "./network";
import { errorOf } from "./rows";
import { FAILURE, NOON, startTables, type TestTables } from "./tables";

const NOW = NOON.getTime() / 1000;
const LIMIT: Limit = { tries: 4, seconds: 60 };
const DEBT = { amount: 1250, currency: "CAD" };
const SENDING = { debt: debtIdOf(DEBT), paymentKey: "key", cards: 1, cardsUntil: NOW + 60 };
const APPROVED = { result: "approved", reference: "P-1" };
const MONEY = { answer: APPROVED, holds: "money", debt: debtIdOf(DEBT), told: true } as const;
const NOTHING = { answer: { result: "declined" }, holds: "nothing", told: true } as const;

describe("the table of the call state, where the answer to a write is lost", () => {
  let tables: TestTables;
  let network: Network;
  let table: StateTable;
  let state: CallState;
  let place: OrderPlace;
  let key: string;
  const clock = { seconds: 0 };
  before(async () => {
    tables = await startTables();
    network = await startNetwork();
    table = tables.stateTable();
    state = tables.callState(() => new Date(NOON.getTime() + clock.seconds * 1000));
  });
  beforeEach(() => {
    clock.seconds = 0;
    key = randomUUID();
    place = { orderSystem: "orders", orderId: randomUUID(), environment: "dev", apiProfile: "default" };
  });
  afterEach(() => {
    tables.reply = undefined;
  });
  after(async () => {
    await network.close();
    await tables.close();
  });

  /** Does something whose first write is answered into the void, while others do what they do. */
  const losing = async <Result>(
    act: () => Promise<Result>,
    meanwhile: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Result> => {
    const before = network.lost;
    network.loseAnswer(1, meanwhile);
    const result = await act();
    expect(network.lost, "answers lost").to.equal(before + 1);
    return result;
  };
  const stateOf = async (claim: string) => (await state.claim(place, claim)).state;
  const leftOf = async (whose: string, limit = LIMIT): Promise<number> => {
    let left = 0;
    while (await state.count("cardsOfAccount", whose, { cards: limit })) left += 1;
    return left;
  };

  it("claims an order all the same, and nobody else does", async () => {
    const others: string[] = [];
    const claimed = await losing(
      () => state.claim(place, "a"),
      async () => others.push(await stateOf("b"), await stateOf("a")),
    );
    expect([claimed.state, ...others]).to.deep.equal(["mine", "taken", "running"]);
  });

  it("leaves an order to whom it belongs", async () => {
    await state.claim(place, "a");
    expect((await losing(() => state.claim(place, "b"))).state).to.equal("taken");
    expect((await losing(() => state.claim(place, "a"))).state).to.equal("running");
    expect(await losing(() => state.sending(place, "b", SENDING))).to.equal(false);
  });

  it("notes that a request is made, whatever others try meanwhile", async () => {
    await state.claim(place, "a");
    const sent = await losing(
      () => state.sending(place, "a", SENDING),
      async () => {
        expect(await stateOf("b")).to.equal("taken");
        expect(await state.settle(place, { paymentKey: "key", sentAt: NOW }, { status: "nothing" })).to.equal(false);
      },
    );
    expect(sent).to.equal(true);
    expect(await losing(() => state.sending(place, "a", SENDING)), "a second request").to.equal(false);
  });

  it("keeps an answer, and the claim of another that came right behind it", async () => {
    await state.claim(place, "a");
    await state.sending(place, "a", SENDING);
    await losing(
      () => state.answered(place, "a", MONEY),
      () => state.claim(place, "b"),
    );
    expect(await stateOf("b")).to.equal("running");
    await state.answered(place, "b", NOTHING);
    expect(await state.claim(place, "b")).to.deep.equal({ state: "answered", answer: NOTHING.answer });
  });

  it("settles a doubt and closes what was paid once, and knows that it did", async () => {
    const doubt = { paymentKey: "key", sentAt: NOW };
    const finding = { status: "approved", answer: APPROVED } as const;
    const trace = { by: "kim", why: "the bank's statement" };
    await state.claim(place, "a");
    await state.sending(place, "a", SENDING);
    clock.seconds = 30;
    const settled = await losing(
      () => state.settle(place, doubt, finding, trace),
      async () => expect(await state.settle(place, doubt, { status: "nothing" })).to.equal(false),
    );
    expect(settled).to.equal(true);
    expect(await losing(() => state.told(place, debtIdOf(DEBT), trace))).to.equal(true);
    const item = (await tables.stateItems()).find((one) => String(one["key"]).endsWith(place.orderId));
    expect(item?.["trace"]).to.have.length(2);
  });

  it("takes a card that the bank never got off the count", async () => {
    await state.claim(place, "a");
    await state.sending(place, "a", { ...SENDING, cards: 3 });
    await losing(() => state.answered(place, "a", { ...NOTHING, cards: 2 }));
    expect(await state.claim(place, "b")).to.include({ state: "mine", cards: 2 });
  });

  for (const [what, others, left] of [
    ["and nobody else counts", 0, 3],
    ["while others count", 2, 1],
  ] as const) {
    it(`counts a try once: the first, ${what}`, async () => {
      const count = () => state.count("cardsOfAccount", key, { cards: LIMIT });
      const counted = await losing(count, () => Promise.all(Array.from({ length: others }, count)));
      expect(counted).to.equal(true);
      expect(await leftOf(key)).to.equal(left);
    });

    it(`counts a try once: the first of another window, ${what}`, async () => {
      const count = () => state.count("cardsOfAccount", key, { cards: LIMIT });
      await count();
      clock.seconds = LIMIT.seconds;
      // The first write finds the window over; the second begins another.
      const before = network.lost;
      network.loseAnswer(2, () => Promise.all(Array.from({ length: others }, count)));
      expect(await count()).to.equal(true);
      expect(network.lost).to.equal(before + 1);
      expect(await leftOf(key)).to.equal(left);
    });

    it(`gives a try back once, ${what}`, async () => {
      const count = () => state.count("cardsOfAccount", key, { cards: LIMIT });
      await count();
      await losing(
        () => state.giveBack("cardsOfAccount", key, { cards: LIMIT }),
        () => Promise.all(Array.from({ length: others }, count)),
      );
      expect(await leftOf(key)).to.equal(left + 1);
    });
  }

  it("counts the last try that there is, and refuses the one behind it", async () => {
    const limit = { ...LIMIT, tries: 1 };
    expect(await losing(() => state.count("cardsOfAccount", key, { cards: limit }))).to.equal(true);
    expect(await losing(() => state.count("cardsOfAccount", key, { cards: limit }))).to.equal(false);
  });

  it("binds a message to its call, and to no other that comes right behind it", async () => {
    const others: boolean[] = [];
    const bound = await losing(
      () => state.bind("first", [key]),
      async () => others.push(await state.bind("second", [key]), await state.bind("first", [key])),
    );
    expect([bound, ...others]).to.deep.equal([true, false, true]);
    expect(await losing(() => state.bind("second", [key]))).to.equal(false);
  });

  it("fences an order off from functions of before, and gives it back", async () => {
    expect(await losing(() => state.legacy.fence([key], "a"))).to.equal(undefined);
    await losing(() => state.legacy.release([key], "a"));
    expect(await table.read(key)).to.include({ holds: "nothing", claimedBy: "a" });
  });

  describe("of an item", () => {
    const CHANGE: Change = {
      update: "SET made = if_not_exists(made, :none) + :one",
      condition: "attribute_not_exists(made) OR made < :most",
      values: { ":none": 0, ":one": 1, ":most": 3 },
    };

    it("changes it once, gives it as it is, and says that it did", async () => {
      expect(await losing(() => table.change(key, CHANGE))).to.deep.nested.include({ applied: true, "item.made": 1 });
    });

    it("knows its own change under any number of others", async () => {
      const changed = await losing(
        () => table.change(key, CHANGE),
        () => Promise.all([table.change(key, CHANGE), table.change(key, CHANGE)]),
      );
      expect(changed).to.deep.nested.include({ applied: true, "item.made": 3 });
    });

    it("takes no other's change for its own", async () => {
      await table.change(key, { ...CHANGE, values: { ...CHANGE.values, ":most": 1 } });
      const refused = { ...CHANGE, values: { ...CHANGE.values, ":most": 1 } };
      expect(await losing(() => table.change(key, refused))).to.deep.nested.include({ applied: false, "item.made": 1 });
      expect((await table.read(key))?.["made"]).to.equal(1);
    });

    it("that does not meet the condition makes none", async () => {
      const refused = { ...CHANGE, condition: "attribute_exists(made)", values: { ":none": 0, ":one": 1 } };
      expect(await losing(() => table.change(key, refused))).to.deep.equal({ applied: false, item: undefined });
      expect(await table.read(key)).to.equal(undefined);
    });

    it("forgets earlier changes where it begins anew, and they are not taken for refusals", async () => {
      const written = async () => ((await table.read(key))?.["writes"] as Set<string>).size;
      for (let time = 0; time < 3; time++) await table.change(key, CHANGE);
      expect(await written()).to.equal(3);
      const anew = {
        update: "SET made = :none",
        condition: "made = :most",
        values: { ":none": 0, ":most": 3 },
        anew: true,
      };
      expect(await losing(() => table.change(key, anew))).to.deep.nested.include({ applied: true, "item.made": 0 });
      expect(await written()).to.equal(1);
    });
  });

  it("says that it does not know where no answer comes at all", async () => {
    network.loseAnswer(1);
    network.loseAnswer(2);
    await errorOf(state.claim(place, "a"));
    expect(await stateOf("b"), "it was claimed").to.equal("taken");
    tables.reply = FAILURE;
    await errorOf(state.claim(place, "a"));
  });
});
