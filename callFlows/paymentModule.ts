import {
  defineModule,
  endModule,
  type Flow,
  type Fragment,
  fragment,
  lookup,
  match,
  type Reference,
  say,
  system,
} from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { paymentPrompts, prompts } from "./promptSets";
import { askChoice, askEncrypted, toldUnreadable } from "./fragments/askKeys";
import { company, findCompany } from "./fragments/company";
import { findInputKey, inputKey } from "./fragments/inputKey";
import { held, privately } from "./fragments/privately";
import type { FlowSite } from "./site";

const quote = lookup(contracts.accountService, ["result", "amount", "amountMinor", "currency"], "quote");
const charge = lookup(contracts.takePayment, ["result", "lastFour", "reference"]);
const card = held("card");
const expiry = held("expiry");
/** The prompt of a success says the card's last digits, so it is fetched when they are known. */
const BEFORE_RECEIPT = paymentPrompts.prompts.filter((name) => name !== "approved");

/**
 * Three tries, then an agent takes over; how many cards the bank gets in all is for the function to say. From here on a
 * caller who hangs up may have paid, so the record says that it is not known.
 */
function nextTry(): Fragment<"whichTry", "sayProcessing" | "setUnavailable" | "sayExhausted"> {
  const begin = (payment_attempts: "1" | "2" | "3") =>
    setAttributes({ payment_attempts, payment_result: "pending" }, { then: "sayProcessing", error: "setUnavailable" });
  return fragment({
    whichTry: match(
      attributes.payment_attempts,
      { [contracts.NONE]: "firstTry", "1": "secondTry", "2": "thirdTry" },
      "sayExhausted",
    ),
    firstTry: begin("1"),
    secondTry: begin("2"),
    thirdTry: begin("3"),
  });
}

/** A card that was not charged: says why and asks again for what was wrong, and for all that comes after it. */
const refused = <const Entry extends string, const Again extends string>(
  entry: Entry,
  payment_result: "declined" | "failed",
  words: Reference,
  again: Again,
): Fragment<Entry, Again | "sayExhausted"> =>
  fragment<Entry, Again | "sayExhausted">({
    [entry]: setAttributes({ payment_result }, { then: `${entry} told`, error: `${entry} told` }),
    [`${entry} told`]: say(words, { then: `${entry} again`, error: `${entry} again` }),
    [`${entry} again`]: match(attributes.payment_attempts, { "3": "sayExhausted" }, again as string),
  });

/**
 * Has the order or balance that the contact attribute `order_id` names paid by card. The caller
 * confirms the amount and keys in card number, expiry and security code, encrypted; three tries. Leaves the outcome in
 * `payment_result`. What may have been charged is never tried again: the function knows, in this call and any other.
 */
export function paymentModule({ speech }: FlowSite): Flow {
  const spoken = prompts(paymentPrompts, speech.defaultLanguage, BEFORE_RECEIPT);
  const receipt = prompts(paymentPrompts, speech.defaultLanguage, ["approved"]);
  const { noInput, ...words } = spoken.kept;
  return defineModule({
    name: "paymentModule",
    description:
      "Takes a payment by card: input that is encrypted, unlogged and unrecorded, and a card that is charged once.",
    start: "goPrivate",
    blocks: {
      // A caller may key the card before it is asked for: from here on nothing of the call is written down.
      ...privately([card, expiry], { begin: "findCompany", left: "done" }),
      ...findCompany({ then: "findInputKey", error: "fail" }),
      ...findInputKey({ then: "findQuote", error: "fail" }),
      findQuote: quote.invoke(
        {
          ...company,
          task: "quote",
          language: attributes.language,
          country: attributes.country,
          orderId: attributes.order_id,
        },
        { then: "keepQuote", error: "fail" },
      ),
      keepQuote: quote.keep({ then: "loadPrompts", error: "fail" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "fail" }, { amount: quote.kept.amount }),
      keepPrompts: spoken.keep({ then: "isDue", error: "fail" }),
      isDue: match(
        quote.kept.result,
        { due: "hasKey", settled: "saySettled", pending: "setPending" },
        "setUnavailable",
      ),
      setPending: setAttributes({ payment_result: "pending" }, { then: "sayPending", error: "sayPending" }),
      hasKey: match(inputKey.id, { [contracts.NONE]: "setUnavailable" }, "setAmount"),
      // What an earlier payment of the call left is not this one's.
      setAmount: setAttributes(
        {
          payment_amount: quote.kept.amountMinor,
          payment_currency: quote.kept.currency,
          payment_result: contracts.NONE,
          payment_attempts: contracts.NONE,
          payment_reference: contracts.NONE,
        },
        { then: "confirm", error: "fail" },
      ),
      ...askChoice("confirm", words.confirm, {
        keys: { "1": "askCard", "2": "setCancelled" },
        exhausted: "setCancelled",
        error: "setUnavailable",
      }),

      ...askEncrypted("askCard", words.askCard, noInput, 19, { keyed: "holdCard", exhausted: "setCancelled" }),
      holdCard: card.hold({ then: "askExpiry", error: "setUnavailable" }),
      ...askEncrypted("askExpiry", words.askExpiry, noInput, 4, { keyed: "holdExpiry", exhausted: "setCancelled" }),
      holdExpiry: expiry.hold({ then: "askSecurityCode", error: "setUnavailable" }),
      ...askEncrypted("askSecurityCode", words.askSecurityCode, noInput, 4, {
        keyed: "whichTry",
        exhausted: "setCancelled",
      }),
      ...nextTry(),
      sayProcessing: say(words.processing, { then: "charge", error: "charge" }),
      // The security code goes from the service's own store to the function: no attribute holds it.
      charge: charge.invoke(
        {
          ...company,
          orderId: attributes.order_id,
          attempt: attributes.payment_attempts,
          cardNumber: card.held,
          expiry: expiry.held,
          securityCode: system.storedInput,
        },
        { then: "keepCharge", error: "sayPending" },
      ),
      keepCharge: charge.keep({ then: "whichResult", error: "sayPending" }),
      whichResult: match(
        charge.kept.result,
        {
          approved: "setApproved",
          declined: "declined",
          invalid_card: "invalidCard",
          expired_card: "expiredCard",
          invalid_code: "invalidSecurityCode",
          exhausted: "limited",
          settled: "setSettled",
          unavailable: "setUnavailable",
        },
        "sayPending",
      ),
      ...refused("declined", "declined", words.declined, "askCard"),
      ...refused("invalidCard", "failed", words.invalidCard, "askCard"),
      ...refused("expiredCard", "failed", words.expiredCard, "askExpiry"),
      ...refused("invalidSecurityCode", "failed", words.invalidSecurityCode, "askSecurityCode"),

      setApproved: setAttributes(
        { payment_result: "approved", payment_reference: charge.kept.reference, self_service: "payment" },
        { then: "loadReceipt", error: "loadReceipt" },
      ),
      loadReceipt: receipt.fetch(
        { then: "keepReceipt", error: "sayPaid" },
        { amount: quote.kept.amount, lastFour: charge.kept.lastFour },
      ),
      keepReceipt: receipt.keep({ then: "sayApproved", error: "sayPaid" }),
      sayPaid: say(words.paid, { then: "leave", error: "leave" }),
      sayApproved: say(receipt.kept.approved, { then: "leave", error: "leave" }),
      sayPending: say(words.pending, { then: "leave", error: "leave" }),
      setSettled: setAttributes({ payment_result: contracts.NONE }, { then: "saySettled", error: "saySettled" }),
      saySettled: say(words.settled, { then: "leave", error: "leave" }),
      limited: setAttributes({ payment_result: "declined" }, { then: "sayExhausted", error: "sayExhausted" }),
      sayExhausted: say(words.exhausted, { then: "setReason", error: "setReason" }),
      // An agent takes over, wherever the caller came from.
      setReason: setAttributes({ reason: "payment_declined" }, { then: "leave", error: "leave" }),
      setCancelled: setAttributes({ payment_result: "cancelled" }, { then: "sayCancelled", error: "sayCancelled" }),
      sayCancelled: say(words.cancelled, { then: "leave", error: "leave" }),
      ...toldUnreadable("setUnavailable"),
      setUnavailable: setAttributes(
        { payment_result: "unavailable" },
        { then: "sayUnavailable", error: "sayUnavailable" },
      ),
      sayUnavailable: say(words.unavailable, { then: "leave", error: "leave" }),
      fail: setAttributes({ reason: "failure" }, { then: "leave", error: "leave" }),
      done: endModule(),
    },
  });
}
