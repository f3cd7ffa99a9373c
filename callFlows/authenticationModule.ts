import {
  countTo,
  defineModule,
  endModule,
  type Flow,
  type Fragment,
  fragment,
  lookup,
  match,
  say,
  system,
} from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { authenticationPrompts, prompts } from "./promptSets";
import { askChoice, askEncrypted, toldUnreadable } from "./fragments/askKeys";
import { company, findCompany } from "./fragments/company";
import { findInputKey, inputKey } from "./fragments/inputKey";
import { held, type Held, privately } from "./fragments/privately";
import type { FlowSite } from "./site";

const pinAccount = held("pinAccount");
const codeAccount = held("codeAccount");
const about = { ...company, language: attributes.language };
const sendCode = lookup(contracts.verifyCaller, ["result"], "sendCode");

/** Has what the caller keyed in last checked against an account, and notes how that went. */
function proof<const Entry extends "checkPin" | "checkCode">(
  entry: Entry,
  task: "pin" | "code",
  account: Held,
  method: "pin" | "one_time_code",
): Fragment<Entry, "sayPassed" | "sayFailed" | "sayLocked" | "sayUnavailable"> {
  const check = lookup(contracts.verifyCaller, ["result", "customerId", "accountState"], entry);
  return fragment({
    // The last input goes from the service's own store to the function: no attribute holds it.
    [entry]: check.invoke(
      { ...about, task, accountNumber: account.held, [task]: system.storedInput },
      { then: `${entry} keep`, error: "sayUnavailable" },
    ),
    [`${entry} keep`]: check.keep({ then: `${entry} result`, error: "sayUnavailable" }),
    [`${entry} result`]: match(
      check.kept.result,
      { passed: `${entry} passed`, failed: "sayFailed", locked: "sayLocked" },
      "sayUnavailable",
    ),
    [`${entry} passed`]: setAttributes(
      {
        auth_result: "passed",
        auth_method: method,
        customer_id: check.kept.customerId,
        account_state: check.kept.accountState,
      },
      { then: "sayPassed", error: "sayUnavailable" },
    ),
  });
}

/**
 * Has the caller prove who they are: by account number and PIN, or by account number and a one-time
 * code. Three tries; no word tells which part was wrong. Leaves the outcome in the contact attribute
 * `auth_result`; after `failed`, its callers bring the caller to an agent. Ends at once for a caller
 * who has passed.
 */
export function authenticationModule({ speech }: FlowSite): Flow {
  const spoken = prompts(authenticationPrompts, speech.defaultLanguage);
  const { noInput, ...words } = spoken.kept;
  return defineModule({
    name: "authenticationModule",
    description: "Has the caller prove who they are by PIN or one-time code, encrypted, unlogged and unrecorded.",
    start: "hasPassed",
    blocks: {
      hasPassed: match(attributes.auth_result, { passed: "done" }, "findCompany"),
      ...findCompany({ then: "findInputKey", error: "fail" }),
      ...findInputKey({ then: "loadPrompts", error: "fail" }),
      loadPrompts: spoken.fetch({ then: "keepPrompts", error: "fail" }),
      keepPrompts: spoken.keep({ then: "hasKey", error: "fail" }),
      hasKey: match(inputKey.id, { [contracts.NONE]: "sayUnavailable" }, "goPrivate"),

      ...privately([pinAccount, codeAccount], { begin: "askMethod", left: "done" }),
      ...askChoice("askMethod", words.method, {
        keys: { "1": "askAccountForPin", "2": "askAccountForCode" },
        exhausted: "setFailed",
        error: "sayUnavailable",
      }),

      ...askEncrypted("askAccountForPin", words.askAccount, noInput, 12, {
        keyed: "holdForPin",
        exhausted: "setFailed",
      }),
      holdForPin: pinAccount.hold({ then: "askPin", error: "sayUnavailable" }),
      ...askEncrypted("askPin", words.askPin, noInput, 8, { keyed: "checkPin", exhausted: "setFailed" }),
      ...proof("checkPin", "pin", pinAccount, "pin"),

      ...askEncrypted("askAccountForCode", words.askAccount, noInput, 12, {
        keyed: "holdForCode",
        exhausted: "setFailed",
      }),
      holdForCode: codeAccount.hold({ then: "sendCode", error: "sayUnavailable" }),
      sendCode: sendCode.invoke(
        { ...about, task: "sendCode", accountNumber: codeAccount.held },
        { then: "keepSent", error: "sayUnavailable" },
      ),
      keepSent: sendCode.keep({ then: "isSent", error: "sayUnavailable" }),
      isSent: match(sendCode.kept.result, { sent: "sayCodeSent", locked: "sayLocked" }, "sayUnavailable"),
      sayCodeSent: say(words.codeSent, { then: "askCode", error: "sayUnavailable" }),
      ...askEncrypted("askCode", words.askCode, noInput, 6, { keyed: "checkCode", exhausted: "setFailed" }),
      ...proof("checkCode", "code", codeAccount, "one_time_code"),

      sayPassed: say(words.passed, { then: "leave", error: "leave" }),
      sayFailed: say(words.failed, { then: "countTries", error: "countTries" }),
      countTries: countTo(2, { again: "askMethod", done: "setFailed" }),
      sayLocked: say(words.locked, { then: "setFailed", error: "setFailed" }),
      setFailed: setAttributes({ auth_result: "failed" }, { then: "leave", error: "fail" }),
      ...toldUnreadable("sayUnavailable"),
      sayUnavailable: say(words.unavailable, { then: "setUnavailable", error: "setUnavailable" }),
      setUnavailable: setAttributes({ auth_result: "unavailable" }, { then: "leave", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "leave", error: "leave" }),
      done: endModule(),
    },
  });
}
