import { NONE } from "../contracts";
import { type ApiClient, ApiRefused, ApiUnavailable } from "../shared/apiClient";
import { callOf, type Claimed, type Holds, type PaymentAnswer } from "../shared/callState";
import { Undecipherable } from "../shared/decrypt";
import { hashOf } from "../shared/hashOf";
import { answer, type LookupEvent, requireParameter } from "../shared/lookup";
import { jsonBytes, opened, overwritten } from "../shared/overwritten";
import { type Card, cardProblem } from "./card";
import { dueOf, type Money, type Payment, payment } from "./companyApi";
import type { SecureDeps, SecureHandler } from "./secureDeps";

/** How a try ended: what the flow is told, and what the order holds from now on. */
interface Outcome {
  readonly answer: PaymentAnswer;
  readonly holds: Holds;
}

const only = (result: string): PaymentAnswer => ({ result, scheme: NONE, lastFour: NONE, reference: NONE });
const untaken = (result: string): Outcome => ({ answer: only(result), holds: "nothing" });
const DOUBT: Outcome = { answer: only("pending"), holds: "doubt" };

/** Lambda ends the function after 7 s. Who comes later than this sends nothing: the answer would be lost. */
const LATEST_SENDING_MS = 2500;
/** How long an invocation waits for the answer that another one of the same try will have. */
const LATEST_WAITING_MS = 5500;
const POLL_MS = 200;

/**
 * Charges the card that the caller keyed, for what the order's system says is due. The order is
 * claimed first: however often and from wherever this is asked, one of them charges, and the others
 * have its answer or `pending`.
 */
export const takePayment: SecureHandler = async (event, deps) => {
  try {
    return answer(event, await paid(event, deps));
  } catch (error) {
    deps.journal.failed(event, error);
    return answer(event, only("unavailable"));
  }
};

/** What the flow asks for. */
interface Try {
  readonly event: LookupEvent;
  readonly client: ApiClient;
  readonly customerId: string;
  readonly orderId: string;
  /** The order by its place and id, as it is claimed. */
  readonly order: string;
  /** The same for every invocation of one try. */
  readonly claim: string;
  readonly messages: Readonly<Record<keyof Card, string>>;
  readonly began: number;
}

async function paid(event: LookupEvent, deps: SecureDeps): Promise<PaymentAnswer> {
  const began = deps.elapsed();
  const wanted = (name: string): string => requireParameter(event, name);
  const messages = { cardNumber: wanted("cardNumber"), expiry: wanted("expiry"), securityCode: wanted("securityCode") };
  const orderId = wanted("orderId");
  const order = [wanted("environment"), wanted("apiProfile"), orderId].join("#");
  // With the messages, because who comes back to pay in the same call begins again with the first try.
  const claim = hashOf(callOf(event), order, wanted("attempt"), ...Object.values(messages));
  const client = await deps.systems(event);
  const customerId = await deps.callState.verified(callOf(event));
  if (customerId === undefined) return only("unavailable");
  const claimed = await claimedInTime(order, claim, began, deps);
  if (claimed.state === "answered") return claimed.answer;
  if (claimed.state !== "mine") return only("pending");
  const outcome = await attempted({ event, client, customerId, orderId, order, claim, messages, began }, deps);
  // Without a note of it the order stays in doubt, which is safe; the caller hears what became of the payment.
  await deps.callState
    .answered(order, claim, outcome.answer, outcome.holds)
    .catch((error: unknown) => deps.journal.failed(event, error));
  return outcome.answer;
}

/** Claims the order. While another invocation of the same try is at it, waits for its answer. */
async function claimedInTime(
  order: string,
  claim: string,
  began: number,
  { callState, elapsed, pause }: SecureDeps,
): Promise<Claimed> {
  for (;;) {
    const claimed = await callState.claim(order, claim);
    if (claimed.state !== "running" || elapsed() - began > LATEST_WAITING_MS) return claimed;
    await pause(POLL_MS);
  }
}

async function attempted(one: Try, deps: SecureDeps): Promise<Outcome> {
  try {
    if (!(await deps.callState.bind(callOf(one.event), Object.values(one.messages)))) return untaken("invalid_card");
    const due = await dueOf(one.client, one.orderId, one.customerId);
    if (due === undefined) return untaken("unavailable");
    return await opened(deps.decryptor, one.messages, (card) => charged(one, card, due, deps));
  } catch (error) {
    if (!(error instanceof ApiUnavailable)) deps.journal.failed(one.event, error);
    return untaken(error instanceof Undecipherable ? "invalid_card" : "unavailable");
  }
}

async function charged(
  { client, order, orderId, claim, began }: Try,
  card: Card,
  due: Money,
  { callState, now, elapsed }: SecureDeps,
): Promise<Outcome> {
  const problem = cardProblem(card, now());
  if (problem !== undefined) return untaken(problem);
  if (elapsed() - began > LATEST_SENDING_MS) return untaken("unavailable");
  const idempotencyKey = hashOf(claim, String(due.amount), due.currency);
  if (!(await callState.sending(order, claim, idempotencyKey))) return DOUBT;
  const { cardNumber, expiry, securityCode } = card;
  const body = jsonBytes({
    orderId,
    ...due,
    card: {
      number: cardNumber,
      expiryMonth: expiry.subarray(0, 2),
      expiryYear: [CENTURY, expiry.subarray(2)],
      securityCode,
    },
  });
  return overwritten(body, (bytes) =>
    client
      .post("payments", "/payments", bytes, payment, { idempotencyKey })
      .then(outcomeOf, (error: unknown) => outcomeInDoubt(error, client, idempotencyKey)),
  );
}

const CENTURY = Buffer.from("20");

function outcomeOf(made: Payment): Outcome {
  if (made.status === "approved")
    return {
      answer: { result: "approved", scheme: made.scheme, lastFour: made.lastFour, reference: made.paymentId },
      holds: "money",
    };
  return made.status === "declined" ? untaken("declined") : DOUBT;
}

/** Refusals that leave open what became of an earlier request with the same key. */
const UNDECIDED = [408, 409, 422];

/**
 * The gateway did not say. Where it may have acted it is asked once what it did, and believed only when it knows the
 * payment.
 */
async function outcomeInDoubt(error: unknown, client: ApiClient, idempotencyKey: string): Promise<Outcome> {
  const refused = error instanceof ApiRefused && !UNDECIDED.includes(error.status);
  const unseen = error instanceof ApiUnavailable && !error.mayHaveActed;
  if (refused || unseen) return untaken("unavailable");
  return client.get("payments", `/payments/${idempotencyKey}`, payment).then(outcomeOf, () => DOUBT);
}
