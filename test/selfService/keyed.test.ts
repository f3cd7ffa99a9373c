import { expect } from "chai";
import * as fc from "fast-check";
import * as v from "valibot";
import { cardProblem } from "../../handlers/selfService/card";
import { dueOf } from "../../handlers/selfService/companyApi";
import type { ApiClient } from "../../handlers/shared/apiClient";
import { areDigits, jsonBytes, opened, overwritten } from "../../handlers/shared/overwritten";
import { checked } from "./cards";

const NOW = new Date("2026-11-23T12:00:00Z");
const digits = (minLength: number, maxLength = minLength) =>
  fc.stringMatching(new RegExp(`^[0-9]{${minLength},${maxLength}}$`));

/** Beginnings of card numbers, their lengths and those of their security codes. */
const SCHEMES = [
  ["4", 16, 3],
  ["51", 16, 3],
  ["55", 16, 3],
  ["2221", 16, 3],
  ["34", 15, 4],
  ["37", 15, 4],
  ["6011", 16, 3],
  ["3530", 16, 3],
  ["36", 14, 3],
] as const;
const goodCard = fc
  .constantFrom(...SCHEMES)
  .chain(([prefix, length, code]) =>
    fc.record({
      cardNumber: digits(length - prefix.length - 1).map((rest) => checked(prefix + rest)),
      securityCode: digits(code),
      expiry: fc.constantFrom("1126", "1226", "0127", "0846"),
    }),
  );
const problemOf = (
  { cardNumber, expiry, securityCode }: { cardNumber: string; expiry: string; securityCode: string },
  now = NOW,
) =>
  cardProblem(
    { cardNumber: Buffer.from(cardNumber), expiry: Buffer.from(expiry), securityCode: Buffer.from(securityCode) },
    now,
  );

describe("A card as it is keyed", () => {
  it("is good with the check digit, the length and the code of its scheme", () =>
    fc.assert(fc.property(goodCard, (card) => problemOf(card) === undefined)));

  it("is not good with any one digit mistyped", () =>
    fc.assert(
      fc.property(goodCard, fc.nat(), fc.integer({ min: 1, max: 9 }), (card, at, by) => {
        const index = at % card.cardNumber.length;
        const mistyped =
          card.cardNumber.slice(0, index) +
          String((Number(card.cardNumber[index]) + by) % 10) +
          card.cardNumber.slice(index + 1);
        expect(problemOf({ ...card, cardNumber: mistyped })).to.equal("invalid_card");
      }),
    ));

  it("is not good with fewer or more digits than cards have, or with anything but digits", () =>
    fc.assert(
      fc.property(goodCard, fc.string({ minLength: 1 }), (card, tail) => {
        for (const cardNumber of [
          card.cardNumber.slice(0, 11),
          card.cardNumber.padEnd(20, "0"),
          card.cardNumber + tail.replaceAll(/\d/g, "x"),
        ])
          expect(problemOf({ ...card, cardNumber })).to.equal("invalid_card");
      }),
    ));

  it("has a security code of exactly its scheme's length", () =>
    fc.assert(
      fc.property(goodCard, fc.string({ maxLength: 6 }), (card, securityCode) => {
        const isGood = /^\d+$/.test(securityCode) && securityCode.length === card.securityCode.length;
        expect(problemOf({ ...card, securityCode })).to.equal(isGood ? undefined : "invalid_code");
      }),
    ));

  it("is good until its month is over everywhere, and for twenty years at most", () =>
    fc.assert(
      fc.property(
        goodCard,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 99 }),
        fc.date({ min: new Date("2024-01-01"), max: new Date("2060-01-01"), noInvalidDate: true }),
        (card, month, year, now) => {
          const expiry = `${String(month).padStart(2, "0")}${String(year).padStart(2, "0")}`;
          const over = Date.UTC(2000 + year, month, 1, 12);
          const soonest = new Date(now.getTime() - 12 * 3_600_000);
          const isGood =
            now.getTime() < over &&
            12 * (2000 + year) + month - 1 - (12 * soonest.getUTCFullYear() + soonest.getUTCMonth()) <= 240;
          expect(problemOf({ ...card, expiry }, now)).to.equal(isGood ? undefined : "expired_card");
        },
      ),
    ));

  it("has an expiry date of a month that there is, in four digits", () =>
    fc.assert(
      fc.property(goodCard, fc.string({ maxLength: 6 }), (card, expiry) => {
        if (!/^(0[1-9]|1[0-2])\d\d$/.test(expiry)) expect(problemOf({ ...card, expiry })).to.equal("expired_card");
      }),
    ));
});

describe("Digits as they are keyed", () => {
  it("are digits alone, and as many as there may be", () =>
    fc.assert(
      fc.property(
        fc.oneof(digits(0, 12), fc.string({ maxLength: 12 })),
        (text) => areDigits(Buffer.from(text), 4, 8) === /^\d{4,8}$/.test(text),
      ),
    ));

  it("are written into JSON as a text, whatever stands beside them", () =>
    fc.assert(
      fc.property(digits(0, 19), digits(2), fc.string(), fc.integer(), (number, year, text, amount) => {
        const json = jsonBytes({
          text,
          amount,
          card: { number: Buffer.from(number), year: [Buffer.from("20"), Buffer.from(year)] },
        });
        expect(JSON.parse(json.toString())).to.deep.equal({ text, amount, card: { number, year: `20${year}` } });
      }),
    ));

  it("are not written when they are none", () =>
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        if (!/^\d*$/.test(text)) expect(() => jsonBytes({ pin: Buffer.from(text) })).to.throw(TypeError, "Only digits");
      }),
    ));

  it("are overwritten after use, and after a failure", async () => {
    const bytes = [Buffer.from("1234"), Buffer.from("5678"), Buffer.from("9012")] as const;
    const fail = () => Promise.reject(new Error("It is broken."));
    await overwritten(bytes[0], fail).catch(() => undefined);
    const decryptor = {
      decrypt: (message: string) => (message === "c" ? fail() : Promise.resolve(bytes[message === "a" ? 1 : 2])),
    };
    await opened(decryptor, { a: "a", b: "b", c: "c" }, fail).catch(() => undefined);
    expect(Buffer.concat([...bytes]).every((byte) => byte === 0)).to.equal(true);
  });
});

describe("An amount that is due", () => {
  const answering = (due: unknown): ApiClient => ({
    get: (_api, _path, shape) => Promise.resolve(v.parse(shape, JSON.parse(JSON.stringify({ accountId: "A-1", due })))),
    post: () => Promise.reject(new Error("Nothing is posted.")),
    systemOf: () => "orders",
    profiles: [],
  });

  it("is a whole number of the minor unit, between one and a million of the major", () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.integer(),
          fc.double(),
          fc.string(),
          fc.constantFrom(0, -1, 1, 100_000_000, 100_000_001, "100", null, true),
        ),
        async (amount) => {
          const due = await dueOf(answering({ amount, currency: "CAD" }), "O-1", "A-1").catch(() => "refused");
          const isGood = typeof amount === "number" && Number.isInteger(amount) && amount >= 1 && amount <= 100_000_000;
          expect(due).to.deep.equal(isGood ? { amount, currency: "CAD" } : "refused");
        },
      ),
    ));

  it("has a currency of three capital letters", () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom("EUR", "eur", "EURO", "€")),
        async (currency) => {
          const due = await dueOf(answering({ amount: 100, currency }), "O-1", "A-1").catch(() => "refused");
          expect(due).to.deep.equal(/^[A-Z]{3}$/.test(currency) ? { amount: 100, currency } : "refused");
        },
      ),
    ));
});
