import { expect } from "chai";
import { contactAttribute, external, flowAttribute, isReference, referencesIn, replaceReferences, stepsOf, system } from "../../flowLanguage";

describe("References", () => {
  it("are found inside text, in dot and in bracket form", () => {
    expect(referencesIn("Hello $.Attributes.name, you dialled $.SystemEndpoint.Address.")).to.deep.equal(["$.Attributes.name", "$.SystemEndpoint.Address"]);
    expect(referencesIn("https://example.com/$['Attributes']['language']/1.wav")).to.deep.equal(["$['Attributes']['language']"]);
    expect(referencesIn("$.SegmentAttributes['connect:Subtype']")).to.deep.equal(["$.SegmentAttributes['connect:Subtype']"]);
  });
  it("are found at any depth of a parameter, and in lists", () =>
    expect(referencesIn({ a: { b: ["$.Attributes.x", { c: "$.External.y" }] }, d: "plain", e: null, f: 3 })).to.deep.equal(["$.Attributes.x", "$.External.y"]));
  it("are not seen in money, in a lone sign, or where there is nothing", () => {
    for (const text of ["$5.00", "$.50", "a $ sign", "", "Attributes.name", undefined, null, 7, true]) expect(referencesIn(text), String(text)).to.deep.equal([]);
  });
  it("end before the full stop of a sentence", () => expect(referencesIn("It is $.External.state.")).to.deep.equal(["$.External.state"]));

  it("fill a whole field only where nothing stands around them", () => {
    for (const whole of ["$.Attributes.language", "$.Attributes['my language']", "$['Attributes']['language']", "$.StoredCustomerInput", "$.External.a.b"]) expect(isReference(whole), whole).to.equal(true);
    for (const part of ["$.Attributes.language ", "x$.Attributes.language", "$.Attributes.a$.Attributes.b", "language", "", "$.", undefined, 3, {}]) expect(isReference(part), JSON.stringify(part)).to.equal(false);
  });

  it("have steps, whatever their form", () => {
    expect(stepsOf("$.Attributes.language")).to.deep.equal(["Attributes", "language"]);
    expect(stepsOf("$['Attributes']['language']")).to.deep.equal(["Attributes", "language"]);
    expect(stepsOf("$.Attributes['a b']")).to.deep.equal(["Attributes", "a b"]);
    expect(stepsOf("$.SegmentAttributes['connect:Subtype']")).to.deep.equal(["SegmentAttributes", "connect:Subtype"]);
    expect(stepsOf("$.External.order.line-1")).to.deep.equal(["External", "order", "line-1"]);
    expect(stepsOf("$.StoredCustomerInput")).to.deep.equal(["StoredCustomerInput"]);
  });

  it("are replaced where they stand, each by its own value", () => {
    const values: Record<string, string> = { "$.Attributes.a": "1", "$['Attributes']['b']": "2" };
    expect(replaceReferences("<$.Attributes.a|$['Attributes']['b']|$.Attributes.c>", (reference) => values[reference] ?? "none")).to.equal("<1|2|none>");
  });
  it("are replaced once: a value that looks like a reference, or like a replacement pattern, stays as it is", () => {
    expect(replaceReferences("$.External.text", () => "$.Attributes.secret")).to.equal("$.Attributes.secret");
    expect(replaceReferences("a $.External.text b", () => "$& $1 $$")).to.equal("a $& $1 $$ b");
  });

  it("are written by the library in the form that it reads", () => {
    expect([contactAttribute("language"), flowAttribute("welcome"), external("state")]).to.deep.equal(["$.Attributes.language", "$.FlowAttributes.welcome", "$.External.state"]);
    for (const reference of [contactAttribute("language"), flowAttribute("welcome"), external("state"), ...Object.values(system)]) expect(isReference(reference), reference).to.equal(true);
  });
});
