import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { ACCOUNTS } from "../../local/emulator/backend/exampleCorp";
import { ROOT } from "../support";
import { ALEX, CAMILLE, NOBODY, startTestBackend, type TestBackend } from "./described";

const MINUTE_MS = 60_000;

describe("the accounts of the backend", () => {
  let backend: TestBackend;
  const clock = { ms: 0 };
  before(async () => (backend = await startTestBackend({ now: () => clock.ms })));
  beforeEach(() => {
    clock.ms = Date.UTC(2026, 10, 23);
    backend.reset();
  });
  after(() => backend.close());

  const verify = async (accountNumber: string, pin: string) =>
    (await backend.ask("POST", "/accounts/verify", { accountNumber, pin })).body;
  const sendCode = async (accountNumber: string) =>
    (await backend.ask("POST", "/codes", { accountNumber, language: "fr-CA" })).status;
  const verifyCode = async (accountNumber: string, code: string) =>
    (await backend.ask("POST", "/codes/verify", { accountNumber, code })).body;
  const lastCode = (): string => backend.outbox.at(-1)?.code ?? "no code";
  const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

  it("are found by the telephone number, with the name and whether something is overdue", async () => {
    const identify = async (phoneNumber: string) =>
      (await backend.ask("POST", "/accounts/identify", { phoneNumber })).body;
    expect(await identify(ALEX.phoneNumber)).to.deep.equal({
      account: { accountId: "A-1001", state: "current", name: "Alex" },
    });
    expect(await identify(CAMILLE.phoneNumber)).to.deep.equal({
      account: { accountId: "A-1002", state: "overdue", name: "Camille" },
    });
    expect(await identify(NOBODY.phoneNumber)).to.deep.equal({});
  });

  it("are not found by a number that several share", async () => {
    backend.open({
      accountId: "A-2001",
      accountNumber: "11112222",
      pin: "none:none",
      phoneNumber: ALEX.phoneNumber,
      country: "US",
      addOn: "offered",
    });
    expect((await backend.ask("POST", "/accounts/identify", { phoneNumber: ALEX.phoneNumber })).body).to.deep.equal({});
  });

  it("have the numbers on file that are theirs, which tells nothing of accounts that there are not", async () => {
    const filed = async (accountNumber: string, phoneNumber: string) =>
      (await backend.ask("POST", "/accounts/numbers", { accountNumber, phoneNumber })).body;
    expect(await filed(ALEX.accountNumber, ALEX.phoneNumber)).to.deep.equal({ onFile: true });
    expect(await filed(ALEX.accountNumber, CAMILLE.phoneNumber)).to.deep.equal({ onFile: false });
    expect(await filed(NOBODY.accountNumber, ALEX.phoneNumber)).to.deep.equal({ onFile: false });
  });

  it("are proven by their own PIN alone, and nothing tells what was wrong", async () => {
    expect(await verify(ALEX.accountNumber, ALEX.pin)).to.deep.equal({
      account: { accountId: "A-1001", state: "current" },
    });
    for (const [accountNumber, pin] of [
      [ALEX.accountNumber, CAMILLE.pin],
      [NOBODY.accountNumber, NOBODY.pin],
      [NOBODY.accountNumber, "0000"],
    ] as const)
      expect(await verify(accountNumber, pin)).to.deep.equal({});
  });

  it("have the PINs that docs/backend.md tells", async () => {
    const told = [
      ...readFileSync(join(ROOT, "docs", "backend.md"), "utf8").matchAll(/^\| (\d{8}) \| (\d{4}) \| (\+\d+) \|/gm),
    ];
    expect(told.map(([, accountNumber, , phoneNumber]) => ({ accountNumber, phoneNumber }))).to.deep.equal(
      ACCOUNTS.map(({ accountNumber, phoneNumber }) => ({ accountNumber, phoneNumber })),
    );
    for (const [, accountNumber = "", pin = ""] of told)
      expect(await verify(accountNumber, pin), accountNumber).to.have.property("account");
  });

  it("are proven by a one-time code, once", async () => {
    expect(await sendCode(CAMILLE.accountNumber)).to.equal(202);
    expect(backend.outbox).to.deep.equal([
      { to: CAMILLE.phoneNumber, language: "fr-CA", purpose: "verification", code: lastCode() },
    ]);
    expect(lastCode()).to.match(/^\d{6}$/);
    expect(await verifyCode(ALEX.accountNumber, lastCode())).to.deep.equal({});
    expect(await verifyCode(CAMILLE.accountNumber, lastCode())).to.deep.equal({
      account: { accountId: "A-1002", state: "overdue" },
    });
    expect(await verifyCode(CAMILLE.accountNumber, lastCode())).to.deep.equal({});
  });

  it("take a code for five minutes, and only the last one", async () => {
    await sendCode(ALEX.accountNumber);
    const first = lastCode();
    clock.ms += 5 * MINUTE_MS;
    expect(await verifyCode(ALEX.accountNumber, first)).to.deep.equal({});
    await sendCode(ALEX.accountNumber);
    const second = lastCode();
    clock.ms += 5 * MINUTE_MS - 1;
    expect(await verifyCode(ALEX.accountNumber, second)).to.have.property("account");
    await sendCode(ALEX.accountNumber);
    expect(await verifyCode(ALEX.accountNumber, second)).to.deep.equal({});
  });

  it("take no code that was guessed at three times", async () => {
    await sendCode(ALEX.accountNumber);
    for (let guess = 0; guess < 3; guess++)
      expect(await verifyCode(ALEX.accountNumber, otherThan(lastCode()))).to.deep.equal({});
    expect(await verifyCode(ALEX.accountNumber, lastCode())).to.deep.equal({});
  });

  it("are sent three codes in a quarter of an hour, whether there is such an account or not", async () => {
    for (const { accountNumber } of [ALEX, NOBODY]) {
      for (let time = 0; time < 3; time++) expect(await sendCode(accountNumber)).to.equal(202);
      expect(await sendCode(accountNumber)).to.equal(429);
    }
    expect(backend.outbox.map(({ to }) => to)).to.deep.equal([ALEX.phoneNumber, ALEX.phoneNumber, ALEX.phoneNumber]);
    clock.ms += 15 * MINUTE_MS;
    expect(await sendCode(ALEX.accountNumber)).to.equal(202);
  });

  it("get a code for a new password", async () => {
    expect(
      (await backend.ask("POST", `/accounts/${ALEX.accountId}/password-reset`, { language: "en-US" })).status,
    ).to.equal(202);
    expect(backend.outbox).to.deep.include({
      to: ALEX.phoneNumber,
      language: "en-US",
      purpose: "password",
      code: lastCode(),
    });
  });
});
