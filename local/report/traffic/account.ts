import type { Account } from "../../emulator/backend/books";
import { ADD_ON_PRICES } from "../../emulator/backend/exampleCorp";
import { hashOf } from "../../emulator/backend/hashes";
import { type Customer, PIN } from "./habits";
import { choiceOf, type Random } from "./random";

const hashOfPin = hashOf(PIN);
const states = choiceOf<NonNullable<Account["latestOrder"]>["state"]>([
  ["shipped", 4],
  ["delivered", 3],
  ["packed", 2],
  ["received", 1],
  ["delayed", 1],
]);
const DAY_MS = 86_400_000;
const day = (moment: number): string => new Date(moment).toISOString().slice(0, "2026-05-01".length);

export const accountNumberOf = (serial: number): string => String(20_000_000 + serial);

/**
 * A customer of one call alone, so that no call depends on what another has paid.
 * @param phoneNumber that the customer calls from; left out where the company does not know it
 */
export function accountOf(
  serial: number,
  customer: Customer,
  country: string,
  phoneNumber: string | undefined,
  at: Date,
  random: Random,
): Account {
  const { amount, currency } = ADD_ON_PRICES[country] ?? { amount: 4900, currency: "USD" };
  const overdue = customer === "overdue";
  return {
    accountId: `T-${serial}`,
    accountNumber: accountNumberOf(serial),
    pin: hashOfPin,
    phoneNumber: phoneNumber ?? `+999000${serial}`,
    name: "Robin",
    country,
    balance: {
      orderId: `TB-${serial}`,
      amount: Math.round(amount * (0.4 + 2 * random())),
      currency,
      dueDate: day(at.getTime() + (overdue ? -20 : 12) * DAY_MS),
      overdue,
    },
    latestOrder: { orderId: `TO-${serial}`, state: states.draw(random), date: day(at.getTime() + 4 * DAY_MS) },
    addOn: "offered",
  };
}
