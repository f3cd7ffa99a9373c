import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { APPROVED, CAMILLE, card, DECLINED, PENDING, startTestBackend, type TestBackend } from "./described";

describe("the payments of the backend", () => {
  let backend: TestBackend;
  before(async () => (backend = await startTestBackend()));
  beforeEach(() => backend.reset());
  after(() => backend.close());

  const pay = (key: string, number: string, changes: object = {}, headers: Record<string, string> = {}) =>
    backend.ask(
      "POST",
      "/payments",
      { orderId: "B-1002", amount: 12850, currency: "CAD", card: card(number), ...changes },
      { "idempotency-key": key, ...headers },
    );
  const payDebt = (key: string, number: string, reference = "B-1002:1") =>
    pay(key, number, {}, { "charge-reference": reference });
  const paymentOf = async (key: string) => (await backend.ask("GET", `/payments/${key}`)).body;
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

  describe("with a charge reference", () => {
    const REFUSED = { status: 409, asDescribed: true };

    it("charge a debt once, whatever key and card", async () => {
      expect((await payDebt("one", APPROVED)).status).to.equal(201);
      for (const [key, number] of [
        ["two", APPROVED],
        ["three", "5555555555554444"],
        ["four", DECLINED],
      ] as const) {
        expect(await payDebt(key, number))
          .to.deep.include(REFUSED)
          .and.to.have.nested.property("body.code", "already_charged");
        expect((await backend.ask("GET", `/payments/${key}`)).status, "no payment came of it").to.equal(404);
      }
      expect(backend.charges).to.deep.equal([
        { orderId: "B-1002", amount: 12850, currency: "CAD", key: "one", reference: "B-1002:1" },
      ]);
    });

    it("look at the key first: the same key gets the same answer", async () => {
      const [approved, refused] = [await payDebt("one", APPROVED), await payDebt("two", APPROVED)];
      expect(await payDebt("one", APPROVED)).to.deep.equal(approved);
      expect(await payDebt("two", APPROVED)).to.deep.equal(refused);
      expect((await payDebt("one", DECLINED)).status).to.equal(422);
    });

    it("charge once where many try at once", async () => {
      const keys = Array.from({ length: 20 }, (_, index) => `try-${index}`);
      const answers = await Promise.all(keys.map((key) => payDebt(key, APPROVED)));
      expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
      expect(answers.filter(({ status }) => status === 409)).to.have.length(keys.length - 1);
      expect(backend.charges).to.have.length(1);
    });

    it("take another card after a decline or a pending payment of the debt", async () => {
      await payDebt("one", DECLINED);
      await payDebt("two", PENDING);
      expect((await payDebt("three", APPROVED)).body).to.include({ status: "approved" });
      expect(backend.charges).to.have.length(1);
    });

    it("charge another debt on the same order", async () => {
      await payDebt("one", APPROVED);
      expect((await payDebt("two", APPROVED, "B-1002:2")).body).to.include({ status: "approved" });
    });

    it("are judged by the key alone where a request has none", async () => {
      await pay("one", APPROVED);
      await payDebt("two", APPROVED);
      await pay("three", APPROVED);
      expect(backend.charges.map(({ reference }) => reference)).to.deep.equal([undefined, "B-1002:1", undefined]);
    });
  });

  describe("that are pending", () => {
    it("are decided later, which only who asks for the payment hears", async () => {
      const first = await payDebt("one", PENDING);
      expect(await paymentOf("one")).to.deep.equal(first.body);
      backend.settle("one", "approved");
      expect(await backend.ask("GET", "/payments/one"))
        .to.include({ status: 200, asDescribed: true })
        .and.to.have.property("body")
        .that.includes({ paymentId: first.body["paymentId"], status: "approved", scheme: "visa", lastFour: "3220" });
      expect(await payDebt("one", PENDING), "the same key gets the same answer").to.deep.equal(first);
      expect(backend.charges.map(({ key, reference }) => [key, reference])).to.deep.equal([["one", "B-1002:1"]]);
      expect(await balance()).to.deep.equal({ state: "settled" });
      expect((await payDebt("two", APPROVED)).status).to.equal(409);
    });

    it("charge nothing when the bank declines", async () => {
      await payDebt("one", PENDING);
      backend.settle("one", "declined");
      expect(await backend.ask("GET", "/payments/one"))
        .to.include({ asDescribed: true })
        .and.to.have.nested.property("body.status", "declined");
      expect(backend.charges).to.deep.equal([]);
      expect(await balance()).to.include({ state: "overdue" });
    });

    it("are not approved when another card has paid the debt by then", async () => {
      await payDebt("one", PENDING);
      await payDebt("two", APPROVED);
      backend.settle("one", "approved");
      expect(await paymentOf("one")).to.include({ status: "declined", declineCode: "already_charged" });
      expect(backend.charges).to.have.length(1);
    });

    it("pay the debt that they were asked for, and none that came later", async () => {
      await payDebt("one", PENDING);
      backend.bill("B-1002", { amount: 500, currency: "CAD" });
      backend.settle("one", "approved");
      expect(backend.charges).to.have.length(1);
      expect(await balance()).to.include({ state: "overdue", amount: 500 });
    });

    it("are the only ones that can be decided", async () => {
      await pay("one", APPROVED);
      for (const key of ["one", "none"])
        expect(() => backend.settle(key, "approved"), key).to.throw(`No payment with the key ${key} is pending.`);
    });
  });

  it("may be on their way while no payment with the key is known", async () => {
    expect(await backend.ask("GET", "/payments/one")).to.include({ status: 404, asDescribed: true });
    await pay("one", APPROVED);
    expect(await paymentOf("one")).to.include({ status: "approved" });
  });

  it("are taken although the connection is reset before the answer", async () => {
    backend.faults.set("takePayment", "reset");
    const error = await payDebt("one", APPROVED).catch((thrown: unknown) => thrown as Error);
    expect((error as Error).cause).to.have.property("code", "ECONNRESET");
    expect(backend.charges).to.have.length(1);
    backend.faults.clear();
    expect((await payDebt("one", APPROVED)).body).to.deep.equal(await paymentOf("one"));
  });

  it("are as at the start after a reset", async () => {
    await payDebt("one", APPROVED);
    backend.faults.set("payments", "failing");
    backend.reset();
    expect(backend.charges).to.deep.equal([]);
    expect(await balance()).to.include({ state: "overdue" });
    expect((await payDebt("one", DECLINED)).status).to.equal(201);
    expect((await payDebt("two", APPROVED)).status).to.equal(201);
  });
});
