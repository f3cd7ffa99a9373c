import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { dashboardDefinition } from "../../components/reportingDataset/dashboard/definition";
import { columns, columnTypes, measures, personalColumns } from "../../components/reportingDataset/sql";
import { ROOT } from "../support";
import { nativeSpelling } from "../../components/reportingDataset/quickSight";

const definition = dashboardDefinition({
  dataSetArn: "arn:aws:quicksight:eu-west-2:123456789012:dataset/contacts",
  costPerAgentContact: 6.5,
});
const [sheet] = definition.Sheets ?? [];
const visuals = (sheet?.Visuals ?? []).map(
  (visual) => Object.values(visual as Record<string, { VisualId: string }>)[0],
);
const elements = sheet?.Layouts?.[0]?.Configuration?.GridLayout?.Elements ?? [];
const controls = sheet?.SheetControlLayouts?.[0]?.Configuration?.GridLayout?.Elements ?? [];

/** Every value of a field of this name, at any depth. */
function every(value: unknown, name: string): unknown[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, field]) => [
    ...(key === name ? [field] : []),
    ...every(field, name),
  ]);
}

const calculated = new Set((definition.CalculatedFields ?? []).map(({ Name }) => Name));

// What QuickSight refuses, or worse, accepts and does not show (reference reporting 4.5). Its types are held by
// the compiler.
describe("the dashboard", () => {
  it("shows every visual once, and nothing else", () => {
    const ids = visuals.map((visual) => visual?.VisualId);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(elements.map(({ ElementId }) => ElementId)).to.deep.equal(ids);
  });

  it("lays no visual over another, or beyond the 36 columns and 21 rows that the sheet takes", () => {
    const taken = new Set<string>();
    for (const { ElementId, ColumnIndex = 0, ColumnSpan = 0, RowIndex = 0, RowSpan = 0 } of elements) {
      expect(ColumnIndex + ColumnSpan, ElementId).to.be.at.most(36);
      expect(RowSpan, ElementId).to.be.within(1, 21);
      for (let row = RowIndex; row < RowIndex + RowSpan; row++)
        for (let column = ColumnIndex; column < ColumnIndex + ColumnSpan; column++) {
          expect(taken.has(`${row} ${column}`), ElementId).to.equal(false);
          taken.add(`${row} ${column}`);
        }
    }
  });

  it("has a control for days and for every dimension, each of a filter that is there", () => {
    const sources = every(sheet?.FilterControls, "SourceFilterId");
    expect(sources).to.deep.equal([
      "filter-day",
      "filter-country",
      "filter-language",
      "filter-line_of_business",
      "filter-environment",
    ]);
    expect(every(definition.FilterGroups, "FilterId")).to.include.members(sources);
    expect(controls.map(({ ElementId }) => ElementId)).to.deep.equal(every(sheet?.FilterControls, "FilterControlId"));
    for (const { ColumnIndex = 0, ColumnSpan = 0 } of controls) expect(ColumnIndex + ColumnSpan).to.be.at.most(12);
    for (const { ColumnSpan } of controls) expect(ColumnSpan).to.be.at.most(6);
  });

  it("filters by sheets it names: a plain control of all sheets is refused", () => {
    expect(every(definition.FilterGroups, "AllSheets")).to.deep.equal([]);
    for (const operator of every(definition.FilterGroups, "MatchOperator"))
      expect(["CONTAINS", "DOES_NOT_CONTAIN"]).to.include(operator);
    for (const list of every(definition.FilterGroups, "FilterListConfiguration") as Record<string, unknown>[])
      expect("SelectAllOptions" in list && "CategoryValues" in list).to.equal(false);
  });

  it("reads columns and measures that there are, from the dataset that it declares", () => {
    for (const name of every(definition, "ColumnName"))
      expect(calculated.has(name as string) || (name as string) in columns, name as string).to.equal(true);
    expect(new Set(every(definition, "DataSetIdentifier"))).to.deep.equal(
      new Set(definition.DataSetIdentifierDeclarations?.map(({ Identifier }) => Identifier)),
    );
  });

  it("writes every measure by columns that can be added, and gives none the name of a column", () => {
    expect(calculated.size).to.equal(Object.keys(measures).length);
    for (const { Name = "", Expression = "" } of definition.CalculatedFields ?? []) {
      expect(Name in columns, Name).to.equal(false);
      const summed = [...Expression.matchAll(/\{(\w+)\}/g)].map(([, column]) => column as keyof typeof columns);
      expect(Expression.replaceAll(/sum\(\{\w+\}\)/g, ""), Name).to.match(/^( \/ | \* [\d.]+)?$/);
      for (const column of summed)
        expect(columnTypes[columns[column]?.type].quickSight, column).to.be.oneOf(["INTEGER", "DECIMAL"]);
    }
  });

  it("adds up no measure again: its formula is the sum", () => {
    expect(every(definition, "AggregationFunction")).to.deep.equal([]);
    for (const field of every(definition, "NumericalMeasureField") as { Column: { ColumnName: string } }[])
      expect(calculated.has(field.Column.ColumnName)).to.equal(true);
  });

  it("shows all that the brief asks for, and money of one currency at a time", () => {
    const shown = new Set(every(sheet?.Visuals, "ColumnName"));
    for (const { title } of Object.values(measures)) expect(shown.has(title), title).to.equal(true);
    for (const visual of visuals.filter((one) => every(one, "ColumnName").includes(measures.paid_alone.title)))
      expect(every(visual, "ColumnName")).to.include("payment_currency");
  });

  it("looks back by a number where a filter of days has one, colours no line that has two figures, and lets the sheet fit the window", () => {
    for (const filter of every(definition.FilterGroups, "RelativeDatesFilter") as {
      RelativeDateType: string;
      RelativeDateValue?: number;
    }[])
      expect(filter.RelativeDateValue !== undefined).to.equal(["LAST", "NEXT"].includes(filter.RelativeDateType));
    for (const wells of every(sheet?.Visuals, "LineChartAggregatedFieldWells") as {
      Colors?: unknown[];
      Values: unknown[];
    }[])
      expect(wells.Colors === undefined || wells.Values.length === 1).to.equal(true);
    for (const canvas of every(definition, "ScreenCanvasSizeOptions"))
      expect(canvas).to.deep.equal({ ResizeOption: "RESPONSIVE" });
  });

  it("stays within what a definition and a sheet may hold", () => {
    expect(definition.DataSetIdentifierDeclarations).to.have.length.within(1, 50);
    expect(definition.Sheets).to.have.length.within(1, 20);
    expect(sheet?.Visuals).to.have.length.within(1, 75);
    expect(sheet?.FilterControls).to.have.length.within(1, 200);
    expect([...(definition.CalculatedFields ?? []), ...(definition.FilterGroups ?? [])]).to.have.length.within(1, 2000);
  });

  it("shows nothing of one person", () => {
    for (const name of personalColumns) expect(JSON.stringify(definition)).to.not.include(`"${name}"`);
  });

  it("gives every field of a visual an id of its own", () => {
    const ids = every(sheet?.Visuals, "FieldId");
    const sorted = every(every(sheet?.Visuals, "SortConfiguration"), "FieldId");
    expect(new Set(ids).size).to.equal(ids.length - sorted.length);
    for (const id of sorted) expect(ids.filter((one) => one === id)).to.have.length(2);
  });
});

/** Names and types of the fields of an interface of the native provider. */
function nativeFields(declarations: string): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const [, name = "", body = ""] of declarations.matchAll(/interface (\w+) \{([^]*?)\n {4}\}/g))
    found.set(
      name,
      new Map([...body.matchAll(/^ {8}(\w+)\??: (.*);$/gm)].map(([, field = "", type = ""]) => [field, type])),
    );
  return found;
}

describe("the dashboard in the native provider's spelling", () => {
  it("has names that the provider knows, all the way down", () => {
    const text = readFileSync(join(ROOT, "node_modules", "@pulumi", "aws-native", "types", "input.d.ts"), "utf8");
    const known = nativeFields(text.slice(text.indexOf("namespace quicksight")));
    const visit = (value: unknown, type: string, path: string): void => {
      if (Array.isArray(value)) return value.forEach((item, index) => visit(item, type, `${path}[${index}]`));
      if (value === null || typeof value !== "object") return;
      const fields =
        known.get(/quicksight\.(\w+)/.exec(type)?.[1] ?? "") ?? expect.fail(`${path} is no object of ${type}`);
      for (const [name, field] of Object.entries(value))
        visit(field, fields.get(name) ?? expect.fail(`${path} has no ${name}`), `${path}.${name}`);
    };
    visit(nativeSpelling(definition), "quicksight.DashboardVersionDefinitionArgs", "definition");
  });
});
