import type { Verifications } from "./callState";
import type { StateTable } from "./stateTable";

/** Longer than any call. */
const VERIFIED_SECONDS = 4 * 60 * 60;

/** @param now seconds since 1970 */
export const verifications = (table: StateTable, now: () => number): Verifications => ({
  verified: async (call) => {
    const item = await table.read(`verified#${call}`);
    return item !== undefined && (item["expiresAt"] as number) > now() ? (item["customerId"] as string) : undefined;
  },
  verify: async (call, customerId, method) => {
    await table.change(`verified#${call}`, {
      update: "SET customerId = :customerId, provenBy = :method, expiresAt = :end",
      values: { ":customerId": customerId, ":method": method, ":end": now() + VERIFIED_SECONDS },
    });
  },
  forget: async (call) => {
    await table.change(`verified#${call}`, {
      update: "SET expiresAt = :now",
      condition: "expiresAt > :now",
      values: { ":now": now() },
    });
  },
});
