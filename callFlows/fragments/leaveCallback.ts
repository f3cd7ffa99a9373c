import {
  countTo,
  createCallback,
  type Fragment,
  fragment,
  match,
  type Reference,
  say,
  setCallbackNumber,
  setLogging,
  storePhoneNumber,
  system,
} from "../../flowLanguage";
import { contracts } from "../../handlers";
import { callbackPrompts, prompts } from "../promptSets";
import { FLOW_LOG } from "./privately";

interface Around<Exit extends string> {
  /** The callback waits in the target queue, and the caller knows. */
  readonly kept: Exit;
  /** There is no number that can be called, and the caller knows. */
  readonly failed: Exit;
  /** Nothing was said: what is said here could not be looked up. */
  readonly error: Exit;
}

/**
 * Leaves a callback in the target queue. A caller whose number is withheld is asked for it; whichever
 * number it is stays out of the contact attributes, and out of the flow log too, which is off while a
 * block could write it there.
 * @param callerIdArn the ARN of the number that the customer sees, or none
 */
export function leaveCallback<const Exit extends string>(
  fallbackLanguage: string,
  callerIdArn: Reference,
  to: Around<Exit>,
): Fragment<"loadCallback", Exit> {
  const { kept, failed, error }: Around<string> = to;
  const spoken = prompts(callbackPrompts, fallbackLanguage);
  const created = { then: "sayKept", error: "sayFailed" };
  return fragment<"loadCallback", Exit>({
    loadCallback: spoken.fetch({ then: "keepCallback", error }),
    keepCallback: spoken.keep({ then: "hideNumber", error }),
    hideNumber: setLogging("Disabled", { then: "takeNumber" }),
    takeNumber: setCallbackNumber(system.callerNumber, { then: "writeLogAgain", error: "askNumber" }),
    askNumber: storePhoneNumber(
      spoken.kept.askNumber,
      { seconds: 10 },
      { then: "isKeyed", silence: "giveUpNumber", invalid: "sayInvalidNumber" },
    ),
    isKeyed: match(system.storedInput, { Timeout: "giveUpNumber" }, "takeKeyedNumber"),
    takeKeyedNumber: setCallbackNumber(system.storedInput, { then: "writeLogAgain", error: "sayInvalidNumber" }),
    sayInvalidNumber: say(spoken.kept.invalidNumber, { then: "countNumbers", error: "giveUpNumber" }),
    countNumbers: countTo(2, { again: "askNumber", done: "giveUpNumber" }),
    giveUpNumber: setLogging(FLOW_LOG, { then: "sayFailed" }),
    writeLogAgain: setLogging(FLOW_LOG, { then: "hasCallerId" }),
    hasCallerId: match(callerIdArn, { [contracts.NONE]: "createCallback" }, "createShowingNumber"),
    createCallback: createCallback(created),
    createShowingNumber: createCallback(created, { callerNumber: callerIdArn }),
    sayKept: say(spoken.kept.kept, { then: kept, error: kept }),
    sayFailed: say(spoken.kept.failed, { then: failed, error: failed }),
  });
}
