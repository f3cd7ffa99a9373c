import { expect } from "chai";
import { actionSpecs, type Block, type ErrorType, type Json, type Parameters } from "../../flowLanguage";
import { flowTypesOf, MASTER_TABLE, type Row } from "./masterTable";
import { changed, flowAround, FLOW_TYPES, found } from "./support";

const ERRORS: readonly ErrorType[] = [
  "NoMatchingError", "NoMatchingCondition", "InputTimeLimitExceeded", "InvalidPhoneNumber", "QueueAtCapacity",
  "InvalidCallbackNumber", "CallbackNumberNotDialable", "CallFailed", "ConnectionTimeLimitExceeded",
];

const errorsTo = (errors: readonly ErrorType[]): Block["errors"] => (errors.length === 0 ? undefined : Object.fromEntries(errors.map((error) => [error, "end"])));

const blockOf = ({ type, parameters, conditions, errors, next }: Row): Block =>
  changed({ type, parameters }, {
    next: next === "terminal" ? undefined : "end",
    errors: errorsTo(errors),
    conditions: conditions?.map(([operator, operand]) => ({ operator, operand, next: "end" })),
  });

/** The parameters with the value behind a path of keys replaced. */
function withValue(parameters: Parameters, path: readonly string[], value: Json): Parameters {
  const [key = "", ...rest] = path;
  return { ...parameters, [key]: rest.length === 0 ? value : withValue(parameters[key] as Parameters, rest, value) };
}

describe("The rules of each action, by the service's master table", () => {
  it("exist for exactly the types of the table", () =>
    expect([...new Set(MASTER_TABLE.map(({ type }) => type))].sort()).to.deep.equal(Object.keys(actionSpecs).sort()));

  for (const row of MASTER_TABLE) {
    const block = blockOf(row);
    const types = flowTypesOf(row);
    const [type] = types;
    const foundWith = (change: Partial<Block>) => found(flowAround(changed(block, change), type));
    const foundFor = (path: string, value: Json) => foundWith({ parameters: withValue(row.parameters, path.split("."), value) });

    describe(`${row.type}${row.form === undefined ? "" : ` (${row.form})`}`, () => {
      it(`is taken in ${row.flowTypes} and refused in every other type of flow`, () => {
        for (const flowType of FLOW_TYPES.filter((one) => !row.otherwiseIn?.includes(one))) expect(found(flowAround(block, flowType)), flowType).to.deep.equal(types.includes(flowType) ? [] : ["it: flow-type"]);
      });

      it(`needs ${row.required.join(", ") || "no parameter"} and refuses what it does not know`, () => {
        for (const name of row.required)
          expect(foundWith({ parameters: Object.fromEntries(Object.entries(row.parameters).filter(([key]) => key !== name)) }), `without ${name}`).to.deep.equal(["it: parameter"]);
        expect(foundFor("Volume", "loud"), "unknown").to.deep.equal(["it: parameter"]);
      });

      if (row.next === "terminal")
        it("ends the flow and takes no branch", () => {
          expect(found(flowAround(changed(block, { next: "end" }), type))).to.deep.equal(["it: next"]);
          expect(found(flowAround(changed(block, { errors: { NoMatchingError: "end" } }), type))).to.include("it: next");
        });
      else
        it(row.next === "yes" ? "needs a next block, even where branches cover everything" : "does with and without a next block", () => {
          const rules = found(flowAround(changed(block, { next: undefined }), type));
          expect(rules.filter((rule) => rule === "it: next")).to.have.length(row.next === "yes" ? 1 : 0);
        });

      if (row.next !== "terminal")
        it(`needs the error branches ${row.errors.join(", ") || "(none)"} and refuses others`, () => {
          for (const error of ERRORS) {
            if (row.errors.includes(error)) expect(foundWith({ errors: errorsTo(row.errors.filter((other) => other !== error)) }), `without ${error}`).to.deep.equal(["it: error-branch"]);
            else expect(foundWith({ errors: errorsTo([...row.errors, error]) }), `with ${error}`).to.deep.equal(row.tolerated?.includes(error) ? [] : ["it: error-branch"]);
          }
        });

      if (row.conditions === undefined && row.next !== "terminal" && row.type !== "InvokeFlowModule")
        it("takes no conditions", () => expect(foundWith({ conditions: [{ operator: "Equals", operand: "1", next: "end" }] })).to.deep.equal(["it: condition"]));

      for (const path of row.static ?? [])
        it(`takes static text only as ${path}`, () => expect(foundFor(path, "$.Attributes.x")).to.include("it: static"));
      for (const path of row.path ?? [])
        it(`takes static text or one whole reference as ${path}`, () => {
          for (const whole of ["$.Attributes.x", "$.Attributes['my x']", "$['Attributes']['x']"]) expect(foundFor(path, whole), whole).to.deep.equal([]);
          for (const mixed of ["pre-$.Attributes.x", "$.Attributes.x-$.Attributes.y ", "$.Attributes.x suffix"]) expect(foundFor(path, mixed), mixed).to.deep.equal(["it: path"]);
        });
      for (const path of row.reference ?? [])
        it(`takes one reference only as ${path}`, () => {
          for (const whole of ["$.Attributes.x", "$['Attributes']['x']", "$.StoredCustomerInput"]) expect(foundFor(path, whole), whole).to.deep.equal([]);
          for (const wrong of ["+15555550100", "x$.Attributes.x", "$.FlowAttributes", "$.Attributes"]) expect(foundFor(path, wrong), wrong).to.deep.equal(["it: reference"]);
        });
      for (const path of row.any ?? [])
        it(`mixes text and references in ${path}`, () => expect(foundFor(path, "text $.Attributes.x and $.Attributes.y")).to.deep.equal([]));
      for (const path of [...(row.static ?? []), ...(row.path ?? []), ...(row.any ?? [])])
        it(`refuses an empty string as ${path}`, () => expect(foundFor(path, "")).to.include("it: empty"));
    });
  }
});
