import {
  countTo,
  createCallback,
  external,
  type Fragment,
  fragment,
  lookup,
  match,
  type Reference,
  say,
  setCallbackNumber,
  setLogging,
  startFunction,
  storePhoneNumber,
  system,
} from "../../flowLanguage";
import { contracts } from "../../handlers";
import { attributes, NOBODY_KNOWN, setAttributes } from "../contactAttributes";
import { callbackPrompts, prompts } from "../promptSets";
import { FLOW_LOG } from "./privately";

interface Around<Exit extends string> {
  /** A callback waits, and the caller knows. */
  readonly kept: Exit;
  /** No callback is left, and the caller knows. */
  readonly failed: Exit;
  /** Nothing was said: what is said here could not be looked up. */
  readonly error: Exit;
}

/** What was answered stays in the answer: a flow attribute would hold the number until the flow is over. */
const ANSWERED = { result: external("result"), number: external("number") };

/**
 * Leaves a callback in the target queue, to a number that `checkCallback` allows: the caller's, or the one that they
 * are asked for. Whichever it is stays out of the attributes, and out of the flow log too, which is off while a block
 * could write it there. The callback begins with nobody known.
 * @param callerIdArn the ARN of the number that the customer sees, or none
 */
export function leaveCallback<const Exit extends string>(
  fallbackLanguage: string,
  callerIdArn: Reference,
  to: Around<Exit>,
): Fragment<"loadCallback", Exit> {
  const { kept, failed, error }: Around<string> = to;
  const spoken = prompts(callbackPrompts, fallbackLanguage);
  const check = lookup(contracts.checkCallback, ["result", "number"]);
  const asked = { task: "check", environment: attributes.environment, country: attributes.country };
  const created = { then: "writeLogAgain", error: "closeCallback" };
  const close = (then: string) =>
    startFunction(contracts.checkCallback, { task: "close", number: ANSWERED.number }, { then, error: then });
  return fragment<"loadCallback", Exit>({
    loadCallback: spoken.fetch({ then: "keepCallback", error }),
    keepCallback: spoken.keep({ then: "hideNumber", error }),
    hideNumber: setLogging("Disabled", { then: "checkNumber" }),
    checkNumber: check.invoke(asked, { then: "isAllowed", error: "giveUpCallback" }),
    isAllowed: match(
      ANSWERED.result,
      { allowed: "takeNumber", open: "leaveOpen", limited: "giveUpCallback" },
      "askNumber",
    ),
    askNumber: storePhoneNumber(
      spoken.kept.askNumber,
      { seconds: 10 },
      { then: "isKeyed", silence: "giveUpNumber", invalid: "sayInvalidNumber" },
    ),
    isKeyed: match(system.storedInput, { Timeout: "giveUpNumber" }, "checkKeyedNumber"),
    checkKeyedNumber: check.invoke(
      { ...asked, number: system.storedInput },
      { then: "isKeyedAllowed", error: "giveUpCallback" },
    ),
    isKeyedAllowed: match(
      ANSWERED.result,
      { allowed: "takeNumber", open: "leaveOpen", limited: "giveUpCallback", refused: "sayRefusedNumber" },
      "sayInvalidNumber",
    ),
    takeNumber: setCallbackNumber(ANSWERED.number, { then: "forgetCaller", error: "closeNumber" }),
    closeNumber: close("sayRefusedNumber"),
    sayInvalidNumber: say(spoken.kept.invalidNumber, { then: "countNumbers", error: "giveUpNumber" }),
    sayRefusedNumber: say(spoken.kept.refusedNumber, { then: "countNumbers", error: "giveUpNumber" }),
    countNumbers: countTo(2, { again: "askNumber", done: "giveUpNumber" }),
    forgetCaller: setAttributes(NOBODY_KNOWN, { then: "hasCallerId", error: "closeCallback" }),
    hasCallerId: match(callerIdArn, { [contracts.NONE]: "createCallback" }, "createShowingNumber"),
    createCallback: createCallback(created),
    createShowingNumber: createCallback(created, { callerNumber: callerIdArn }),
    closeCallback: close("giveUpCallback"),

    writeLogAgain: setLogging(FLOW_LOG, { then: "sayKept" }),
    leaveOpen: setLogging(FLOW_LOG, { then: "sayAlreadyKept" }),
    giveUpNumber: setLogging(FLOW_LOG, { then: "sayFailed" }),
    giveUpCallback: setLogging(FLOW_LOG, { then: "sayNoCallback" }),
    sayKept: say(spoken.kept.kept, { then: kept, error: kept }),
    sayAlreadyKept: say(spoken.kept.alreadyKept, { then: kept, error: kept }),
    sayFailed: say(spoken.kept.failed, { then: failed, error: failed }),
    sayNoCallback: say(spoken.kept.unavailable, { then: failed, error: failed }),
  });
}
