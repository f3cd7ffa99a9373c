import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { parse } from "yaml";
import type { Account } from "../../local/emulator/backend/books";
import { ACCOUNTS, ADD_ON_PRICES } from "../../local/emulator/backend/exampleCorp";
import { ROOT } from "../support";
import { ALEX, APPROVED, CAMILLE, card, PENDING, startTestBackend, type TestBackend } from "./described";

const BALANCE = "B-1002";
const PRICE = { amount: 4900, currency: "USD" };
const DONE = { status: 200, body: {}, asDescribed: true };
const accountOf = ({ accountId }: { accountId: string }): Account =>
  ACCOUNTS.find((account) => account.accountId === accountId) as Account;

describe("the orders of the backend", () => {
  let backend: TestBackend;
  before(async () => (backend = await startTestBackend()));
  beforeEach(() => backend.reset());
  after(() => backend.close());

  const post = (path: string, key: string, body: object) => backend.ask("POST", path, body, { "idempotency-key": key });
  const place = (key: string, wanted: object = { country: "US" }) =>
    post(`/accounts/${ALEX.accountId}/orders`, key, wanted);
  const confirm = (orderId: string, key: string, paymentId = "payment-1") =>
    post(`/orders/${orderId}/confirm`, key, { paymentId });
  const cancel = (orderId: string, key: string) => post(`/orders/${orderId}/cancel`, key, {});
  const pay = async (orderId: string, number = APPROVED): Promise<string> =>
    (await post("/payments", `pay-${orderId}`, { orderId, ...PRICE, card: card(number) })).body["paymentId"] as string;
  const orderOf = async (orderId: string) => (await backend.ask("GET", `/orders/${orderId}`)).body;
  const revisionOf = async (orderId: string) => (await orderOf(orderId))["revision"] as string;
  const offer = async () => (await backend.ask("GET", `/accounts/${ALEX.accountId}/offer?country=US`)).body;
  const states = () => backend.reservations().map(({ orderId, state }) => `${orderId} ${state}`);

  /** Has the debt of Camille's balance be due again, as it looks where her orders were told late of a payment. */
  const toldLate = () => backend.open(accountOf(CAMILLE));

  describe("name the debt that is due, by a revision", () => {
    it("which stays while the debt is tried, paid, and booked late", async () => {
      const first = await orderOf(BALANCE);
      expect(first).to.deep.include({ accountId: "A-1002", due: { amount: 12850, currency: "CAD" } });
      expect(first["revision"]).to.match(/^[A-Za-z0-9._:-]{1,64}$/);
      await pay(BALANCE, PENDING);
      expect(await orderOf(BALANCE)).to.deep.equal(first);
      backend.settle(`pay-${BALANCE}`, "approved");
      expect(await orderOf(BALANCE)).to.deep.equal({ accountId: "A-1002" });
      toldLate();
      expect(await orderOf(BALANCE)).to.deep.equal(first);
    });

    it("which changes with a new invoice and with a corrected amount", async () => {
      const revisions = [await revisionOf(BALANCE)];
      backend.bill(BALANCE, { amount: 12000, currency: "CAD" });
      revisions.push(await revisionOf(BALANCE));
      await pay(BALANCE);
      backend.bill(BALANCE, { amount: 12000, currency: "CAD" });
      revisions.push(await revisionOf(BALANCE));
      const { balance, ...account } = accountOf(CAMILLE);
      if (balance) backend.open({ ...account, balance: { ...balance, amount: 700 } });
      revisions.push(await revisionOf(BALANCE));
      expect(new Set(revisions).size).to.equal(4);
      expect((await backend.ask("GET", "/accounts/A-1002/balance")).body).to.include({ state: "overdue", amount: 700 });
      expect(() => backend.bill("none", PRICE)).to.throw("There is no order none.");
    });
  });

  describe("that are sold", () => {
    it("are reserved once for a key, are due at their price, and are not offered meanwhile", async () => {
      expect(await offer()).to.deep.equal({ offer: PRICE });
      const first = await place("one");
      expect(first).to.deep.include({ status: 201, body: { orderId: "P-1001" }, asDescribed: true });
      expect(await place("one")).to.deep.equal(first);
      expect(await place("two")).to.deep.include({ status: 409, asDescribed: true });
      expect(await orderOf("P-1001")).to.deep.equal({ accountId: "A-1001", due: PRICE, revision: "1" });
      expect(await offer()).to.deep.equal({});
      expect(states()).to.deep.equal(["P-1001 reserved"]);
    });

    it("are orders of their own, each of them", async () => {
      const orderIds = [];
      for (const [key, wanted] of Object.entries({
        one: { country: "US", productId: "headphones" },
        two: { country: "US", productId: "headphones" },
        three: { country: "US" },
      }))
        orderIds.push((await place(key, wanted)).body["orderId"]);
      expect(orderIds).to.deep.equal(["P-1001", "P-1001-2", "P-1001-3"]);
      expect(await orderOf("P-1001-2")).to.deep.include({ due: { amount: 9900, currency: "USD" } });
    });

    it("are none where nothing of the kind is sold", async () => {
      for (const [key, wanted] of Object.entries({
        one: { country: "US", productId: "lamp" },
        two: { country: "AQ", productId: "headphones" },
        three: { country: "AQ" },
      }))
        expect(await place(key, wanted), key).to.include({ status: 409, asDescribed: true });
      expect(backend.reservations()).to.deep.equal([]);
    });
  });

  describe("that are confirmed", () => {
    beforeEach(() => place("place"));

    it("are carried out, and not before", async () => {
      const paymentId = await pay("P-1001");
      expect(states()).to.deep.equal(["P-1001 reserved"]);
      for (const key of ["one", "one", "two"]) expect(await confirm("P-1001", key, paymentId)).to.deep.equal(DONE);
      expect(states()).to.deep.equal(["P-1001 confirmed"]);
      expect(await orderOf("P-1001")).to.deep.equal({ accountId: "A-1001" });
      expect(await offer()).to.deep.equal({});
      expect((await confirm("P-1001", "one", "other")).status).to.equal(422);
    });

    it("are paid, although the gateway has not told", async () => {
      expect(await confirm("P-1001", "one")).to.deep.equal(DONE);
      expect(await orderOf("P-1001")).to.deep.equal({ accountId: "A-1001" });
      const paymentId = await pay(BALANCE);
      toldLate();
      expect(await confirm(BALANCE, "two", paymentId), "a balance").to.deep.equal(DONE);
      expect(await orderOf(BALANCE)).to.deep.equal({ accountId: "A-1002" });
      expect(states()).to.deep.equal(["P-1001 confirmed"]);
    });

    it("still owe what was billed after the payment", async () => {
      const paymentId = await pay(BALANCE);
      const due = { amount: 500, currency: "CAD" };
      backend.bill(BALANCE, due);
      expect(await confirm(BALANCE, "one", paymentId)).to.deep.equal(DONE);
      expect(await orderOf(BALANCE)).to.deep.include({ due });
    });

    it("are none that were taken back", async () => {
      await cancel("P-1001", "one");
      expect(await confirm("P-1001", "two"))
        .to.include({ status: 409, asDescribed: true })
        .and.to.have.nested.property("body.code", "cancelled");
      expect(states()).to.deep.equal(["P-1001 cancelled"]);
    });
  });

  describe("that are taken back", () => {
    beforeEach(() => place("place"));
    const refused = async (orderId: string, key: string, code: string) =>
      expect(await cancel(orderId, key), orderId)
        .to.include({ status: 409, asDescribed: true })
        .and.to.have.nested.property("body.code", code);

    it("are due no more, and the add-on is offered again, as another order", async () => {
      for (const key of ["one", "one", "two"]) expect(await cancel("P-1001", key)).to.deep.equal(DONE);
      expect(await orderOf("P-1001")).to.deep.equal({ accountId: "A-1001" });
      expect(await offer()).to.deep.equal({ offer: PRICE });
      expect((await place("again")).body).to.deep.equal({ orderId: "P-1001-2" });
      await cancel("P-1001", "three");
      expect(await offer(), "the first does not take back the second").to.deep.equal({});
      expect(states()).to.deep.equal(["P-1001 cancelled", "P-1001-2 reserved"]);
    });

    it("leave the add-on reserved where they are something else", async () => {
      await place("more", { country: "US", productId: "speaker" });
      expect(await cancel("P-1001-2", "one")).to.deep.equal(DONE);
      expect(await offer()).to.deep.equal({});
    });

    it("are none that were paid or confirmed", async () => {
      const paymentId = await pay("P-1001");
      await refused("P-1001", "one", "paid");
      await confirm("P-1001", "two", paymentId);
      await refused("P-1001", "three", "paid");
      expect(states()).to.deep.equal(["P-1001 confirmed"]);
    });

    it("are none that never were reserved", async () => {
      await refused(BALANCE, "one", "not_reserved");
      await refused("O-1002", "two", "not_reserved");
      expect(await orderOf(BALANCE)).to.have.property("due");
    });
  });

  it("are as at the start after a reset", async () => {
    await place("one");
    await cancel("P-1001", "two");
    backend.bill(BALANCE, PRICE);
    backend.reset();
    expect(backend.reservations()).to.deep.equal([]);
    expect(await orderOf(BALANCE)).to.deep.include({ due: { amount: 12850, currency: "CAD" }, revision: "1" });
    expect((await place("one")).body).to.deep.equal({ orderId: "P-1001" });
  });
});

describe("the products of the backend", () => {
  let backend: TestBackend;
  before(async () => (backend = await startTestBackend()));
  after(() => backend.close());

  const products = async (country: string, language: string) => {
    const { body, asDescribed } = await backend.ask(
      "GET",
      `/accounts/${ALEX.accountId}/products?country=${country}&language=${language}`,
    );
    expect(asDescribed, `${country} ${language}`).to.equal(true);
    return body["products"] as { productId: string; name: string; amount: number; currency: string }[];
  };

  it("are sold wherever the add-on is, in its currency", async () => {
    for (const [country, { currency }] of Object.entries(ADD_ON_PRICES))
      expect(
        (await products(country, "en-US")).map((product) => [product.productId, product.currency]),
        country,
      ).to.deep.equal([
        ["headphones", currency],
        ["speaker", currency],
      ]);
    expect(await products("AQ", "en-US")).to.deep.equal([]);
  });

  it("have names in every language of Example Corp, and in others the American ones", async () => {
    const { languages } = parse(readFileSync(join(ROOT, "stacks", "content", "languages.yaml"), "utf8")) as {
      languages: Record<string, unknown>;
    };
    const namesIn = async (language: string) => (await products("CA", language)).map(({ name }) => name).join();
    const american = await namesIn("en-US");
    expect(american).to.equal("Wireless headphones,Smart speaker");
    for (const language of Object.keys(languages).filter((tag) => !tag.startsWith("en-")))
      expect(await namesIn(language), language).to.not.equal(american);
    expect(await namesIn("sv-SE")).to.equal(american);
  });

  it("can be bought at the price that is told", async () => {
    const [headphones] = await products("JP", "ja-JP");
    expect(headphones).to.deep.equal({
      productId: "headphones",
      name: "ワイヤレスヘッドホン",
      amount: 14_800,
      currency: "JPY",
    });
    const { body } = await backend.ask(
      "POST",
      `/accounts/${ALEX.accountId}/orders`,
      { country: "JP", productId: "headphones" },
      { "idempotency-key": "one" },
    );
    expect((await backend.ask("GET", `/orders/${body["orderId"] as string}`)).body["due"]).to.deep.equal({
      amount: 14_800,
      currency: "JPY",
    });
  });
});
