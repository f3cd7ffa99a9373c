import { expect } from "chai";
import { ALEX, APPROVED, card, startTestBackend } from "./described";

describe("the log of the backend", () => {
  it("tells operation, status and time, and nothing of what was asked or answered", async () => {
    const backend = await startTestBackend();
    await backend.ask("POST", "/accounts/identify", { phoneNumber: ALEX.phoneNumber });
    await backend.ask("POST", "/accounts/verify", { accountNumber: ALEX.accountNumber, pin: ALEX.pin });
    await backend.ask("POST", "/codes", { accountNumber: ALEX.accountNumber, language: "en-US" });
    await backend.ask("GET", `/accounts/${ALEX.accountId}/balance`);
    await backend.ask(
      "POST",
      "/payments",
      { orderId: "B-1001", amount: 4590, currency: "USD", card: card(APPROVED) },
      { "idempotency-key": "contact-7", "charge-reference": "debt-7" },
    );
    await backend.ask("GET", `/${APPROVED}`);
    const code = backend.outbox[0]?.code as string;
    // The last line is written when the last connection is closed.
    await backend.close();
    const lines = backend.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      lines.map(({ method, path, status }) => `${String(method)} ${String(path)} ${String(status)}`),
    ).to.have.members([
      "POST /accounts/identify 200",
      "POST /accounts/verify 200",
      "POST /codes 202",
      "GET /accounts/{accountId}/balance 200",
      "POST /payments 201",
      "GET unknown 404",
    ]);
    for (const line of lines) expect(Object.keys(line)).to.deep.equal(["method", "path", "status", "milliseconds"]);
    for (const secret of [
      ALEX.phoneNumber,
      ALEX.accountNumber,
      ALEX.pin,
      "Alex",
      code,
      APPROVED,
      "4242",
      "4590",
      "contact-7",
      "debt-7",
    ])
      expect(backend.log.join("\n")).to.not.include(secret);
  });
});
