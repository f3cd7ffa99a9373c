import type { AskedBy } from "../askedApis";
import { type ApiClient, ApiRefused, ApiUnavailable } from "../shared/apiClient";
import { callOf } from "../shared/callState";
import { withinDeadline } from "../shared/deadline";
import { hashOf } from "../shared/hashOf";
import { type LegacyClaim, legacyDebtOf, legacyKeysOf } from "../shared/legacyClaims";
import { answer, type LookupEvent, requireParameter } from "../shared/lookup";
import { jsonBytes, opened, overwritten } from "../shared/overwritten";
import { type Claimed, type Debt, debtIdOf, type Ended, type OrderPlace, type PaymentAnswer } from "../shared/payments";
import { approved, askedAbout, claimedAfterAsking, only } from "./askedAbout";
import { secondsOf } from "../shared/seconds";
import { type Card, cardProblem } from "./card";
import { dueOf, orderSiteOf, type Payment, payment } from "./companyApi";
import type { SecureDeps as DepsOf, SecureHandler } from "./secureDeps";

type SecureDeps = DepsOf<"takePayment">;

/** How a try ended: what the flow is told, and what the order holds from now on. */
interface Outcome extends Omit<Ended, "told"> {
  /** Whether the gateway never saw the card. Default: false. */
  readonly notTried?: boolean;
  /** Whether a doubt stands under the keys of functions before decision 18. Default: false. */
  readonly fenced?: boolean;
}

const untaken = (result: string): Outcome => ({ answer: only(result), holds: "nothing" });
const DOUBT: Outcome = { answer: only("pending"), holds: "doubt" };
const taken = (answer: PaymentAnswer, debt: Debt): Outcome => ({ answer, holds: "money", debt: debtIdOf(debt) });

/** Who comes later than this sends nothing: the answer would be lost. */
const LATEST_SENDING_MS = 2500;
/** How long an invocation waits for the answer that another one of the same try will have. */
const LATEST_WAITING_MS = 5000;
const POLL_MS = 200;

/**
 * Charges the card that the caller keyed, for what the order's system says is due. The order is
 * claimed first: however often and from wherever this is asked, one of them charges, and the others
 * have its answer or `pending`.
 */
export const takePayment: SecureHandler<"takePayment"> = (event, deps) =>
  withinDeadline(async () => {
    // Before anybody is charged: a flow that asks for what no payment answers could not be told of it.
    answer(event, only("pending"));
    const ended = await paid(event, deps).catch((error: unknown) => {
      // There is no order system, and nothing that could have been charged.
      if (error instanceof ApiUnavailable) return only("unavailable");
      // Nobody knows what an earlier invocation of the same try did: "you haven't been charged" may not be true.
      deps.journal.failed(event, error);
      return only("pending");
    });
    return answer(event, ended);
  });

/** What the flow asks for. */
interface Try {
  readonly event: LookupEvent;
  readonly client: ApiClient<AskedBy<"takePayment">>;
  readonly customerId: string;
  readonly place: OrderPlace;
  /** The same for every invocation of one try. */
  readonly claim: string;
  /** What functions before decision 18 claimed the order by, and how they named this try. */
  readonly legacy: { readonly keys: readonly string[]; readonly claim: string };
  readonly messages: Readonly<Record<keyof Card, string>>;
  readonly began: number;
}

type Mine = Extract<Claimed, { state: "mine" }>;

async function paid(event: LookupEvent, deps: SecureDeps): Promise<PaymentAnswer> {
  const began = deps.elapsed();
  const wanted = (name: string): string => requireParameter(event, name);
  const messages = { cardNumber: wanted("cardNumber"), expiry: wanted("expiry"), securityCode: wanted("securityCode") };
  const orderId = wanted("orderId");
  // With the messages, because who comes back to pay in the same call begins again with the first try.
  const tryOf = (order: string): string => hashOf(callOf(event), order, wanted("attempt"), ...Object.values(messages));
  const client = await deps.systems(event);
  const customerId = await deps.callState.verified(callOf(event));
  if (customerId === undefined) return only("unavailable");
  const place = { ...orderSiteOf(event, client), orderId };
  const { orderSystem, environment, apiProfile } = place;
  const one: Try = {
    event,
    client,
    customerId,
    place,
    claim: tryOf(JSON.stringify([orderSystem, orderId])),
    legacy: { keys: legacyKeysOf(place, client.profiles), claim: tryOf([environment, apiProfile, orderId].join("#")) },
    messages,
    began,
  };
  const claimed = await claimedInTime(one, deps);
  if (claimed.state === "answered") return claimed.answer;
  if (claimed.state !== "mine") return only("pending");
  const ended = await attempted(one, claimed, deps);
  // Without a note of it the order stays in doubt, which is safe; the caller hears what became of the payment.
  await noted(one, ended, deps).catch((error: unknown) => deps.journal.failed(event, error));
  return ended.answer;
}

/** Claims the order. While another invocation of the same try is at it, waits for its answer. */
async function claimedInTime(one: Try, { callState, elapsed, pause, now, policy }: SecureDeps): Promise<Claimed> {
  for (;;) {
    const claimed = await claimedAfterAsking(one.place, one.claim, {
      client: one.client,
      payments: callState,
      now,
      policy,
    });
    if (claimed.state !== "running" || elapsed() - one.began > LATEST_WAITING_MS) return claimed;
    await pause(POLL_MS);
  }
}

async function noted({ place, claim, legacy }: Try, ended: Told, { callState }: SecureDeps): Promise<void> {
  await callState.answered(place, claim, ended);
  if (ended.fenced === true && ended.holds === "nothing") await callState.legacy.release(legacy.keys, claim);
}

type Told = Outcome & Pick<Ended, "told">;

async function attempted(one: Try, claimed: Mine, deps: SecureDeps): Promise<Told> {
  // An order that was paid is not known to know of it before it was asked.
  let told = claimed.paid === undefined;
  try {
    if (!(await deps.callState.bind(callOf(one.event), Object.values(one.messages))))
      return { ...untaken("invalid_card"), told };
    const due = await dueOf(one.client, one.place.orderId, one.customerId);
    if (due === undefined || debtIdOf(due) === claimed.paid)
      return { answer: await whatBecameOf(one, claimed, deps), holds: "nothing", told: due === undefined };
    told = true;
    return { ...(await opened(deps.decryptor, one.messages, (card) => checked(one, card, due, claimed, deps))), told };
  } catch (error) {
    if (!(error instanceof ApiUnavailable)) deps.journal.failed(one.event, error);
    // What broke may have been the note before the request: nothing was sent, and no card counts.
    return { ...untaken("unavailable"), told, cards: claimed.cards, fenced: true };
  }
}

/**
 * What a caller hears where nothing is left to pay: that this card is not charged, unless this very try was what paid.
 * Amazon Connect may ask again when another try claimed the order since, or a function of before was asked first.
 */
async function whatBecameOf(one: Try, { approved: paying }: Mine, deps: SecureDeps): Promise<PaymentAnswer> {
  if (paying?.claim === one.claim) return paying.answer;
  const before = await deps.callState.legacy.ofTry(one.legacy.keys, one.legacy.claim);
  if (before?.state === "paid") return before.answer;
  if (before?.state !== "doubt") return only("settled");
  const finding = await askedAbout(one.client, before.doubt, secondsOf(deps.now()), deps.policy);
  return finding?.status === "approved" ? finding.answer : only(finding === undefined ? "pending" : "settled");
}

/** Puts the card to the bank, if it can be good and not too many were. */
async function checked(one: Try, card: Card, due: Debt, claimed: Mine, deps: SecureDeps): Promise<Outcome> {
  const { callState, now, policy } = deps;
  const problem = cardProblem(card, now());
  if (problem !== undefined) return untaken(problem);
  const window = policy.windowMinutes * 60;
  const ofAccount = { cards: { tries: policy.cardsPerAccount, seconds: window } };
  if (claimed.cards >= policy.cardsPerOrder) return untaken("exhausted");
  if (!(await callState.count("cardsOfAccount", one.customerId, ofAccount))) return untaken("exhausted");
  const cardsUntil = claimed.cards > 0 ? claimed.cardsUntil : secondsOf(now()) + window;
  let counts = false;
  try {
    const outcome = await charged(one, card, due, { cards: claimed.cards + 1, cardsUntil }, deps);
    counts = outcome.holds !== "money" && outcome.notTried !== true;
    return outcome.notTried === true ? { ...outcome, cards: claimed.cards } : outcome;
  } finally {
    // A good card, and one that the gateway never saw, do not count. A refusal does: it may tell of the card.
    if (!counts) await callState.giveBack("cardsOfAccount", one.customerId, ofAccount).catch(() => undefined);
  }
}

interface Counted {
  readonly cards: number;
  readonly cardsUntil: number;
}

async function charged(one: Try, card: Card, debt: Debt, counted: Counted, deps: SecureDeps): Promise<Outcome> {
  const { client, place, claim } = one;
  const standing = await fenced(one, debt, deps);
  if (standing?.state === "paid")
    return taken(standing.claim === one.legacy.claim ? standing.answer : only("settled"), debt);
  if (standing?.state === "running") return { ...untaken("pending"), notTried: true };
  if (deps.elapsed() - one.began > LATEST_SENDING_MS)
    return { ...untaken("unavailable"), notTried: true, fenced: true };
  if (standing !== undefined) return takenOver(one, debt, standing, counted, deps);
  const paymentKey = hashOf(claim, String(debt.amount), debt.currency);
  if (!(await deps.callState.sending(place, claim, { debt: debtIdOf(debt), paymentKey, ...counted }))) return DOUBT;
  try {
    const options = { idempotencyKey: paymentKey, ...chargeReference(place, debt) };
    const outcome = await overwritten(bodyOf(place.orderId, debt, card), (bytes) =>
      client.post("payments", "/payments", bytes, payment, options).then(
        (made) => outcomeOf(made, debt),
        (error: unknown) => outcomeInDoubt(error, debt, one, paymentKey, deps),
      ),
    );
    return { ...outcome, fenced: true };
  } catch (error) {
    // Whatever broke: from the note on the payment may have been made.
    deps.journal.failed(one.event, error);
    return DOUBT;
  }
}

/** Puts a doubt under the old keys. What functions before charged of another debt does not stand in the way. */
async function fenced({ legacy, claim }: Try, debt: Debt, { callState }: SecureDeps): Promise<LegacyClaim | undefined> {
  const standing = await callState.legacy.fence(legacy.keys, claim);
  if (standing?.state !== "paid") return standing;
  if (legacyDebtOf(standing.claim, standing.doubt.paymentKey, debt) === debtIdOf(debt)) return standing;
  await callState.legacy.adopt(standing.key, standing.doubt);
  return callState.legacy.fence(legacy.keys, claim);
}

/** A doubt of a function before is this order's doubt from now on; the card was put to nobody. */
async function takenOver(
  one: Try,
  debt: Debt,
  { claim: before, key, doubt }: Extract<LegacyClaim, { state: "doubt" }>,
  { cards, cardsUntil }: Counted,
  { callState, journal }: SecureDeps,
): Promise<Outcome> {
  const { paymentKey } = doubt;
  // It is not this try's payment, unless it is the same try that was asked of both.
  const owner = before === one.legacy.claim ? one.claim : before;
  const sending = { debt: legacyDebtOf(before, paymentKey, debt), paymentKey, owner, cards: cards - 1, cardsUntil };
  // Where the note of another stands, or the old key cannot be written, the doubt is safe all the same.
  if (await callState.sending(one.place, one.claim, sending))
    await callState.legacy.adopt(key, doubt).catch((error: unknown) => journal.failed(one.event, error));
  return { ...DOUBT, notTried: true };
}

/**
 * Names the debt for the gateway, which refuses to charge it a second time. Only where the order system says which debt
 * it is: without a revision a later debt of the same amount would be refused too.
 */
const chargeReference = ({ orderSystem, orderId }: OrderPlace, debt: Debt): { readonly chargeReference?: string } =>
  debt.revision === undefined ? {} : { chargeReference: hashOf(orderSystem, orderId, debtIdOf(debt)) };

const CENTURY = Buffer.from("20");

const bodyOf = (orderId: string, { amount, currency }: Debt, { cardNumber, expiry, securityCode }: Card): Buffer =>
  jsonBytes({
    orderId,
    amount,
    currency,
    card: {
      number: cardNumber,
      expiryMonth: expiry.subarray(0, 2),
      expiryYear: [CENTURY, expiry.subarray(2)],
      securityCode,
    },
  });

function outcomeOf(made: Payment, debt: Debt): Outcome {
  if (made.status === "approved") return taken(approved(made), debt);
  return made.status === "declined" ? untaken("declined") : DOUBT;
}

/** Refusals that leave open what became of an earlier request with the same key. */
const UNDECIDED = [408, 409, 422];
/** How the gateway refuses to charge a debt that was charged. */
const ALREADY_CHARGED = "already_charged";

/**
 * The gateway did not say. Where it may have acted it is asked once what it did, and believed only when it knows the
 * payment.
 */
async function outcomeInDoubt(
  error: unknown,
  debt: Debt,
  { client }: Try,
  paymentKey: string,
  { now, policy }: SecureDeps,
): Promise<Outcome> {
  if (error instanceof ApiRefused && error.code === ALREADY_CHARGED) return taken(only("settled"), debt);
  const refused = error instanceof ApiRefused && !UNDECIDED.includes(error.status);
  const unseen = error instanceof ApiUnavailable && !error.mayHaveActed;
  if (refused || unseen) return { ...untaken("unavailable"), notTried: unseen };
  const sentAt = secondsOf(now());
  const finding = await askedAbout(client, { paymentKey, sentAt }, sentAt, policy);
  if (finding === undefined) return DOUBT;
  return finding.status === "approved" ? taken(finding.answer, debt) : untaken("declined");
}
