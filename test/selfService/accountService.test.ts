import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { contracts } from "../../handlers";
import { accountService } from "../../handlers/selfService/accountService";
import type { ApiUnavailable } from "../../handlers/shared/apiClient";
import type { CompanySystems } from "../../handlers/shared/companySystems";
import { type Backend, startBackend } from "../../local/emulator/backend/server";
import { ALEX, CAMILLE, NOBODY } from "../backend/described";
import { errorOf } from "../handlers/rows";
import { eventOf, something, systemsOf } from "./company";

const TASKS = ["orderStatus", "balance", "password", "offer", "order", "quote"] as const;

interface Asking {
  readonly task: string;
  /** Who the caller proved to be. Default: nobody. */
  readonly verified?: string;
  readonly caller?: string | null;
  readonly language?: string;
  readonly country?: string;
  readonly orderId?: string;
  readonly systems?: CompanySystems;
}

describe("accountService", () => {
  let backend: Backend;
  before(async () => (backend = await startBackend()));
  beforeEach(() => backend.reset());
  after(() => backend.close());

  const answerTo = ({
    task,
    verified,
    caller = null,
    language = "fr-CA",
    country = "CA",
    orderId = "B-1002",
    systems = systemsOf(backend),
  }: Asking) =>
    accountService(eventOf(contracts.accountService.answers, { task, language, country, orderId }, caller), {
      systems,
      verifications: { verified: (call) => Promise.resolve(call === "contact-1" ? verified : undefined) },
    });
  const ask = async (asking: Asking) => something(await answerTo(asking));
  const result = async (asking: Asking): Promise<string> => (await answerTo(asking))["result"] as string;

  it("tells the order of who calls from a known number, in words of the language", async () => {
    expect(await ask({ task: "orderStatus", caller: CAMILLE.phoneNumber })).to.deep.equal({
      result: "found",
      orderState: "delivered",
      orderId: "O-1002",
      date: "20 novembre",
    });
    expect(await ask({ task: "orderStatus", caller: ALEX.phoneNumber, language: "ja-JP" })).to.deep.equal({
      result: "found",
      orderState: "shipped",
      orderId: "O-1001",
      date: "11月30日",
    });
    expect(await ask({ task: "orderStatus", verified: "A-1003" })).to.deep.equal({
      result: "found",
      orderState: "received",
      orderId: "O-1003",
    });
  });

  it("tells the order of whom the caller proved to be, whatever number it is called from", async () => {
    expect(await ask({ task: "orderStatus", verified: "A-1001", caller: CAMILLE.phoneNumber })).to.include({
      orderId: "O-1001",
    });
  });

  it("finds no order for a number that is withheld or unknown, or without a recent one", async () => {
    for (const asking of [{ caller: null }, { caller: NOBODY.phoneNumber }, { verified: "A-1010" }])
      expect(await result({ task: "orderStatus", ...asking })).to.equal("none");
  });

  it("tells what is due, overdue or settled", async () => {
    expect(await ask({ task: "balance", verified: "A-1002" })).to.deep.equal({
      result: "overdue",
      orderId: "B-1002",
      amount: "128,50 dollars canadiens",
      date: "2 novembre",
      amountMinor: "12850",
      currency: "CAD",
      accountState: "overdue",
    });
    expect(await ask({ task: "balance", verified: "A-1014", language: "ja-JP" })).to.deep.equal({
      result: "due",
      orderId: "B-1014",
      amount: "12800円",
      date: "12月4日",
      amountMinor: "12800",
      currency: "JPY",
      accountState: "current",
    });
    expect(await ask({ task: "balance", verified: "A-1003" })).to.deep.equal({
      result: "settled",
      accountState: "current",
    });
  });

  it("has a code for a new password sent", async () => {
    expect(await ask({ task: "password", verified: "A-1002" })).to.deep.equal({ result: "sent" });
    expect(backend.outbox).to.have.length(1);
    expect(backend.outbox[0]).to.include({ to: CAMILLE.phoneNumber, language: "fr-CA", purpose: "password" });
  });

  it("offers the add-on at the country's price, orders it once for a call, and offers it no more", async () => {
    const verified = "A-1002";
    expect(await ask({ task: "offer", verified })).to.deep.equal({
      result: "offered",
      amount: "59 dollars canadiens",
      amountMinor: "5900",
      currency: "CAD",
    });
    const ordered = await ask({ task: "order", verified });
    expect(ordered).to.deep.equal({ result: "ordered", orderId: "P-1002" });
    expect(await ask({ task: "order", verified }), "called again by the service").to.deep.equal(ordered);
    expect(await result({ task: "offer", verified })).to.equal("none");
    expect(await ask({ task: "quote", verified, orderId: "P-1002" })).to.deep.equal({
      result: "due",
      orderId: "P-1002",
      amount: "59 dollars canadiens",
      amountMinor: "5900",
      currency: "CAD",
    });
  });

  it("orders once when the request arrives twice", async () => {
    backend.faults.set("placeOrder", "duplicated");
    expect(await result({ task: "order", verified: "A-1002" })).to.equal("ordered");
    backend.faults.clear();
    expect(await ask({ task: "order", verified: "A-1002" })).to.deep.equal({ result: "ordered", orderId: "P-1002" });
  });

  it("says what is left to pay of an order, and nothing where it is paid", async () => {
    expect(await ask({ task: "quote", verified: "A-1002" })).to.include({ result: "due", amountMinor: "12850" });
    expect(await ask({ task: "quote", verified: "A-1002", orderId: "O-1002" })).to.deep.equal({ result: "settled" });
  });

  it("says nothing of somebody else's order", async () => {
    expect(await ask({ task: "quote", verified: "A-1001", orderId: "B-1002" })).to.deep.equal({ result: "unverified" });
  });

  it("does nothing but tell an order for a caller who proved nothing, even from a known number", async () => {
    for (const task of TASKS.slice(1))
      expect(await ask({ task, caller: CAMILLE.phoneNumber }), task).to.deep.equal({ result: "unverified" });
    expect(backend.outbox).to.deep.equal([]);
  });

  it("answers that it is unavailable, and never throws, where a system is missing, down or refuses", async () => {
    const told: ApiUnavailable[] = [];
    for (const task of TASKS) {
      expect(
        await ask({ task, verified: "A-1002", systems: systemsOf(backend, { without: ["accounts", "orders"], told }) }),
        task,
      ).to.deep.equal({ result: "unavailable" });
      expect(
        await ask({ task, verified: task === "quote" ? "A-1002" : NOBODY.accountId, orderId: "nothing" }),
        task,
      ).to.deep.equal({ result: "unavailable" });
    }
    expect(told).to.have.length(TASKS.length);
    for (const fault of ["failing", "malformed"] as const) {
      for (const api of ["accounts", "orders"] as const) backend.faults.set(api, fault);
      for (const task of TASKS)
        expect(await ask({ task, verified: "A-1002" }), `${task} ${fault}`).to.deep.equal({ result: "unavailable" });
    }
  });

  it("answers in the results that its contract has examples of", async () => {
    const known = new Set(contracts.accountService.examples.map(({ when, answer }) => `${when.task} ${answer.result}`));
    for (const verified of ["A-1001", "A-1002", "A-1003", "A-1004", undefined])
      for (const task of TASKS)
        expect(known).to.include(`${task} ${await result({ task, ...(verified !== undefined && { verified }) })}`);
  });

  it("throws for a task that there is not: that is a fault of the flow", async () => {
    expect((await errorOf(answerTo({ task: "everything", verified: "A-1002" }))).message).to.equal(
      "There is no task everything.",
    );
    expect((await errorOf(answerTo({ task: "toString", verified: "A-1002" }))).message).to.equal(
      "There is no task toString.",
    );
  });
});
