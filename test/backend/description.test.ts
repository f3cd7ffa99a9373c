import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { parse } from "yaml";
import { DESCRIPTION_FILE, describedOperations } from "../../local/emulator/backend/description";
import { ALEX, APPROVED, card, NOBODY, startTestBackend, type TestBackend } from "./described";

const PAYMENT = { orderId: "B-1001", amount: 4590, currency: "USD", card: card(APPROVED) };
const KEY = { "idempotency-key": "contact:1" };

/** A good request for every operation, and what is wrong with others: path, body, headers. */
const REQUESTS: Readonly<
  Record<
    string,
    {
      path: string;
      body?: object;
      headers?: Record<string, string>;
      status: number;
      wrong: readonly { path?: string; body?: unknown; headers?: Record<string, string> }[];
    }
  >
> = {
  identifyAccount: {
    path: "/accounts/identify",
    body: { phoneNumber: ALEX.phoneNumber },
    status: 200,
    wrong: [
      { body: {} },
      { body: { phoneNumber: "2025550143" } },
      { body: { phoneNumber: ALEX.phoneNumber, name: "x" } },
      { body: "{" },
    ],
  },
  verifyPin: {
    path: "/accounts/verify",
    body: { accountNumber: ALEX.accountNumber, pin: ALEX.pin },
    status: 200,
    wrong: [
      { body: { accountNumber: "4821093", pin: ALEX.pin } },
      { body: { accountNumber: ALEX.accountNumber, pin: "12" } },
      { body: { accountNumber: 48210937, pin: 9046 } },
    ],
  },
  isNumberOnFile: {
    path: "/accounts/numbers",
    body: { accountNumber: ALEX.accountNumber, phoneNumber: ALEX.phoneNumber },
    status: 200,
    wrong: [{ body: { accountNumber: ALEX.accountNumber } }, { body: { phoneNumber: ALEX.phoneNumber } }],
  },
  sendCode: {
    path: "/codes",
    body: { accountNumber: ALEX.accountNumber, language: "en-US" },
    status: 202,
    wrong: [
      { body: { accountNumber: ALEX.accountNumber } },
      { body: { accountNumber: ALEX.accountNumber, language: "english" } },
    ],
  },
  verifyCode: {
    path: "/codes/verify",
    body: { accountNumber: ALEX.accountNumber, code: "000000" },
    status: 200,
    wrong: [{ body: { accountNumber: ALEX.accountNumber, code: "12345" } }],
  },
  getBalance: { path: "/accounts/A-1001/balance", status: 200, wrong: [{ path: "/accounts/A%201001/balance" }] },
  resetPassword: {
    path: "/accounts/A-1001/password-reset",
    body: { language: "en-US" },
    status: 202,
    wrong: [{ body: {} }],
  },
  getLatestOrder: {
    path: "/accounts/A-1001/orders/latest",
    status: 200,
    wrong: [{ path: "/accounts/A+1001/orders/latest" }],
  },
  getOffer: {
    path: "/accounts/A-1001/offer?country=US",
    status: 200,
    wrong: [{ path: "/accounts/A-1001/offer" }, { path: "/accounts/A-1001/offer?country=usa" }],
  },
  getProducts: {
    path: "/accounts/A-1001/products?country=US&language=en-US",
    status: 200,
    wrong: [
      { path: "/accounts/A-1001/products?country=US" },
      { path: "/accounts/A-1001/products?language=en-US" },
      { path: "/accounts/A-1001/products?country=US&language=english" },
    ],
  },
  placeOrder: {
    path: "/accounts/A-1001/orders",
    body: { country: "US" },
    headers: KEY,
    status: 201,
    wrong: [
      { body: { country: "US" }, headers: {} },
      { body: {}, headers: KEY },
      { body: { country: "US", productId: "wireless headphones" }, headers: KEY },
      { body: { country: "US", quantity: 2 }, headers: KEY },
      { body: { country: "US" }, headers: { "idempotency-key": "white space" } },
    ],
  },
  getOrder: { path: "/orders/B-1001", status: 200, wrong: [{ path: "/orders/B_1001" }] },
  confirmOrder: {
    path: "/orders/B-1001/confirm",
    body: { paymentId: "payment-1" },
    headers: KEY,
    status: 200,
    wrong: [
      { headers: {} },
      { body: {} },
      { body: { paymentId: "payment 1" } },
      { body: { paymentId: "payment-1", amount: 4590 } },
    ],
  },
  cancelOrder: {
    path: "/orders/B-1001/cancel",
    body: {},
    headers: KEY,
    status: 409,
    wrong: [{ headers: {} }, { body: { paymentId: "payment-1" } }, { body: "" }],
  },
  takePayment: {
    path: "/payments",
    body: PAYMENT,
    headers: KEY,
    status: 201,
    wrong: [
      { body: PAYMENT, headers: {} },
      { body: { ...PAYMENT, amount: 0 }, headers: KEY },
      { body: { ...PAYMENT, amount: 45.9 }, headers: KEY },
      { body: { ...PAYMENT, card: { ...card(APPROVED), expiryMonth: "13" } }, headers: KEY },
      { body: { ...PAYMENT, card: { number: APPROVED } }, headers: KEY },
      { headers: { ...KEY, "charge-reference": "white space" } },
      { headers: { ...KEY, "charge-reference": "one, two" } },
    ],
  },
  getPayment: { path: "/payments/contact:1", status: 404, wrong: [{ path: "/payments/contact%201" }] },
};

describe("the description of the systems behind self-service", () => {
  let backend: TestBackend;
  before(async () => (backend = await startTestBackend()));
  beforeEach(() => backend.reset());
  after(() => backend.close());

  it("is a valid OpenAPI 3.1 document", async () => {
    const { valid, errors } = await new Validator().validate(
      parse(readFileSync(DESCRIPTION_FILE, "utf8")) as Record<string, unknown>,
    );
    expect({ valid, errors }).to.deep.equal({ valid: true, errors: undefined });
  });

  it("names nobody in a path or a query: persons are in bodies", () => {
    const open = describedOperations().flatMap(({ template }) => template.match(/\{\w+\}/g) ?? []);
    expect([...new Set(open)]).to.have.members(["{accountId}", "{orderId}", "{key}"]);
  });

  it("has a request here for every operation", () => {
    expect(describedOperations().map(({ id }) => id)).to.have.members(Object.keys(REQUESTS));
  });

  for (const [id, { path, body, headers = {}, status, wrong }] of Object.entries(REQUESTS)) {
    const method = body === undefined ? "GET" : "POST";
    it(`is kept by ${id}, in what it takes and in what it answers`, async () => {
      const answer = await backend.ask(method, path, body, headers);
      expect({ ...answer, body: undefined }).to.deep.equal({ status, body: undefined, asDescribed: true });
      for (const other of wrong) {
        const refused = await backend.ask(method, other.path ?? path, other.body ?? body, other.headers ?? headers);
        expect(refused, JSON.stringify(other)).to.deep.include({ status: 400, asDescribed: true });
      }
    });
  }

  it("is kept for accounts and orders that do not exist", async () => {
    for (const path of ["balance", "orders/latest", "offer?country=US", "products?country=US&language=en-US"])
      expect(await backend.ask("GET", `/accounts/${NOBODY.accountId}/${path}`), path).to.deep.include({
        status: 404,
        asDescribed: true,
      });
    expect(await backend.ask("GET", "/orders/none")).to.deep.include({ status: 404, asDescribed: true });
    for (const [path, body] of [
      ["confirm", { paymentId: "payment-1" }],
      ["cancel", {}],
    ] as const)
      expect(await backend.ask("POST", `/orders/none/${path}`, body, KEY), path).to.deep.include({
        status: 404,
        asDescribed: true,
      });
    expect(await backend.ask("GET", "/elsewhere")).to.include({ status: 404 });
  });

  it("finds an answer that is not as it says", () => {
    const [balance] = describedOperations().filter(({ id }) => id === "getBalance");
    expect(
      balance?.gives(200, { state: "due", orderId: "B-1", amount: 100, currency: "USD", dueDate: "2026-12-01" }),
    ).to.equal(true);
    for (const body of [
      {},
      { state: "due" },
      { state: "due", orderId: "B-1", amount: -100, currency: "USD", dueDate: "2026-12-01" },
      { state: "late" },
    ])
      expect(balance?.gives(200, body), JSON.stringify(body)).to.equal(false);
    const [cancel] = describedOperations().filter(({ id }) => id === "cancelOrder");
    expect(cancel?.gives(409, { title: "It was paid.", code: "paid" })).to.equal(true);
    for (const body of [{ title: "It was paid." }, { code: "paid" }, { title: "It was paid.", code: "Paid!" }])
      expect(cancel?.gives(409, body), JSON.stringify(body)).to.equal(false);
  });

  it("asks for the bearer token where there is one", async () => {
    const guarded = await startTestBackend({ token: "secret-token" });
    try {
      expect(await guarded.ask("GET", "/orders/B-1001")).to.deep.include({ status: 401, asDescribed: true });
      expect(await guarded.ask("GET", "/orders/B-1001", undefined, { authorization: "Bearer other" })).to.include({
        status: 401,
      });
      expect(
        await guarded.ask("GET", "/orders/B-1001", undefined, { authorization: "Bearer secret-token" }),
      ).to.include({ status: 200 });
    } finally {
      await guarded.close();
    }
  });
});
