import type { Block, Condition, Parameters } from "../block";
import { type ActionSpec, flowTypes, optional, required, wholeNumber } from "./spec";

const MESSAGE = ["Text", "SSML", "PromptId", "Media"];
const message = { Text: optional("any"), SSML: optional("any"), PromptId: optional("path"), Media: optional("nested") };

const storesPhoneNumber = ({ InputValidation: validation }: Parameters): boolean =>
  validation !== null && typeof validation === "object" && "PhoneNumberValidation" in validation;

export const promptSpecs: Record<string, ActionSpec> = {
  MessageParticipant: {
    parameters: { ...message, SkipWhenDTMFBufferEnabled: optional("static") },
    choice: { of: MESSAGE, least: 1, most: 1 },
    branches: () => ({ required: [], allowed: ["NoMatchingError"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, ...flowTypes.whisper, "CUSTOMER_QUEUE", "MODULE"],
  },
  MessageParticipantIteratively: {
    parameters: { Messages: required("nested"), InterruptFrequencySeconds: optional("static", wholeNumber(1, 3600)) },
    branches: () => ({ required: [], allowed: ["NoMatchingError"] }),
    conditions: (parameters) =>
      parameters["InterruptFrequencySeconds"] === undefined
        ? undefined
        : { operators: ["Equals"], operands: ["MessagesInterrupted"] },
    next: "optional",
    flowTypes: ["CUSTOMER_QUEUE", ...flowTypes.hold, "MODULE"],
    waits: true,
  },
  GetParticipantInput: {
    parameters: {
      ...message,
      InputTimeLimitSeconds: required("static", wholeNumber(1, 180)),
      StoreInput: required("static", { test: /^(True|False)$/, says: "True or False" }),
      InputValidation: optional("nested"),
      InputEncryption: optional("nested"),
      DTMFConfiguration: optional("nested"),
    },
    choice: { of: MESSAGE, least: 0, most: 1 },
    branches: (parameters) => {
      if (parameters["StoreInput"] !== "True") return { required: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"] };
      return { required: storesPhoneNumber(parameters) ? ["NoMatchingError", "InvalidPhoneNumber"] : ["NoMatchingError"] };
    },
    needs: (parameters) => (parameters["StoreInput"] === "True" ? ["InputValidation"] : []),
    conditions: (parameters) =>
      parameters["StoreInput"] === "True" ? undefined : { operators: ["Equals"], operandPattern: /^[0-9*#]$/ },
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE", "MODULE"],
    waits: true,
  },
};

interface OneOrOther<T extends string> {
  readonly then: T;
  readonly error: T;
}

/** Plays SSML: static, or a reference to a prompt that was fetched. */
export const say = <const T extends string>(ssml: string, to: OneOrOther<T>): Block<T> => ({
  type: "MessageParticipant",
  parameters: { SSML: ssml },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** Plays messages in turn for as long as the contact waits; the block itself holds the contact. */
export const sayWhileWaiting = (ssml: readonly string[]): Block<never> => ({
  type: "MessageParticipantIteratively",
  parameters: { Messages: ssml.map((SSML) => ({ SSML })) },
});

/** A telephone key. */
export type Key = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#";

/**
 * A menu of single keys that are known when the flow is written.
 * @param ssml what is said first; left out, the caller is given time in silence
 * @param to a target for each key, for silence, for a key without a target, and for a failure
 */
export const menu = <const T extends string>(
  ssml: string | undefined,
  seconds: number,
  to: { keys: { readonly [K in Key]?: T }; silence: T; otherKey: T; error: T },
): Block<T> => ({
  type: "GetParticipantInput",
  parameters: {
    ...(ssml === undefined ? {} : { SSML: ssml }),
    InputTimeLimitSeconds: String(seconds),
    StoreInput: "False",
  },
  next: to.otherKey,
  errors: { InputTimeLimitExceeded: to.silence, NoMatchingCondition: to.otherKey, NoMatchingError: to.error },
  conditions: Object.entries(to.keys).map(([operand, next]): Condition<T> => ({ operator: "Equals", operand, next: next })),
});

/**
 * Says something and stores what the caller keys in `$.StoredCustomerInput`.
 * With no key pressed the service goes on with the literal `Timeout`, or takes the error branch:
 * which of the two is unconfirmed, so `silence` has to expect both.
 */
export const storeInput = <const T extends string>(
  ssml: string,
  limits: { seconds: number; digits: number },
  to: { then: T; silence: T },
): Block<T> => ({
  type: "GetParticipantInput",
  parameters: {
    SSML: ssml,
    InputTimeLimitSeconds: String(limits.seconds),
    StoreInput: "True",
    InputValidation: { CustomValidation: { MaximumLength: String(limits.digits) } },
    DTMFConfiguration: { DisableCancelKey: "True", InterdigitTimeLimitSeconds: "5" },
  },
  next: to.then,
  errors: { NoMatchingError: to.silence },
});
