import type { Block, ErrorType, Parameters } from "../block";
import { type Exits, given, step } from "./exits";
import { list, oneOf, optional, required, textMap } from "./parameters";
import { type ActionSpec, type BranchSpec, documentedErrors, flowTypes } from "./spec";

const yesNo = oneOf("true", "false");
const link = { LinkContactToCase: required("static", yesNo), CaseRequestFields: textMap() };

const errors = (parameters: Parameters, ...more: readonly ErrorType[]): BranchSpec =>
  documentedErrors(
    ...(parameters["LinkContactToCase"] === "true" ? (["ContactNotLinked"] as const) : []),
    ...more,
    "NoMatchingError",
  );

const documented = { grade: "documented", next: "required", flowTypes: flowTypes.all } as const;

export const caseSpecs: Record<string, ActionSpec> = {
  CreateCase: {
    ...documented,
    branches: (parameters) => errors(parameters),
    source: "2.6; devguide createcase.html [D]",
    parameters: { ...link, CaseTemplateId: required("path") },
  },
  GetCase: {
    ...documented,
    source: "2.6; devguide getcase.html [D]",
    branches: (parameters) => errors(parameters, "MultipleFound", "NoneFound"),
    parameters: {
      ...link,
      GetLastUpdatedCase: required("static", yesNo),
      CustomerId: optional("path"),
      CaseResponseFields: list(optional("static")),
    },
  },
  UpdateCase: {
    ...documented,
    branches: (parameters) => errors(parameters),
    source: "2.6; devguide updatecase.html [D]",
    parameters: { ...link, CaseId: required("path") },
  },
};

/** Where a case leads. With `notLinked`, the contact is tied to the case and the case opens for its agent. */
export interface CaseExits<T extends string> extends Exits<T> {
  readonly notLinked?: T;
}

const caseBlock = <const T extends string>(type: string, parameters: Parameters, to: CaseExits<T>): Block<T> => ({
  ...step(type, { LinkContactToCase: String(to.notLinked !== undefined), ...parameters }, to),
  errors: { ...(to.notLinked !== undefined && { ContactNotLinked: to.notLinked }), NoMatchingError: to.error },
});

/** Opens a case from a template, with these values by field id. */
export const createCase = <const T extends string>(
  templateId: string,
  fields: Readonly<Record<string, string>>,
  to: CaseExits<T>,
): Block<T> => caseBlock("CreateCase", { CaseTemplateId: templateId, CaseRequestFields: fields }, to);

/**
 * Finds a case of a customer.
 * @param find the customer's profile, values by field id, and whether the latest of several will do
 * @param fields which fields to load into `$.Case`
 */
export function getCase<const T extends string>(
  find: { readonly customerId: string; readonly fields?: Readonly<Record<string, string>>; readonly latest?: boolean },
  fields: readonly string[],
  to: CaseExits<T> & { readonly none: T; readonly several: T },
): Block<T> {
  const parameters = {
    GetLastUpdatedCase: String(find.latest ?? false),
    CustomerId: find.customerId,
    CaseRequestFields: find.fields,
    CaseResponseFields: fields,
  };
  const block = caseBlock("GetCase", given(parameters), to);
  return { ...block, errors: { ...block.errors, MultipleFound: to.several, NoneFound: to.none } };
}

/** Changes fields of a case, by field id. */
export const updateCase = <const T extends string>(
  caseId: string,
  fields: Readonly<Record<string, string>>,
  to: CaseExits<T>,
): Block<T> => caseBlock("UpdateCase", { CaseId: caseId, CaseRequestFields: fields }, to);
