import { countTo, defineModule, endModule, type Flow, lookup, match, say } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { accountPrompts, prompts } from "./promptSets";
import { askChoice } from "./fragments/askKeys";
import { company, findCompany } from "./fragments/company";
import { purchase, PURCHASE_PROMPTS } from "./fragments/purchase";
import { authenticated } from "./fragments/runNamedModule";
import type { FlowSite } from "./site";

/** Nobody listens to a catalogue on the telephone. */
const MOST_PRODUCTS = 5;

/**
 * Sells products to callers who proved who they are: offers one after another, has the chosen one paid by card and
 * orders it.
 */
export function productModule(site: FlowSite): Flow {
  const product = lookup(contracts.accountService, ["result", "productId", "product", "amount"], "product");
  const spoken = prompts(accountPrompts, site.speech.defaultLanguage, [
    "productOffer",
    "noProduct",
    ...PURCHASE_PROMPTS,
  ]);
  const about = { ...company, task: "product", language: attributes.language, country: attributes.country };
  return defineModule({
    name: "productModule",
    description: "Offers products to a caller who proved who they are, has one paid by card and orders it.",
    start: "hasPassed",
    blocks: {
      ...authenticated(site, { proven: "findCompany", unproven: "done", error: "fail" }),
      ...findCompany({ then: "findProduct", error: "fail" }),
      findProduct: product.invoke(about, { then: "keepProduct", error: "fail" }),
      // The one after the one that the caller heard last.
      findNext: product.invoke({ ...about, productId: product.kept.productId }, { then: "keepProduct", error: "fail" }),
      keepProduct: product.keep({ then: "loadPrompts", error: "fail" }),
      loadPrompts: spoken.fetch(
        { then: "keepPrompts", error: "fail" },
        { amount: product.kept.amount, product: product.kept.product },
      ),
      keepPrompts: spoken.keep({ then: "hasProduct", error: "fail" }),
      hasProduct: match(
        product.kept.result,
        { offered: "offerProduct", none: "sayNoProduct", unverified: "setUnproven" },
        "sayUnavailable",
      ),
      ...askChoice("offerProduct", spoken.kept.productOffer, {
        keys: { "1": "order", "2": "countProducts" },
        exhausted: "done",
        error: "fail",
      }),
      countProducts: countTo(MOST_PRODUCTS - 1, { again: "findNext", done: "sayNoProduct" }),
      ...purchase(
        site,
        { productId: product.kept.productId, self_service: "product", words: spoken.kept },
        { done: "done", unverified: "setUnproven", error: "fail" },
      ),
      sayNoProduct: say(spoken.kept.noProduct, { then: "done", error: "fail" }),
      sayUnavailable: say(spoken.kept.unavailable, { then: "done", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });
}
