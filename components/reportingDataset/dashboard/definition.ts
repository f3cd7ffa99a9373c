import type { DashboardVersionDefinition, FilterControl, GridLayoutElement } from "@aws-sdk/client-quicksight";
import { measures, type ReportFigures } from "../sql";
import { calculatedField, CONTACTS } from "./fields";
import { known, readersFilters, SHEET } from "./filters";
import { bars, byDay, crosses, figure, type PlacedVisual, table } from "./visuals";

const PAID = "paid-by-currency";

const visuals: readonly PlacedVisual[] = [
  figure("calls"),
  figure("containment_true"),
  figure("containment_gross"),
  figure("service_level_20s"),
  figure("abandonment"),
  figure("average_handle_time"),
  figure("first_call_resolution"),
  figure("repeat_callers"),
  figure("cost_avoided"),
  figure("payments_alone"),
  figure("personalization"),
  figure("survey_average"),
  byDay("calls-by-day", "Calls by day", "calls", "queued"),
  byDay("containment-by-day", "Containment by day", "containment_true", "containment_gross"),
  bars("calls-by-country", "Calls by country", "country", "calls"),
  bars("calls-by-language", "Calls by language", "language", "calls"),
  bars(
    "containment-by-line",
    "Containment by line of business",
    "line_of_business",
    "containment_true",
    "containment_gross",
  ),
  byDay("queue-by-day", "Service level and abandonment by day", "service_level_20s", "abandonment"),
  byDay("callers-by-day", "First-call resolution and repeat callers by day", "first_call_resolution", "repeat_callers"),
  byDay("payments-by-day", "Payment success by day", "payment_success"),
  table(PAID, "Paid without an agent, by currency", "payment_currency", "payments_alone", "paid_alone"),
  crosses(
    "country-and-line",
    "Country and line of business",
    "country",
    "line_of_business",
    "calls",
    "containment_true",
    "abandonment",
  ),
];

const filters = [...readersFilters, known("payment_currency", PAID)];
const controls = filters.flatMap(({ control }) => control ?? []);
const RESPONSIVE = { ScreenCanvasSizeOptions: { ResizeOption: "RESPONSIVE" } } as const;

/**
 * The dashboard, as QuickSight's own interface writes it: what `aws quicksight describe-dashboard-definition`
 * answers has the same shape.
 */
export const dashboardDefinition = ({
  dataSetArn,
  ...figures
}: ReportFigures & { readonly dataSetArn: string }): DashboardVersionDefinition => ({
  DataSetIdentifierDeclarations: [{ Identifier: CONTACTS, DataSetArn: dataSetArn }],
  CalculatedFields: Object.values(measures).map((measure) => calculatedField(measure, figures)),
  FilterGroups: filters.map(({ group }) => group),
  Sheets: [
    {
      SheetId: SHEET,
      Name: "Phone system",
      ContentType: "INTERACTIVE",
      FilterControls: controls,
      Visuals: visuals.map(({ visual }) => visual),
      SheetControlLayouts: [{ Configuration: { GridLayout: { Elements: controlElements(controls.map(controlId)) } } }],
      Layouts: [{ Configuration: { GridLayout: { CanvasSizeOptions: RESPONSIVE, Elements: sheetElements(visuals) } } }],
    },
  ],
  AnalysisDefaults: {
    DefaultNewSheetConfiguration: {
      SheetContentType: "INTERACTIVE",
      InteractiveLayoutConfiguration: { Grid: { CanvasSizeOptions: RESPONSIVE } },
    },
  },
});

function controlId(control: FilterControl): string {
  return (
    Object.values(control as Readonly<Record<string, { readonly FilterControlId: string }>>)[0]?.FilterControlId ?? ""
  );
}

const SHEET_COLUMNS = 36;

const CONTROL_COLUMNS = 2;

/** The visuals one after the other, from left to right; a row of the sheet is as high as its highest visual. */
export function sheetElements(visuals: readonly PlacedVisual[]): GridLayoutElement[] {
  let column = 0;
  let row = 0;
  let height = 0;
  return visuals.map(({ id, columns, rows }) => {
    if (column + columns > SHEET_COLUMNS) {
      row += height;
      column = 0;
      height = 0;
    }
    const element = {
      ElementId: id,
      ElementType: "VISUAL" as const,
      ColumnIndex: column,
      ColumnSpan: columns,
      RowIndex: row,
      RowSpan: rows,
    };
    column += columns;
    height = Math.max(height, rows);
    return element;
  });
}

/** The filters' controls above the sheet, in one row of its twelve columns. */
export const controlElements = (ids: readonly string[]): GridLayoutElement[] =>
  ids.map((id, index) => ({
    ElementId: id,
    ElementType: "FILTER_CONTROL",
    ColumnIndex: index * CONTROL_COLUMNS,
    ColumnSpan: CONTROL_COLUMNS,
    RowIndex: 0,
    RowSpan: 1,
  }));
