import { defineModule, endModule, type Flow, lookup, match, say } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { accountPrompts, prompts } from "./promptSets";
import { askChoice } from "./fragments/askKeys";
import { company, findCompany } from "./fragments/company";
import { authenticated, paid } from "./fragments/runNamedModule";
import type { FlowSite } from "./site";

/** Offers callers who proved who they are the add-on of their account, orders it and has it paid. */
export function addOnModule(site: FlowSite): Flow {
  const offer = lookup(contracts.accountService, ["result", "amount"], "offer");
  const order = lookup(contracts.accountService, ["result", "orderId"], "order");
  const about = { ...company, language: attributes.language, country: attributes.country };
  const spoken = prompts(accountPrompts, site.speech.defaultLanguage, [
    "addOnOffer",
    "noAddOn",
    "ordered",
    "unavailable",
  ]);
  return defineModule({
    name: "addOnModule",
    description: "Offers an add-on to a caller who proved who they are, orders it and has it paid by card.",
    start: "hasPassed",
    blocks: {
      ...authenticated(site, { proven: "findCompany", unproven: "done", error: "fail" }),
      ...findCompany({ then: "findOffer", error: "fail" }),
      findOffer: offer.invoke({ ...about, task: "offer" }, { then: "keepOffer", error: "fail" }),
      keepOffer: offer.keep({ then: "loadPrompts", error: "fail" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "fail" }, { amount: offer.kept.amount }),
      keepPrompts: spoken.keep({ then: "hasOffer", error: "fail" }),
      hasOffer: match(
        offer.kept.result,
        { offered: "offerAddOn", none: "sayNoAddOn", unverified: "setUnproven" },
        "sayUnavailable",
      ),
      ...askChoice("offerAddOn", spoken.kept.addOnOffer, {
        keys: { "1": "order", "2": "done" },
        exhausted: "done",
        error: "fail",
      }),
      order: order.invoke({ ...about, task: "order" }, { then: "keepOrder", error: "sayUnavailable" }),
      keepOrder: order.keep({ then: "isOrdered", error: "sayUnavailable" }),
      isOrdered: match(order.kept.result, { ordered: "setOrder", unverified: "setUnproven" }, "sayUnavailable"),
      setOrder: setAttributes(
        { order_id: order.kept.orderId, self_service: "add_on" },
        { then: "sayOrdered", error: "fail" },
      ),
      sayOrdered: say(spoken.kept.ordered, { then: "pay", error: "pay" }),
      ...paid(site, { then: "done", error: "fail" }),
      sayNoAddOn: say(spoken.kept.noAddOn, { then: "done", error: "fail" }),
      sayUnavailable: say(spoken.kept.unavailable, { then: "done", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });
}
