import { createHash } from "node:crypto";
import { attempts } from "./attempts";
import type { CallState, Messages, Replies, Reply } from "./callState";
import { namesIn } from "./hashOf";
import { legacyClaims } from "./legacyClaims";
import { payments } from "./payments";
import { proofs } from "./proofs";
import { secondsOf } from "./seconds";
import { type StateTable, stateTable } from "./stateTable";
import { verifications } from "./verifications";

/**
 * As long as a message is kept it is refused in other calls; the key that it was encrypted with is exchanged in time.
 */
const BOUND_SECONDS = 90 * 24 * 60 * 60;
/** The service asks again within seconds. */
const REPLY_SECONDS = 5 * 60;

/** Call state in DynamoDB. Whose tries are counted stands there as a keyed hash. */
export function dynamoCallState(tableName: string, now: () => Date): CallState {
  const table = stateTable(tableName);
  const seconds = (): number => secondsOf(now());
  const nameOf = namesIn(tableName);
  return {
    ...verifications(table, seconds),
    ...attempts(table, nameOf, seconds),
    ...proofs(table, nameOf, seconds),
    ...payments(table, seconds),
    legacy: legacyClaims(table, seconds),
    ...messages(table, seconds),
    ...replies(table, seconds),
  };
}

const replies = (table: StateTable, now: () => number): Replies => ({
  replyTo: async (question) => {
    const item = await table.read(`reply#${question}`);
    return item !== undefined && (item["expiresAt"] as number) > now() ? (item["reply"] as Reply) : undefined;
  },
  keepReply: async (question, reply) => {
    await table.change(`reply#${question}`, {
      update: "SET reply = :reply, expiresAt = :end",
      values: { ":reply": reply, ":end": now() + REPLY_SECONDS },
    });
  },
});

const messages = (table: StateTable, now: () => number): Messages => ({
  bind: async (call, ciphertexts) => {
    const bound = ciphertexts.map((ciphertext) =>
      table.change(`message#${createHash("sha256").update(ciphertext).digest("hex")}`, {
        update: "SET boundTo = :call, expiresAt = :end",
        condition: "attribute_not_exists(boundTo) OR boundTo = :call",
        values: { ":call": call, ":end": now() + BOUND_SECONDS },
      }),
    );
    return (await Promise.all(bound)).every(({ applied }) => applied);
  },
});
