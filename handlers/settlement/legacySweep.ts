import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { only } from "../selfService/askedAbout";
import { owedOf } from "../selfService/companyApi";
import type { ApiClient } from "../shared/apiClient";
import { sdkDeadline, withinDeadline } from "../shared/deadline";
import { documentClient } from "../shared/documentClient";
import { type LegacyClaims, legacyDebtOf } from "../shared/legacyClaims";
import type { PaymentAnswer, Payments } from "../shared/payments";
import { secondsOf } from "../shared/seconds";
import type { Cursor } from "./unsettled";

/**
 * Takes over the doubts that functions before decision 18 left, which would be forgotten after a week: each becomes the
 * doubt of its order. Goes through the table a page a run, until a whole round found none.
 */
export interface LegacySweep {
  /**
   * @param mayBegin whether there is time for another one
   * @returns where the next run goes on
   */
  next(cursor: Cursor | undefined, mayBegin: () => boolean): Promise<Cursor>;
}

export interface LegacySweepDeps {
  readonly payments: Payments;
  readonly legacy: LegacyClaims;
  readonly systems: (environment: string, apiProfile: string) => Promise<ApiClient<"orders">>;
  readonly now: () => Date;
  readonly failed: (key: string, error: unknown) => void;
}

interface LegacyItem {
  readonly key: string;
  readonly claimedBy: string;
  readonly holds: "doubt" | "money";
  readonly paymentKey: string;
  readonly answer?: PaymentAnswer;
}

/** A round: where it is, when the first and this one began, and whether this one found something. */
interface Round extends Cursor {
  readonly first: number;
  readonly began: number;
  readonly found: boolean;
  readonly over: boolean;
  readonly from?: Cursor;
}

/** Functions of before may serve for so long beside those of after. */
const OVERLAP_SECONDS = 60 * 60;

export function legacySweep(TableName: string, deps: LegacySweepDeps): LegacySweep {
  const client = documentClient();
  return {
    next: async (cursor, mayBegin) => {
      const now = secondsOf(deps.now());
      const round = (cursor ?? { first: now, began: now, found: false, over: false }) as Round;
      if (round.over) return round;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName,
          FilterExpression: [
            "begins_with(#key, :old) AND holds IN (:doubt, :money) AND expiresAt > :now",
            "attribute_exists(paymentKey) AND (attribute_not_exists(governedBy) OR governedBy <> claimedBy)",
          ].join(" AND "),
          ExpressionAttributeNames: { "#key": "key" },
          ExpressionAttributeValues: { ":old": "payment#", ":doubt": "doubt", ":money": "money", ":now": now },
          ...(round.from && { ExclusiveStartKey: { ...round.from } }),
        }),
        sdkDeadline(),
      );
      const found = round.found || Items.length > 0;
      for (const item of Items as LegacyItem[]) {
        // The next run reads the page again, and finds those alone that are left.
        if (!mayBegin()) return { ...round, found };
        await withinDeadline(() => takenOver(item, deps)).catch((error: unknown) => deps.failed(item.key, error));
      }
      if (LastEvaluatedKey !== undefined) return { ...round, from: LastEvaluatedKey, found };
      // A whole round that began after the overlap and found nothing was the last.
      const over = !found && round.began - round.first >= OVERLAP_SECONDS;
      return { first: round.first, began: now, found: false, over };
    },
  };
}

async function takenOver(item: LegacyItem, { payments, legacy, systems, now }: LegacySweepDeps): Promise<void> {
  const [, environment = "", apiProfile = "", ...rest] = item.key.split("#");
  const orderId = rest.join("#");
  const client = await systems(environment, apiProfile);
  const orderSystem = client.systemOf("orders");
  const { due } = await owedOf(client, orderId);
  const debt = legacyDebtOf(item.claimedBy, item.paymentKey, due);
  const sentAt = secondsOf(now());
  const place = { orderSystem, orderId, environment, apiProfile };
  const claim = `before#${item.paymentKey}`;
  const claimed = await payments.claim(place, claim);
  if (claimed.state !== "mine") return;
  // Its function may have ended since the page was read, and another have paid: what stands now counts.
  if (claimed.paid !== undefined || (await legacy.ofTry([item.key], item.claimedBy)) === undefined) {
    const told = claimed.paid === undefined;
    return payments.answered(place, claim, { answer: only("settled"), holds: "nothing", told });
  }
  const sending = { debt, paymentKey: item.paymentKey, cards: 0, cardsUntil: sentAt };
  if (!(await payments.sending(place, claim, sending))) return;
  const answer = item.answer ?? only("pending");
  await payments.answered(place, claim, { answer, holds: item.holds, debt, told: true });
  await legacy.adopt(item.key, { paymentKey: item.paymentKey, sentAt });
}
