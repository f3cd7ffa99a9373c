import { defineModule, endModule, type Flow, lookup, match, say } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { accountPrompts, prompts } from "./promptSets";
import { askChoice } from "./fragments/askKeys";
import { company, findCompany } from "./fragments/company";
import { authenticated, paid } from "./fragments/runNamedModule";
import type { FlowSite } from "./site";

/** Tells callers who proved who they are what they owe, and offers to take the payment. */
export function balanceModule(site: FlowSite): Flow {
  const balance = lookup(contracts.accountService, ["result", "orderId", "amount", "date", "accountState"], "balance");
  const spoken = prompts(accountPrompts, site.speech.defaultLanguage, [
    "balanceDue",
    "balanceOverdue",
    "balanceSettled",
    "offerPayment",
    "unavailable",
  ]);
  return defineModule({
    name: "balanceModule",
    description: "Tells a caller who proved who they are what they owe, and offers to pay it by card.",
    start: "hasPassed",
    blocks: {
      ...authenticated(site, { proven: "findCompany", unproven: "done", error: "fail" }),
      ...findCompany({ then: "findBalance", error: "fail" }),
      findBalance: balance.invoke(
        { ...company, task: "balance", language: attributes.language, country: attributes.country },
        { then: "keepBalance", error: "fail" },
      ),
      keepBalance: balance.keep({ then: "loadPrompts", error: "fail" }),
      loadPrompts: spoken.fetch(
        { then: "keepPrompts", error: "fail" },
        { amount: balance.kept.amount, date: balance.kept.date },
      ),
      keepPrompts: spoken.keep({ then: "whichBalance", error: "fail" }),
      whichBalance: match(
        balance.kept.result,
        { due: "setBalance", overdue: "setBalance", settled: "setBalance", unverified: "setUnproven" },
        "sayUnavailable",
      ),
      setBalance: setAttributes(
        { order_id: balance.kept.orderId, account_state: balance.kept.accountState, self_service: "balance" },
        { then: "isDue", error: "fail" },
      ),
      isDue: match(balance.kept.result, { due: "sayDue", overdue: "sayOverdue" }, "saySettled"),
      sayDue: say(spoken.kept.balanceDue, { then: "offerPayment", error: "fail" }),
      sayOverdue: say(spoken.kept.balanceOverdue, { then: "offerPayment", error: "fail" }),
      saySettled: say(spoken.kept.balanceSettled, { then: "done", error: "fail" }),
      ...askChoice("offerPayment", spoken.kept.offerPayment, {
        keys: { "1": "pay", "2": "done" },
        exhausted: "done",
        error: "fail",
      }),
      ...paid(site, { then: "isPaid", failed: "isPaid", error: "fail" }),
      // It says so of this payment alone: before it stood "balance".
      isPaid: match(attributes.self_service, { payment: "setCurrent" }, "done"),
      setCurrent: setAttributes({ account_state: "current" }, { then: "done", error: "done" }),
      sayUnavailable: say(spoken.kept.unavailable, { then: "done", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });
}
