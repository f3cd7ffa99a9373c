import { disconnect, type Fragment, fragment, transferToQueue } from "../../flowLanguage";
import { inCallersLanguage, type Speech, type UnknownLanguage } from "../speech";

/**
 * What happens when a step fails: an apology that needs no lookup, then the queue that was set last
 * (the default queue from the moment its ARN is known), else a goodbye. No caller meets silence.
 * @param unknown how a caller is spoken to whose language is not known. Default: by the number dialled
 */
export const apologise = (speech: Speech, unknown: UnknownLanguage = "byNumber"): Fragment<"apologise"> =>
  fragment<"apologise">({
    ...inCallersLanguage("apologise", "apology", speech, "rescue", unknown),
    rescue: transferToQueue({ full: "farewell", error: "farewell" }),
    ...inCallersLanguage("farewell", "goodbye", speech, "hang up", unknown),
    "hang up": disconnect(),
  });
