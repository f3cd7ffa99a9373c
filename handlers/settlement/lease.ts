import { randomUUID } from "node:crypto";
import type { StateTable } from "../shared/stateTable";
import type { Cursor } from "./unsettled";

/** Where the settler goes on, by what it goes through. */
export type Cursors = Readonly<Record<string, Cursor>>;

/** One settler works at a time; the next goes on where it stopped. */
export interface Lease {
  /** @returns undefined while another has it */
  take(): Promise<{ readonly cursors: Cursors; release(cursors: Cursors): Promise<void> } | undefined>;
}

const KEY = "settler";
/** Longer than a settler lives. */
const LEASE_SECONDS = 90;

/** @param now seconds since 1970 */
export const settlerLease = (table: StateTable, now: () => number): Lease => ({
  take: async () => {
    const holder = randomUUID();
    const { applied, item } = await table.change(KEY, {
      update: "SET heldBy = :holder, heldUntil = :end",
      condition: "attribute_not_exists(heldUntil) OR heldUntil <= :now",
      values: { ":holder": holder, ":end": now() + LEASE_SECONDS, ":now": now() },
      anew: true,
    });
    if (!applied) return undefined;
    return {
      cursors: (item?.["cursors"] as Cursors | undefined) ?? {},
      release: async (cursors) => {
        await table.change(KEY, {
          update: "SET cursors = :cursors REMOVE heldUntil",
          condition: "heldBy = :holder",
          values: { ":holder": holder, ":cursors": cursors },
        });
      },
    };
  },
});
