import { disconnect, type Fragment, fragment, transferToQueue } from "../../../../flowLanguage";
import { inCallersLanguage, type Speech } from "../../speech";

/**
 * What happens when a step fails: an apology that needs no lookup, then the queue that was set last
 * (the default queue from the moment its ARN is known), else a goodbye. No caller meets silence.
 */
export const apologise = (speech: Speech): Fragment<"apologise"> =>
  fragment<"apologise">({
    ...inCallersLanguage("apologise", "apology", speech, "rescue"),
    rescue: transferToQueue({ full: "farewell", error: "farewell" }),
    ...inCallersLanguage("farewell", "goodbye", speech, "hang up"),
    "hang up": disconnect(),
  });
