import { type Fragment, fragment, lookup, match, type Reference, say } from "../../flowLanguage";
import { contracts } from "../../handlers";
import { attributes, setAttributes } from "../contactAttributes";
import type { FlowSite } from "../site";
import { company } from "./company";
import { paid } from "./runNamedModule";

/** The prompts that a purchase plays. */
export const PURCHASE_PROMPTS = ["ordered", "orderCancelled", "orderHeld", "orderPaid", "unavailable"] as const;

/** What is sold: the add-on of an account where no product is named. */
export interface Sold {
  readonly productId: Reference | typeof contracts.NONE;
  readonly self_service: "add_on" | "product";
  readonly words: Readonly<Record<(typeof PURCHASE_PROMPTS)[number], Reference>>;
}

/**
 * Reserves what the caller ordered, has it paid, and brings the order to its end: confirmed where it was paid, taken
 * back where it was not, held while the payment is in doubt. Whatever the payment module leaves behind, the function
 * looks at the payment itself. Where a caller hangs up or a step fails, the settler does.
 */
export function purchase<const Exit extends string>(
  site: FlowSite,
  { productId, self_service, words }: Sold,
  to: { done: Exit; unverified: Exit; error: Exit },
): Fragment<"order", Exit> {
  const { done, unverified, error }: Record<"done" | "unverified" | "error", string> = to;
  const order = lookup(contracts.accountService, ["result", "orderId", "reservation"], "order");
  const conclusion = lookup(contracts.accountService, ["result"], "conclusion");
  const about = { ...company, language: attributes.language, country: attributes.country };
  return fragment<"order", Exit>({
    order: order.invoke(
      { ...about, task: "order", productId, lastPurchase: attributes.last_purchase },
      { then: "keepOrder", error: "sayNotOrdered" },
    ),
    keepOrder: order.keep({ then: "isOrdered", error: "sayNotOrdered" }),
    isOrdered: match(order.kept.result, { ordered: "setOrder", unverified }, "sayNotOrdered"),
    // What an earlier payment of the call left is not this order's.
    setOrder: setAttributes(
      {
        order_id: order.kept.orderId,
        last_purchase: order.kept.orderId,
        payment_result: contracts.NONE,
        payment_reference: contracts.NONE,
      },
      { then: "pay", error: "sayNotOrdered" },
    ),
    ...paid(site, { then: "conclude", failed: done, error: "sayNotOrdered" }),
    conclude: conclusion.invoke(
      { ...about, task: "conclude", reservation: order.kept.reservation },
      { then: "keepConclusion", error: "isPaid" },
    ),
    keepConclusion: conclusion.keep({ then: "isConcluded", error: "isPaid" }),
    isConcluded: match(
      conclusion.kept.result,
      { ordered: "setSold", cancelled: "isDoubtful", pending: "sayOrderHeld" },
      "isPaid",
    ),
    // The order system does not answer now; the settler confirms the order.
    isPaid: match(attributes.payment_result, { approved: "sayOrderPaid" }, "sayNotOrdered"),
    sayOrderPaid: say(words.orderPaid, { then: done, error: done }),
    // An order that could be taken back was not paid, whatever the payment module had to leave open.
    isDoubtful: match(attributes.payment_result, { pending: "setUnpaid" }, "sayOrderCancelled"),
    setUnpaid: setAttributes(
      { payment_result: "unavailable" },
      { then: "sayOrderCancelled", error: "sayOrderCancelled" },
    ),
    setSold: setAttributes({ self_service }, { then: "sayOrdered", error: "sayOrdered" }),
    sayOrdered: say(words.ordered, { then: done, error: done }),
    sayOrderCancelled: say(words.orderCancelled, { then: done, error: done }),
    sayOrderHeld: say(words.orderHeld, { then: done, error: done }),
    sayNotOrdered: say(words.unavailable, { then: done, error }),
  });
}
