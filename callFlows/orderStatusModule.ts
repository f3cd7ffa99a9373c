import { defineModule, endModule, type Flow, lookup, match, say } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { accountPrompts, prompts } from "./promptSets";
import { company, findCompany } from "./fragments/company";
import type { FlowSite } from "./site";

/** Tells how far the latest order of the caller's number is; for that, nobody has to prove who they are. */
export function orderStatusModule({ speech }: FlowSite): Flow {
  const order = lookup(contracts.accountService, ["result", "orderState", "orderId", "date"], "order");
  const spoken = prompts(accountPrompts, speech.defaultLanguage, [
    "orderReceived",
    "orderPacked",
    "orderShipped",
    "orderDelivered",
    "orderDelayed",
    "noOrder",
    "unavailable",
  ]);
  return defineModule({
    name: "orderStatusModule",
    description: "Tells how far the latest order of the caller's number is.",
    start: "findCompany",
    blocks: {
      ...findCompany({ then: "findOrder", error: "fail" }),
      findOrder: order.invoke(
        { ...company, task: "orderStatus", language: attributes.language, country: attributes.country },
        { then: "keepOrder", error: "fail" },
      ),
      keepOrder: order.keep({ then: "loadPrompts", error: "fail" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "fail" }, { date: order.kept.date }),
      keepPrompts: spoken.keep({ then: "hasOrder", error: "fail" }),
      hasOrder: match(order.kept.result, { found: "setOrder", none: "sayNoOrder" }, "sayUnavailable"),
      setOrder: setAttributes(
        { order_id: order.kept.orderId, order_state: order.kept.orderState, self_service: "order_status" },
        { then: "whichState", error: "whichState" },
      ),
      whichState: match(
        order.kept.orderState,
        {
          received: "sayReceived",
          packed: "sayPacked",
          shipped: "sayShipped",
          delivered: "sayDelivered",
          delayed: "sayDelayed",
        },
        "sayUnavailable",
      ),
      sayReceived: say(spoken.kept.orderReceived, { then: "done", error: "fail" }),
      sayPacked: say(spoken.kept.orderPacked, { then: "done", error: "fail" }),
      sayShipped: say(spoken.kept.orderShipped, { then: "done", error: "fail" }),
      sayDelivered: say(spoken.kept.orderDelivered, { then: "done", error: "fail" }),
      sayDelayed: say(spoken.kept.orderDelayed, { then: "done", error: "fail" }),
      sayNoOrder: say(spoken.kept.noOrder, { then: "done", error: "fail" }),
      sayUnavailable: say(spoken.kept.unavailable, { then: "done", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });
}
