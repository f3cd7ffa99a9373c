import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { legacyKeyOf } from "../../handlers/shared/legacyClaims";
import type { Holds, PaymentAnswer } from "../../handlers/shared/payments";
import { NAMES } from "./tables";

const DAY = 24 * 60 * 60;
const HELD_SECONDS: Readonly<Record<Holds, number>> = { nothing: DAY, money: DAY, doubt: 7 * DAY };

/** Payments as functions before decision 18 kept them, while they still serve. */
export interface FunctionsOfBefore {
  /** @returns whether such a function goes on to charge the order */
  claim(claim: string): Promise<boolean>;
  /** The answer to the same try, where there is one. */
  answerTo(claim: string): Promise<PaymentAnswer | undefined>;
  /** @returns whether it asks the gateway */
  sending(claim: string, paymentKey: string): Promise<boolean>;
  answered(claim: string, answer: PaymentAnswer, holds: Holds): Promise<boolean>;
}

/** How a function of before reaches the table. */
export interface TableOfBefore {
  readonly client: DynamoDBDocumentClient;
  readonly TableName: string;
}

const tableOfTests = (): TableOfBefore => ({
  client: DynamoDBDocumentClient.from(new DynamoDBClient()),
  TableName: NAMES.callState,
});

/**
 * Functions of before, as they reach an order.
 * @param now seconds since 1970
 */
export function functionsOfBefore(
  now: () => number,
  apiProfile: string,
  orderId: string,
  { client, TableName } = tableOfTests(),
): FunctionsOfBefore {
  const Key = { key: legacyKeyOf("dev", apiProfile, orderId) };
  const change = async (
    UpdateExpression: string,
    ConditionExpression: string,
    ExpressionAttributeValues: Record<string, unknown>,
  ): Promise<boolean> => {
    try {
      await client.send(
        new UpdateCommand({ TableName, Key, UpdateExpression, ConditionExpression, ExpressionAttributeValues }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    claim: (claim) =>
      change(
        "SET claimedBy = :claim, expiresAt = :end REMOVE answer, holds, paymentKey",
        "attribute_not_exists(expiresAt) OR expiresAt <= :now OR (holds = :nothing AND claimedBy <> :claim)",
        { ":claim": claim, ":now": now(), ":end": now() + 30, ":nothing": "nothing" },
      ),
    answerTo: async (claim) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item?.["claimedBy"] === claim ? (Item["answer"] as PaymentAnswer | undefined) : undefined;
    },
    sending: (claim, paymentKey) =>
      change(
        "SET paymentKey = :paymentKey, holds = :doubt, expiresAt = :end",
        "claimedBy = :claim AND attribute_not_exists(paymentKey)",
        { ":claim": claim, ":paymentKey": paymentKey, ":doubt": "doubt", ":end": now() + HELD_SECONDS.doubt },
      ),
    answered: (claim, answer, holds) =>
      change("SET answer = :answer, holds = :holds, expiresAt = :end", "claimedBy = :claim", {
        ":claim": claim,
        ":answer": answer,
        ":holds": holds,
        ":end": now() + HELD_SECONDS[holds],
      }),
  };
}
