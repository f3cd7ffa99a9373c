import { defineModule, endModule, type Flow, lookup, match, say } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { accountPrompts, prompts } from "./promptSets";
import { askChoice } from "./fragments/askKeys";
import { company, findCompany } from "./fragments/company";
import { purchase, PURCHASE_PROMPTS } from "./fragments/purchase";
import { authenticated } from "./fragments/runNamedModule";
import type { FlowSite } from "./site";

/** Offers callers who proved who they are the add-on of their account, has it paid and orders it. */
export function addOnModule(site: FlowSite): Flow {
  const offer = lookup(contracts.accountService, ["result", "amount"], "offer");
  const about = { ...company, language: attributes.language, country: attributes.country };
  const spoken = prompts(accountPrompts, site.speech.defaultLanguage, ["addOnOffer", "noAddOn", ...PURCHASE_PROMPTS]);
  return defineModule({
    name: "addOnModule",
    description: "Offers an add-on to a caller who proved who they are, has it paid by card and orders it.",
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
      ...purchase(
        site,
        { productId: contracts.NONE, self_service: "add_on", words: spoken.kept },
        { done: "done", unverified: "setUnproven", error: "fail" },
      ),
      sayNoAddOn: say(spoken.kept.noAddOn, { then: "done", error: "fail" }),
      sayUnavailable: say(spoken.kept.unavailable, { then: "done", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });
}
