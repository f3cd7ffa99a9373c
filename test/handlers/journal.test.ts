import { expect } from "chai";
import { connectFunction } from "../../handlers/shared/entry";
import { journalOf } from "../../handlers/shared/journal";
import type { LookupEvent } from "../../handlers/shared/lookup";
import { written } from "./written";

const CONTACT = "3f2c6c2e-0d7f-4c55-a7a5-0d7d2a1c9e11";
const EVENT: LookupEvent = { Details: { ContactData: { ContactId: CONTACT }, Parameters: {} } };

describe("The log line of a failure", () => {
  const line = (error: unknown): Promise<string> => written(() => journalOf("takePayment", "dev").failed(EVENT, error));

  it("names the contact and says what was thrown", async () =>
    expect(await line(new TypeError("order 4711 is not open")))
      .to.include(`"contactId":"${CONTACT}"`)
      .and.include('"reason":"TypeError: order 4711 is not open"'));

  it("has no digit of a long number in it", async () =>
    expect(await line(new Error('invalid input "4929 1177 8833 4455"')))
      .to.include('invalid input \\"•••• •••• •••• ••••\\"')
      .and.not.match(/4929|1177|8833|4455/));
});

describe("An answer that a flow cannot read", () => {
  it("is a failure of the function: what is not flat, or too large", async () => {
    process.env["STACK"] = "dev";
    for (const answer of [{ a: { b: "c" } }, { a: 1 }, { a: undefined }, { a: "x".repeat(32_768) }]) {
      let thrown: unknown;
      const log = await written(() =>
        connectFunction(
          "getPrompts",
          () => Promise.resolve(answer as Record<string, string>),
          () => undefined,
        )(EVENT).catch((error: unknown) => (thrown = error)),
      );
      expect(thrown).to.be.instanceOf(Error);
      expect(log).to.include("lookup failed");
    }
  });
});

describe("An error that leaves a function", () => {
  it("is written down by Lambda itself, so it has no digit of a long number in it, nor has its stack", async () => {
    process.env["STACK"] = "dev";
    let thrown: Error | undefined;
    const handler = connectFunction(
      "takePayment",
      () => Promise.reject(new TypeError("invalid input 4929117788334455")),
      () => undefined,
    );
    await written(() => handler(EVENT).catch((error: unknown) => (thrown = error as Error)));
    expect(thrown).to.be.instanceOf(TypeError);
    expect(`${thrown?.message} ${thrown?.stack}`)
      .to.include("invalid input ••••")
      .and.not.match(/4929|4455/);
  });
});
