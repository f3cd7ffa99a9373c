import { type ApiName, APIS } from "./rows";
import type { SelfServiceRole } from "./selfServiceContracts";

/**
 * Which of the company's systems a function asks. Its client asks these and no other, or the function does not compile;
 * its role reads the tokens of these and no other.
 */
export const ASKED_APIS = {
  identifyCaller: ["accounts"],
  verifyCaller: ["accounts"],
  // Quotes and reservations ask the gateway what became of a payment in doubt.
  accountService: APIS,
  takePayment: ["orders", "payments"],
  settlePayments: ["orders", "payments"],
} as const satisfies Readonly<Record<SelfServiceRole | "settlePayments", readonly ApiName[]>>;

export type AskingRole = keyof typeof ASKED_APIS;

/** The systems that the function of a role asks. */
export type AskedBy<Role extends AskingRole> = (typeof ASKED_APIS)[Role][number];
