import { defineFlow, type Flow, lookup, match, say, transferToFlow } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { productsPrompts, prompts } from "./promptSets";
import { apologise } from "./fragments/apologise";
import { askChoice } from "./fragments/askKeys";
import { soldProduct } from "./fragments/runNamedModule";
import type { FlowSite } from "./site";

/** A sub-flow: tells what is new, sells it to whoever wants, then goes back to the menu the caller came from. */
export function productsFlow(site: FlowSite): Flow {
  const spoken = prompts(productsPrompts, site.speech.defaultLanguage);
  const place = lookup(contracts.getEnvironment, ["flowArn"]);
  return defineFlow({
    name: "productsFlow",
    type: "CONTACT_FLOW",
    description: "Tells the caller about new products, sells one to whoever wants, and returns to the menu.",
    start: "loadPrompts",
    blocks: {
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "apologise" }),
      keepPrompts: spoken.keep({ then: "sayNews", error: "apologise" }),
      sayNews: say(spoken.kept.news, { then: "offer", error: "apologise" }),
      ...askChoice("offer", spoken.kept.offer, {
        keys: { "1": "sell", "2": "findPlace" },
        exhausted: "findPlace",
        error: "apologise",
      }),
      ...soldProduct(site, { then: "isVerified", failed: "apologise", error: "apologise" }),
      // The menu brings to an agent whoever comes back and asks for one.
      isVerified: match(attributes.auth_result, { failed: "setAgent" }, "findPlace"),
      setAgent: setAttributes({ reason: "agent" }, { then: "findPlace", error: "apologise" }),
      findPlace: place.invoke(
        { environment: attributes.environment, flow: "mainFlow" },
        { then: "keepPlace", error: "apologise" },
      ),
      keepPlace: place.keep({ then: "backToMenu", error: "apologise" }),
      backToMenu: transferToFlow(place.kept.flowArn, { error: "apologise" }),
      ...apologise(site.speech, "default"),
    },
  });
}
