import { expect } from "chai";
import {
  type ActionSpec,
  actionSpecs,
  check,
  type Json,
  missingParameters,
  type ParameterFault,
  parameterFaults,
  type Parameters,
  specOf,
} from "../../flowLanguage";
import { MASTER_TABLE } from "./masterTable";
import { MORE_ROWS, REFUSED } from "./masterTableMore";
import { flowTypesOf } from "./masterTableRow";
import { flowOf } from "./support";

const ROWS = [...MASTER_TABLE, ...MORE_ROWS];
const GONE = Symbol("left out");

/** The value with what stands behind a path of keys replaced, or left out. */
function changedAt(json: Json, path: readonly string[], value: Json | typeof GONE): Json {
  const [key = "", ...rest] = path;
  if (Array.isArray(json))
    return json.map((item: Json, index) => (index === Number(key) ? (changedIn(item, rest, value) as Json) : item));
  const changed = Object.entries(json as Parameters).map(
    ([name, one]) => [name, name === key ? changedIn(one, rest, value) : one] as const,
  );
  return Object.fromEntries(changed.filter(([, one]) => one !== GONE)) as Json;
}
const changedIn = (json: Json, rest: readonly string[], value: Json | typeof GONE): Json | typeof GONE =>
  rest.length === 0 ? value : changedAt(json, rest, value);

const rules = (faults: readonly ParameterFault[]): string[] => faults.map(({ rule }) => rule);
const sorted = <T>(list: readonly T[] = []): T[] => [...list].sort();

describe("The rules of each action, by the service's master table", () => {
  it("exist for exactly the types of the table, and for those that the service does not take", () =>
    expect(
      sorted([...new Set([...ROWS, ...REFUSED.map(([type]) => ({ type }))].map(({ type }) => type))]),
    ).to.deep.equal(sorted(Object.keys(actionSpecs))));

  for (const row of ROWS) {
    const { type, parameters } = row;
    const spec = specOf(type) as ActionSpec;
    const foundFor = (path: string, value: Json | typeof GONE) =>
      parameterFaults(type, spec, changedAt(parameters, path.split("."), value) as Parameters);

    describe(`${type}${row.form === undefined ? "" : ` (${row.form})`}`, () => {
      it(`is taken in ${row.flowTypes}`, () => {
        expect(sorted(spec.flowTypes)).to.deep.equal(sorted(flowTypesOf(row.flowTypes)));
        expect(sorted(spec.refusedIn)).to.deep.equal(sorted(flowTypesOf(row.seenRefusedIn ?? "")));
      });
      it(`is for ${row.channels?.join(" and ") ?? "every channel"}, and fills ${row.fills?.join(" and ") ?? "nothing"}`, () => {
        expect(spec.channels).to.deep.equal(row.channels);
        expect(spec.results?.(parameters) ?? []).to.deep.equal(row.fills ?? []);
        expect(spec.clears).to.deep.equal(row.clears);
      });
      it("takes its parameters as they are in the example, and no other", () => {
        expect(parameterFaults(type, spec, parameters)).to.deep.equal([]);
        expect(rules(parameterFaults(type, spec, { ...parameters, Volume: "loud" }))).to.deep.equal(["parameter"]);
        expect(parameterFaults(type, spec, { ...parameters, Volume: "loud" })[0]?.grade).to.equal(spec.grade ?? "live");
      });
      it(`needs ${row.required.join(", ") || "no parameter"}`, () => {
        for (const path of row.required) expect(rules(foundFor(path, GONE)), `without ${path}`).to.include("parameter");
        for (const path of row.optional ?? []) expect(foundFor(path, GONE), `without ${path}`).to.deep.equal([]);
      });
      it(`has the error branches ${[...(row.errors ?? []), ...(row.documented ?? [])].join(", ") || "(none)"}`, () => {
        const conditions = row.branching ? [{ operator: "Equals", operand: "x", next: "end" } as const] : [];
        const { required, documented, allowed } = spec.branches(
          parameters,
          row.within ?? spec.flowTypes[0] ?? "MODULE",
          conditions,
        );
        expect(sorted(required), "required").to.deep.equal(sorted(row.errors));
        expect(sorted(documented), "documented").to.deep.equal(sorted(row.documented));
        expect(sorted(allowed), "tolerated").to.deep.equal(sorted(row.tolerated));
      });
      it(`goes on: ${row.next}`, () =>
        expect(spec.next).to.equal({ yes: "required", terminal: "none", optional: "optional" }[row.next]));
      it(
        row.conditions === undefined
          ? "takes no conditions"
          : `takes conditions of ${row.conditions.operators.join(", ")}`,
        () => {
          const conditions = spec.conditions?.(parameters);
          expect(conditions === undefined ? undefined : sorted(conditions.operators)).to.deep.equal(
            row.conditions && sorted(row.conditions.operators),
          );
          expect(sorted(conditions?.operands)).to.deep.equal(sorted(row.conditions?.operands));
          expect(conditions?.needed).to.equal(row.conditions?.needed);
        },
      );

      for (const path of row.static ?? [])
        it(`takes static text only as ${path}`, () =>
          expect(rules(foundFor(path, "$.Attributes.x"))).to.deep.equal(["static"]));
      for (const path of row.path ?? [])
        it(`takes static text or one whole reference as ${path}`, () => {
          for (const whole of ["$.Attributes.x", "$.Attributes['my x']", "$['Attributes']['x']"])
            expect(foundFor(path, whole), whole).to.deep.equal([]);
          for (const mixed of ["pre-$.Attributes.x", "$.Attributes.x-$.Attributes.y ", "$.Attributes.x suffix"])
            expect(rules(foundFor(path, mixed)), mixed).to.deep.equal(["path"]);
        });
      for (const path of row.reference ?? [])
        it(`takes one reference only as ${path}, as was seen live`, () => {
          for (const whole of ["$.Attributes.x", "$['Attributes']['x']", "$.StoredCustomerInput"])
            expect(foundFor(path, whole), whole).to.deep.equal([]);
          for (const wrong of ["+15555550100", "x$.Attributes.x", "$.FlowAttributes", "$.Attributes"])
            expect(
              foundFor(path, wrong).map(({ rule, grade }) => `${rule} ${grade}`),
              wrong,
            ).to.deep.equal(["reference live"]);
        });
      for (const path of row.any ?? [])
        it(`mixes text and references in ${path}`, () =>
          expect(foundFor(path, "text $.Attributes.x and $.Attributes.y")).to.deep.equal([]));
      for (const path of [...(row.static ?? []), ...(row.path ?? []), ...(row.any ?? [])])
        it(`refuses an empty string as ${path}, as was seen live`, () =>
          expect(foundFor(path, "").map(({ rule, grade }) => `${rule} ${grade}`)).to.include("empty live"));
    });
  }

  for (const [type, remedy] of REFUSED)
    it(`${type} is known, and refused with the remedy`, () => {
      expect(specOf(type)?.refused).to.include(remedy);
      expect(check(flowOf({ it: { type, parameters: { Any: "thing" } } })).map(({ remedy: said }) => said)).to.include(
        specOf(type)?.refused,
      );
      expect(missingParameters(type, {})).to.deep.equal([]);
    });
});
