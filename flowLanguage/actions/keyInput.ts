import type { Block, Condition, Json, Parameters } from "../block";
import { type Exits, given, step } from "./exits";
import { atMostOne, exactlyOne, object, oneOf, optional, required, seen, TRUE_FALSE, wholeNumber } from "./parameters";
import { MESSAGE_SOURCES, messageFields } from "./prompts";
import { type ActionSpec, type BranchSpec, flowTypes } from "./spec";

const validationOf = ({ InputValidation }: Parameters): object =>
  InputValidation !== null && typeof InputValidation === "object" ? InputValidation : {};
const stores = (parameters: Parameters): boolean => parameters["StoreInput"] === "True";
/** The form that only turns the buffer of keys on or off. */
const setsBuffer = (parameters: Parameters): boolean => parameters["EnableDTMFBuffer"] !== undefined;

function branches(parameters: Parameters): BranchSpec {
  if (setsBuffer(parameters)) return { required: [], documented: ["NoMatchingError"] };
  if (!stores(parameters)) return { required: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"] };
  return {
    required:
      "PhoneNumberValidation" in validationOf(parameters)
        ? ["NoMatchingError", "InvalidPhoneNumber"]
        : ["NoMatchingError"],
  };
}

function excludes(parameters: Parameters): string[] {
  if (setsBuffer(parameters)) return MESSAGE_SOURCES;
  if (!stores(parameters)) return ["InputValidation", "InputEncryption"];
  return "CustomValidation" in validationOf(parameters) ? [] : ["InputEncryption"];
}

const phoneNumber = {
  ...object({
    NumberFormat: required("static", oneOf("Local", "E164")),
    CountryCode: optional("static", { test: (text) => /^[A-Z]{2}$/.test(text), says: "a country code of two letters" }),
  }),
};

export const keyInputSpecs: Record<string, ActionSpec> = {
  GetParticipantInput: {
    source: "2.0, 2.1 [D][L1]; the buffer [C][X]",
    channels: ["VOICE"],
    parameters: {
      ...messageFields,
      InputTimeLimitSeconds: optional("static", wholeNumber(1, 180)),
      StoreInput: optional("static", TRUE_FALSE),
      InputValidation: object(
        {
          PhoneNumberValidation: phoneNumber,
          CustomValidation: object({ MaximumLength: required("static", wholeNumber(1, 20)) }),
        },
        exactlyOne("PhoneNumberValidation", "CustomValidation"),
      ),
      InputEncryption: object({ EncryptionKeyId: required("path"), Key: required("path") }),
      DTMFConfiguration: object({
        InputTerminationSequence: optional("static", {
          test: (text) => /^[0-9*#]{1,5}$/.test(text),
          says: "one to five keys",
        }),
        DisableCancelKey: optional("static", TRUE_FALSE),
        InterdigitTimeLimitSeconds: optional("static", wholeNumber(1, 20)),
      }),
      EnableDTMFBuffer: optional("static", TRUE_FALSE),
    },
    choices: [atMostOne(...MESSAGE_SOURCES)],
    needs: (parameters) =>
      setsBuffer(parameters)
        ? []
        : ["InputTimeLimitSeconds", "StoreInput", ...(stores(parameters) ? ["InputValidation"] : [])],
    excludes,
    branches,
    conditions: (parameters) =>
      stores(parameters) || setsBuffer(parameters)
        ? undefined
        : {
            operators: ["Equals"],
            operand: seen({ test: (text) => /^[0-9*#]$/.test(text), says: "a single key: 0-9, * or #" }),
          },
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE", "MODULE"],
    results: (parameters) => (stores(parameters) && !setsBuffer(parameters) ? ["StoredCustomerInput"] : []),
    waits: true,
  },
};

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
  parameters: given({ SSML: ssml, InputTimeLimitSeconds: String(seconds), StoreInput: "False" }),
  next: to.otherKey,
  errors: { InputTimeLimitExceeded: to.silence, NoMatchingCondition: to.otherKey, NoMatchingError: to.error },
  conditions: Object.entries(to.keys).map(([operand, next]): Condition<T> => ({
    operator: "Equals",
    operand,
    next: next,
  })),
});

interface Stored<T extends string> {
  readonly then: T;
  readonly silence: T;
}

/** How long a caller has for the first key, in seconds (1 to 180), and how many keys there may be. */
export interface KeyLimits {
  readonly seconds: number;
  readonly digits: number;
}

const custom = ({ digits }: KeyLimits): Json => ({ CustomValidation: { MaximumLength: String(digits) } });
const INTERDIGIT_SECONDS = "5";

const store = <const T extends string>(ssml: string, seconds: number, parameters: Parameters, to: Exits<T>): Block<T> =>
  step(
    "GetParticipantInput",
    {
      SSML: ssml,
      InputTimeLimitSeconds: String(seconds),
      StoreInput: "True",
      ...parameters,
      DTMFConfiguration: { DisableCancelKey: "True", InterdigitTimeLimitSeconds: INTERDIGIT_SECONDS },
    },
    to,
  );

/**
 * Says something and stores what the caller keys in `$.StoredCustomerInput`.
 * With no key pressed the service goes on with the literal `Timeout`, or takes the error branch:
 * which of the two is unconfirmed, so `silence` has to expect both.
 */
export const storeInput = <const T extends string>(ssml: string, limits: KeyLimits, to: Stored<T>): Block<T> =>
  store(ssml, limits.seconds, { InputValidation: custom(limits) }, { then: to.then, error: to.silence });

/**
 * Stores a telephone number that the service finds valid.
 * @param country ISO code of the country whose local numbers are taken; left out, numbers are in E.164
 */
export function storePhoneNumber<const T extends string>(
  ssml: string,
  limits: { seconds: number; country?: string },
  to: Stored<T> & { readonly invalid: T },
): Block<T> {
  const PhoneNumberValidation: Json =
    limits.country === undefined ? { NumberFormat: "E164" } : { NumberFormat: "Local", CountryCode: limits.country };
  const block = store(
    ssml,
    limits.seconds,
    { InputValidation: { PhoneNumberValidation } },
    { then: to.then, error: to.silence },
  );
  return { ...block, errors: { NoMatchingError: to.silence, InvalidPhoneNumber: to.invalid } };
}

/**
 * Stores keys encrypted, so that they reach `$.StoredCustomerInput` and the flow log only as
 * ciphertext. Turn the flow log and recording off before it. With no key pressed the service goes on with the literal
 * `Timeout`; the error branch is for what it cannot encrypt, such as by a key that the instance does not have.
 * @param key the id of the instance's security key, and its X.509 certificate in PEM: static, or one reference each
 */
export const storeEncrypted = <const T extends string>(
  ssml: string,
  limits: KeyLimits,
  key: { id: string; certificate: string },
  to: Exits<T>,
): Block<T> =>
  store(
    ssml,
    limits.seconds,
    { InputValidation: custom(limits), InputEncryption: { EncryptionKeyId: key.id, Key: key.certificate } },
    to,
  );

/**
 * Keeps keys that are pressed ahead of the prompt that asks for them, or stops and forgets them.
 * The smallest form that the console writes; it is not confirmed by a publication.
 */
export const setKeyBuffer = <const T extends string>(state: "keep" | "clear", to: Exits<T>): Block<T> =>
  step("GetParticipantInput", { EnableDTMFBuffer: state === "keep" ? "True" : "False" }, to);
