import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { sdkDeadline } from "../shared/deadline";
import { documentClient } from "../shared/documentClient";
import { hashOf } from "../shared/hashOf";
import type { OrderPlace } from "../shared/payments";
import type { Reservation } from "../shared/reservations";
import { UNSETTLED_INDEX } from "../shared/unsettledIndex";

/** A payment in doubt, or one that its order system may not know of. */
export interface UnsettledPayment {
  readonly key: string;
  readonly place: OrderPlace;
  /** Seconds since 1970. */
  readonly unsettledSince: number;
  readonly holds?: "nothing" | "money" | "doubt";
  readonly claimedUntil?: number;
  readonly paymentKey?: string;
  readonly sentAt?: number;
  /** The debt that is in doubt, and the one that was paid, as `debtIdOf` names them. */
  readonly debt?: string;
  readonly paid?: string;
  readonly paymentId?: string;
}

/** An order that was neither confirmed nor taken back. */
export interface UnsettledReservation {
  readonly key: string;
  readonly reservation: Reservation;
  readonly unsettledSince: number;
}

/** A short name for what is open, which does not show whom it is about: in the log and for `ivr payments`. */
export const shortIdOf = (key: string): string => hashOf(key).slice(0, 12);

export type Unsettled = { readonly payment: UnsettledPayment; readonly reservation: UnsettledReservation };

/** Where a page ended. */
export type Cursor = Readonly<Record<string, unknown>>;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined behind the last page. */
  readonly next: Cursor | undefined;
}

/** What is open, as the index tells it: a moment late. */
export interface UnsettledIndex {
  page<Kind extends keyof Unsettled>(kind: Kind, from?: Cursor): Promise<Page<Unsettled[Kind]>>;
  /** When the oldest began, in seconds since 1970. */
  oldest(kind: keyof Unsettled): Promise<number | undefined>;
}

/** @param size how many items a page has. Default: 25 */
export function unsettledIndex(TableName: string, size = 25): UnsettledIndex {
  const client = documentClient();
  const query = async (kind: string, Limit: number, from?: Cursor) =>
    client.send(
      new QueryCommand({
        TableName,
        IndexName: UNSETTLED_INDEX.name,
        KeyConditionExpression: "unsettled = :kind",
        ExpressionAttributeValues: { ":kind": kind },
        Limit,
        ...(from !== undefined && { ExclusiveStartKey: { ...from } }),
      }),
      sdkDeadline(),
    );
  return {
    page: async <Kind extends keyof Unsettled>(kind: Kind, from?: Cursor) => {
      const { Items = [], LastEvaluatedKey } = await query(kind, size, from);
      return { items: Items as Unsettled[Kind][], next: LastEvaluatedKey };
    },
    oldest: async (kind) => (await query(kind, 1)).Items?.[0]?.["unsettledSince"] as number | undefined,
  };
}
