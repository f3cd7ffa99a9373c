import { approved, only } from "../../../handlers/selfService/askedAbout";
import { owedOf, payment } from "../../../handlers/selfService/companyApi";
import type { ApiClient } from "../../../handlers/shared/apiClient";
import { hashOf } from "../../../handlers/shared/hashOf";
import type { Holds, PaymentAnswer } from "../../../handlers/shared/payments";
import type { FunctionsOfBefore } from "../../handlers/functionsOfBefore";
import type { CardKeyed } from "../stage";

/** A try to pay, as the functions before decision 18 named it. */
export interface TryBefore {
  readonly orderId: string;
  readonly claim: string;
  readonly card: CardKeyed;
}

interface Outcome {
  readonly answer: PaymentAnswer;
  readonly holds: Holds;
}

/**
 * `takePayment` as it was before decision 18, as far as others can see it: what it writes under which conditions, and
 * what it asks of the company's systems.
 */
export async function payBefore(tried: TryBefore, functions: FunctionsOfBefore, client: ApiClient): Promise<string> {
  const { claim } = tried;
  if (!(await functions.claim(claim))) return (await functions.answerTo(claim))?.["result"] ?? "pending";
  const { answer, holds } = await charged(tried, client, (paymentKey) => functions.sending(claim, paymentKey));
  await functions.answered(claim, answer, holds);
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
