import { defineFlow, type Flow, lookup, say, transferToFlow } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes } from "./contactAttributes";
import { productsPrompts, prompts } from "./promptSets";
import { apologise } from "./fragments/apologise";
import type { FlowSite } from "./site";

/** A sub-flow: tells what is new, then goes back to the menu the caller came from. */
export function productsFlow(site: FlowSite): Flow {
  const spoken = prompts(productsPrompts, site.speech.defaultLanguage);
  const place = lookup(contracts.getEnvironment, ["flowArn"]);
  return defineFlow({
    name: "productsFlow",
    type: "CONTACT_FLOW",
    description: "Tells the caller about new products and returns to the menu.",
    start: "loadPrompts",
    blocks: {
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "apologise" }),
      keepPrompts: spoken.keep({ then: "sayNews", error: "apologise" }),
      sayNews: say(spoken.kept.news, { then: "findPlace", error: "apologise" }),
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
