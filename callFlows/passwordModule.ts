import { defineModule, endModule, type Flow, lookup, match, say } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { accountPrompts, prompts } from "./promptSets";
import { askChoice } from "./fragments/askKeys";
import { company, findCompany } from "./fragments/company";
import { authenticated } from "./fragments/runNamedModule";
import type { FlowSite } from "./site";

/** Sends a one-time code to callers who proved who they are, with which they choose a new password. */
export function passwordModule(site: FlowSite): Flow {
  const password = lookup(contracts.accountService, ["result"], "password");
  const spoken = prompts(accountPrompts, site.speech.defaultLanguage, [
    "passwordConfirm",
    "passwordSent",
    "unavailable",
  ]);
  return defineModule({
    name: "passwordModule",
    description: "Has a one-time code sent to a caller who proved who they are, for a new password.",
    start: "hasPassed",
    blocks: {
      ...authenticated(site, { proven: "findCompany", unproven: "done", error: "fail" }),
      ...findCompany({ then: "loadPrompts", error: "fail" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "fail" }),
      keepPrompts: spoken.keep({ then: "confirm", error: "fail" }),
      ...askChoice("confirm", spoken.kept.passwordConfirm, {
        keys: { "1": "reset", "2": "done" },
        exhausted: "done",
        error: "fail",
      }),
      reset: password.invoke(
        { ...company, task: "password", language: attributes.language, country: attributes.country },
        { then: "keepReset", error: "sayUnavailable" },
      ),
      keepReset: password.keep({ then: "isSent", error: "sayUnavailable" }),
      isSent: match(password.kept.result, { sent: "setSent", unverified: "setUnproven" }, "sayUnavailable"),
      setSent: setAttributes({ self_service: "password" }, { then: "saySent", error: "saySent" }),
      saySent: say(spoken.kept.passwordSent, { then: "done", error: "fail" }),
      sayUnavailable: say(spoken.kept.unavailable, { then: "done", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });
}
