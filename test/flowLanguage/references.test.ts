import { expect } from "chai";
import {
  contactAttribute,
  dataTableValue,
  external,
  flowAttribute,
  isLeaf,
  isReference,
  lex,
  metric,
  moduleData,
  profileField,
  referencesIn,
  replaceReferences,
  stepsOf,
  system,
  view,
} from "../../flowLanguage";

describe("References", () => {
  it("are found inside text, in dot and in bracket form", () => {
    expect(referencesIn("Hello $.Attributes.name, you dialled $.SystemEndpoint.Address.")).to.deep.equal([
      "$.Attributes.name",
      "$.SystemEndpoint.Address",
    ]);
    expect(referencesIn("https://example.com/$['Attributes']['language']/1.wav")).to.deep.equal([
      "$['Attributes']['language']",
    ]);
    expect(referencesIn("$.SegmentAttributes['connect:Subtype']")).to.deep.equal([
      "$.SegmentAttributes['connect:Subtype']",
    ]);
  });
  it("are found at any depth of a parameter, and in lists", () =>
    expect(
      referencesIn({ a: { b: ["$.Attributes.x", { c: "$.External.y" }] }, d: "plain", e: null, f: 3 }),
    ).to.deep.equal(["$.Attributes.x", "$.External.y"]));
  it("are not seen in money, in a lone sign, or where there is nothing", () => {
    for (const text of ["$5.00", "$.50", "a $ sign", "", "Attributes.name", undefined, null, 7, true])
      expect(referencesIn(text), String(text)).to.deep.equal([]);
  });
  it("reach into lists by number, and not by anything else in brackets", () => {
    expect(referencesIn("It is $.Views.ViewResultData.rows[0].id [sic] now")).to.deep.equal([
      "$.Views.ViewResultData.rows[0].id",
    ]);
    expect(referencesIn("$.External.list[first]")).to.deep.equal(["$.External.list"]);
  });
  it("end before the full stop of a sentence", () =>
    expect(referencesIn("It is $.External.state.")).to.deep.equal(["$.External.state"]));

  it("fill a whole field only where nothing stands around them", () => {
    for (const whole of [
      "$.Attributes.language",
      "$.Attributes['my language']",
      "$['Attributes']['language']",
      "$.StoredCustomerInput",
      "$.External.a.b",
    ])
      expect(isReference(whole), whole).to.equal(true);
    for (const part of [
      "$.Attributes.language ",
      "x$.Attributes.language",
      "$.Attributes.a$.Attributes.b",
      "language",
      "",
      "$.",
      undefined,
      3,
      {},
    ])
      expect(isReference(part), JSON.stringify(part)).to.equal(false);
  });

  it("have steps, whatever their form", () => {
    expect(stepsOf("$.Attributes.language")).to.deep.equal(["Attributes", "language"]);
    expect(stepsOf("$['Attributes']['language']")).to.deep.equal(["Attributes", "language"]);
    expect(stepsOf("$.Attributes['a b']")).to.deep.equal(["Attributes", "a b"]);
    expect(stepsOf("$.SegmentAttributes['connect:Subtype']")).to.deep.equal(["SegmentAttributes", "connect:Subtype"]);
    expect(stepsOf("$.External.order.line-1")).to.deep.equal(["External", "order", "line-1"]);
    expect(stepsOf("$.DataTableList.ResultData.rows[0].attributes[1].attributeValue")).to.deep.equal([
      "DataTableList",
      "ResultData",
      "rows",
      "0",
      "attributes",
      "1",
      "attributeValue",
    ]);
    expect(stepsOf("$.StoredCustomerInput")).to.deep.equal(["StoredCustomerInput"]);
  });

  it("are replaced where they stand, each by its own value", () => {
    const values: Record<string, string> = { "$.Attributes.a": "1", "$['Attributes']['b']": "2" };
    expect(
      replaceReferences(
        "<$.Attributes.a|$['Attributes']['b']|$.Attributes.c>",
        (reference) => values[reference] ?? "none",
      ),
    ).to.equal("<1|2|none>");
  });
  it("are replaced once: a value that looks like a reference, or like a replacement pattern, stays as it is", () => {
    expect(replaceReferences("$.External.text", () => "$.Attributes.secret")).to.equal("$.Attributes.secret");
    expect(replaceReferences("a $.External.text b", () => "$& $1 $$")).to.equal("a $& $1 $$ b");
  });

  it("name a value, or only a namespace of values", () => {
    for (const leaf of [
      "$.Attributes.a",
      "$.StoredCustomerInput",
      "$.Channel",
      "$['Attributes']['a']",
      "$.Lex.IntentName",
    ])
      expect(isLeaf(leaf), leaf).to.equal(true);
    for (const namespace of ["$.Attributes", "$.External", "$['Views']", "$.DataTables", "$.Customer"])
      expect(isLeaf(namespace), namespace).to.equal(false);
  });

  it("are written by the library in the form that it reads", () => {
    expect([contactAttribute("language"), flowAttribute("welcome"), external("state")]).to.deep.equal([
      "$.Attributes.language",
      "$.FlowAttributes.welcome",
      "$.External.state",
    ]);
    expect([
      lex.slot("city"),
      lex.sessionAttribute("k"),
      view.field("name"),
      moduleData.input("n"),
      moduleData.field("id"),
      dataTableValue("q", "open"),
      profileField("ProfileId"),
    ]).to.deep.equal([
      "$.Lex.Slots.city",
      "$.Lex.SessionAttributes.k",
      "$.Views.ViewResultData.name",
      "$.Modules.Input.n",
      "$.Modules.ResultData.id",
      "$.DataTables.q.open",
      "$.Customer.ProfileId",
    ]);
    expect([dataTableValue("q", "open hours"), lex.sessionAttribute("x-amz-lex:a")]).to.deep.equal([
      "$.DataTables.q['open hours']",
      "$.Lex.SessionAttributes['x-amz-lex:a']",
    ]);
    const written = [
      contactAttribute("language"),
      flowAttribute("welcome"),
      external("state"),
      lex.slot("a b"),
      lex.intent,
      view.action,
      moduleData.result,
      dataTableValue("q", "a b"),
      ...Object.values(system),
      ...Object.values(metric),
    ];
    for (const reference of written) expect(isReference(reference) && isLeaf(reference), reference).to.equal(true);
  });
});
