import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { approved, only } from "../../../handlers/selfService/askedAbout";
import { owedOf, payment } from "../../../handlers/selfService/companyApi";
import type { ApiClient } from "../../../handlers/shared/apiClient";
import { hashOf } from "../../../handlers/shared/hashOf";
import type { Holds, PaymentAnswer } from "../../../handlers/shared/payments";
import type { CardKeyed } from "../stage";

/** A try to pay, as the functions before decision 18 named it. */
export interface TryBefore {
  readonly environment: string;
  readonly apiProfile: string;
  readonly orderId: string;
  readonly claim: string;
  readonly card: CardKeyed;
}

export interface Before {
  readonly TableName: string;
  readonly tables: DynamoDBDocumentClient;
  readonly client: ApiClient;
  /** Seconds since 1970. */
  readonly now: () => number;
}

const CLAIM_SECONDS = 30;
const DAY_SECONDS = 24 * 60 * 60;
const HELD_SECONDS: Readonly<Record<Holds, number>> = {
  nothing: DAY_SECONDS,
  money: DAY_SECONDS,
  doubt: 7 * DAY_SECONDS,
};

interface Outcome {
  readonly answer: PaymentAnswer;
  readonly holds: Holds;
}

/**
 * `takePayment` as it was before decision 18, as far as others can see it: what it writes under which conditions, and
 * what it asks of the company's systems.
 */
export async function payBefore(tried: TryBefore, before: Before): Promise<string> {
  const { TableName, tables, client, now } = before;
  const { environment, apiProfile, orderId, claim } = tried;
  const key = `payment#${environment}#${apiProfile}#${orderId}`;
  const change = async (update: string, condition: string, values: Readonly<Record<string, unknown>>) => {
    try {
      await tables.send(
        new UpdateCommand({
          TableName,
          Key: { key },
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  const mine = await change(
    "SET claimedBy = :claim, expiresAt = :end REMOVE answer, holds, paymentKey",
    "attribute_not_exists(expiresAt) OR expiresAt <= :now OR (holds = :nothing AND claimedBy <> :claim)",
    { ":claim": claim, ":now": now(), ":end": now() + CLAIM_SECONDS, ":nothing": "nothing" },
  );
  if (!mine) {
    const { Item } = await tables.send(new GetCommand({ TableName, Key: { key }, ConsistentRead: true }));
    const known = Item?.["claimedBy"] === claim ? (Item["answer"] as PaymentAnswer | undefined) : undefined;
    return known?.["result"] ?? "pending";
  }
  const sending = (paymentKey: string) =>
    change(
      "SET paymentKey = :paymentKey, holds = :doubt, expiresAt = :end",
      "claimedBy = :claim AND attribute_not_exists(paymentKey)",
      { ":claim": claim, ":paymentKey": paymentKey, ":doubt": "doubt", ":end": now() + HELD_SECONDS.doubt },
    );
  const { answer, holds } = await charged(tried, client, sending);
  await change("SET answer = :answer, holds = :holds, expiresAt = :end", "claimedBy = :claim", {
    ":claim": claim,
    ":answer": answer,
    ":holds": holds,
    ":end": now() + HELD_SECONDS[holds],
  });
  return answer["result"] ?? "";
}

const DOUBT: Outcome = { answer: only("pending"), holds: "doubt" };

async function charged(
  { orderId, claim, card: { cardNumber, expiry, securityCode } }: TryBefore,
  client: ApiClient,
  sending: (paymentKey: string) => Promise<boolean>,
): Promise<Outcome> {
  const { due } = await owedOf(client, orderId);
  if (due === undefined) return { answer: only("unavailable"), holds: "nothing" };
  const { amount, currency } = due;
  const idempotencyKey = hashOf(claim, String(amount), currency);
  if (!(await sending(idempotencyKey))) return DOUBT;
  const [expiryMonth, expiryYear] = [expiry.slice(0, 2), `20${expiry.slice(2)}`];
  const body = { orderId, amount, currency, card: { number: cardNumber, expiryMonth, expiryYear, securityCode } };
  const made = await client
    .post("payments", "/payments", body, payment, { idempotencyKey })
    .catch(() => client.get("payments", `/payments/${idempotencyKey}`, payment))
    .catch(() => undefined);
  if (made?.status === "approved") return { answer: approved(made), holds: "money" };
  return made?.status === "declined" ? { answer: only("declined"), holds: "nothing" } : DOUBT;
}
