import type { Block } from "../block";
import { type Exits, given, step } from "./exits";
import {
  exactlyOne,
  list,
  needed,
  nested,
  object,
  oneOf,
  optional,
  type ParameterSpec,
  required,
  textMap,
} from "./parameters";
import { type ActionSpec, documentedErrors, flowTypes } from "./spec";

const documented = {
  grade: "documented",
  branches: () => documentedErrors("NoMatchingError"),
  next: "required",
  flowTypes: flowTypes.all,
} as const;
const search = { IdentifierName: optional("any"), IdentifierValue: optional("any") };
// Exports hold a list; the documentation writes an object without values.
const answer = list(optional("static"));
const page = (name: string): string => `2.6; devguide interactions-${name.toLowerCase()}.html [D]`;

const profile = (type: string, request: ParameterSpec): ActionSpec => ({
  ...documented,
  source: page(type),
  parameters: { ProfileRequestData: needed(request), ProfileResponseData: answer },
});

export const profileSpecs: Record<string, ActionSpec> = {
  GetCustomerProfile: {
    ...profile(
      "GetCustomerProfile",
      nested({
        fields: {
          ...search,
          SearchCriteria: list(object({ IdentifierName: required("any"), IdentifierValue: required("any") }), 1, 5),
          LogicalOperator: optional("static", oneOf("AND", "OR")),
        },
        choices: [exactlyOne("IdentifierName", "SearchCriteria")],
      }),
    ),
    branches: () => documentedErrors("MultipleFoundError", "NoneFoundError", "NoMatchingError"),
  },
  CreateCustomerProfile: profile("CreateCustomerProfile", textMap(1)),
  UpdateCustomerProfile: profile("UpdateCustomerProfile", textMap(1)),
  GetCustomerProfileObject: {
    ...profile(
      "GetCustomerProfileObject",
      nested({
        fields: {
          ProfileId: required("any"),
          ObjectType: required("any"),
          ...search,
          UseLatest: optional("static", oneOf("true", "false")),
        },
        choices: [exactlyOne("IdentifierName", "UseLatest")],
      }),
    ),
    branches: () => documentedErrors("NoneFoundError", "NoMatchingError"),
  },
  GetCalculatedAttributesForCustomerProfile: {
    ...profile("GetCalculatedAttributesForCustomerProfile", object({ ProfileId: required("any") })),
    branches: () => documentedErrors("NoneFoundError", "NoMatchingError"),
  },
  AssociateContactToCustomerProfile: profile(
    "AssociateContactToCustomerProfile",
    object({ ProfileId: required("any"), ContactId: required("any") }),
  ),
};

/** Search keys of a profile, such as `_phone`, each with its value; five at most, all of which have to match. */
export type ProfileSearch = Readonly<Record<string, string>>;

/**
 * Finds a customer profile; `profileField` reads the fields that are asked for, and `ProfileId`.
 * @param to also where no profile is found, or more than one
 */
export const getProfile = <const T extends string>(
  find: ProfileSearch,
  fields: readonly string[],
  to: Exits<T> & { readonly none: T; readonly several: T },
): Block<T> => ({
  ...step(
    "GetCustomerProfile",
    {
      ProfileRequestData: {
        SearchCriteria: Object.entries(find).map(([IdentifierName, IdentifierValue]) => ({
          IdentifierName,
          IdentifierValue,
        })),
        LogicalOperator: "AND",
      },
      ProfileResponseData: fields,
    },
    to,
  ),
  errors: { MultipleFoundError: to.several, NoneFoundError: to.none, NoMatchingError: to.error },
});

/** Makes a customer profile of these fields. */
export const createProfile = <const T extends string>(
  fields: Readonly<Record<string, string>>,
  to: Exits<T>,
): Block<T> => step("CreateCustomerProfile", { ProfileRequestData: fields }, to);

/** Changes fields of the customer profile that was found last. */
export const updateProfile = <const T extends string>(
  fields: Readonly<Record<string, string>>,
  to: Exits<T>,
): Block<T> => step("UpdateCustomerProfile", { ProfileRequestData: fields }, to);

/**
 * Finds an object that belongs to a profile, such as an order.
 * @param by a search key and its value; left out, the latest object is taken
 */
export const getProfileObject = <const T extends string>(
  of: {
    readonly profileId: string;
    readonly objectType: string;
    readonly by?: { readonly name: string; readonly value: string };
  },
  fields: readonly string[],
  to: Exits<T> & { readonly none: T },
): Block<T> => ({
  ...step(
    "GetCustomerProfileObject",
    {
      ProfileRequestData: given({
        ProfileId: of.profileId,
        ObjectType: of.objectType,
        IdentifierName: of.by?.name,
        IdentifierValue: of.by?.value,
        UseLatest: of.by === undefined ? "true" : undefined,
      }),
      ProfileResponseData: fields,
    },
    to,
  ),
  errors: { NoneFoundError: to.none, NoMatchingError: to.error },
});

/** Finds what the service has reckoned of a profile, such as `CalculatedAttributes._frequent_caller`. */
export const getCalculatedAttributes = <const T extends string>(
  profileId: string,
  attributes: readonly string[],
  to: Exits<T> & { readonly none: T },
): Block<T> => ({
  ...step(
    "GetCalculatedAttributesForCustomerProfile",
    { ProfileRequestData: { ProfileId: profileId }, ProfileResponseData: attributes },
    to,
  ),
  errors: { NoneFoundError: to.none, NoMatchingError: to.error },
});

/** Ties a contact to a profile. */
export const associateProfile = <const T extends string>(
  profileId: string,
  contactId: string,
  to: Exits<T>,
): Block<T> =>
  step("AssociateContactToCustomerProfile", { ProfileRequestData: { ProfileId: profileId, ContactId: contactId } }, to);
