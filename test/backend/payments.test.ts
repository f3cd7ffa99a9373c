import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { ALEX, APPROVED, CAMILLE, card, DECLINED, PENDING, startTestBackend, type TestBackend } from "./described";

describe("orders and payments of the backend", () => {
  let backend: TestBackend;
  before(async () => (backend = await startTestBackend()));
  beforeEach(() => backend.reset());
  after(() => backend.close());

  const pay = (key: string, number: string, changes: object = {}) =>
    backend.ask(
      "POST",
      "/payments",
      { orderId: "B-1002", amount: 12850, currency: "CAD", card: card(number), ...changes },
      { "idempotency-key": key },
    );
  const balance = async () => (await backend.ask("GET", `/accounts/${CAMILLE.accountId}/balance`)).body;

  it("settle what was due when a card is approved", async () => {
    expect(await balance()).to.deep.equal({
      state: "overdue",
      orderId: "B-1002",
      amount: 12850,
      currency: "CAD",
      dueDate: "2026-11-02",
    });
    const { status, body } = await pay("one", APPROVED);
    expect(status).to.equal(201);
    expect(body).to.include({ status: "approved", scheme: "visa", lastFour: "4242" });
    expect(await balance()).to.deep.equal({ state: "settled" });
    expect((await backend.ask("GET", "/orders/B-1002")).body).to.deep.equal({ accountId: "A-1002" });
    expect(
      (await backend.ask("POST", "/accounts/identify", { phoneNumber: CAMILLE.phoneNumber })).body,
    ).to.deep.include({ account: { accountId: "A-1002", state: "current", name: "Camille" } });
  });

  it("charge once for a key, and answer the same", async () => {
    const first = await pay("one", APPROVED);
    expect(await pay("one", APPROVED)).to.deep.equal(first);
    expect(await backend.ask("GET", "/payments/one")).to.deep.include({
      status: 200,
      body: first.body,
      asDescribed: true,
    });
    expect(backend.charges).to.deep.equal([{ orderId: "B-1002", amount: 12850, currency: "CAD", key: "one" }]);
  });

  it("refuse a key that was used for another request, whatever is different", async () => {
    await pay("one", APPROVED);
    for (const changed of [
      await pay("one", DECLINED),
      await pay("one", APPROVED, { amount: 100 }),
      await pay("one", APPROVED, { orderId: "B-1001" }),
    ])
      expect(changed).to.deep.include({ status: 422, asDescribed: true });
    expect(backend.charges).to.have.length(1);
  });

  it("charge nothing for a card that is declined, or of which the bank has not said", async () => {
    expect(await pay("one", DECLINED))
      .to.deep.include({ status: 201, asDescribed: true })
      .and.to.have.nested.include({ "body.status": "declined", "body.declineCode": "card_declined" });
    expect(await pay("two", PENDING))
      .to.deep.include({ status: 201, asDescribed: true })
      .and.to.have.nested.include({ "body.status": "pending" });
    expect(backend.charges).to.deep.equal([]);
    expect(await balance()).to.include({ state: "overdue" });
  });

  it("place an order for the add-on once, which can be paid then", async () => {
    const order = (key: string) =>
      backend.ask("POST", `/accounts/${ALEX.accountId}/orders`, { country: "US" }, { "idempotency-key": key });
    const first = await order("one");
    expect(first).to.deep.include({ status: 201, body: { orderId: "P-1001" } });
    expect(await order("one")).to.deep.equal(first);
    expect(await order("two")).to.deep.include({ status: 409, asDescribed: true });
    expect((await backend.ask("GET", "/orders/P-1001")).body).to.deep.equal({
      accountId: "A-1001",
      due: { amount: 4900, currency: "USD" },
    });
    expect((await backend.ask("GET", `/accounts/${ALEX.accountId}/offer?country=US`)).body).to.deep.equal({});
  });

  it("are as at the start after a reset", async () => {
    await pay("one", APPROVED);
    backend.faults.set("payments", "failing");
    backend.reset();
    expect(backend.charges).to.deep.equal([]);
    expect(await balance()).to.include({ state: "overdue" });
    expect((await pay("one", DECLINED)).status).to.equal(201);
  });
});
