import type { DashboardVersionDefinition, FilterControl } from "@aws-sdk/client-quicksight";
import { measures, type ReportFigures } from "../sql";
import { calculatedField, CONTACTS } from "./fields";
import { known, readersFilters, SHEET } from "./filters";
import { controlElements, sheetElements } from "./layout";
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
