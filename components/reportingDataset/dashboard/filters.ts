import type { FilterControl, FilterGroup } from "@aws-sdk/client-quicksight";
import { type ColumnName, dimensions } from "../sql";
import { column } from "./fields";

/** The one sheet of the dashboard. */
export const SHEET = "overview";

/** A filter of the sheet and the control that readers set it by. */
export interface SheetFilter {
  readonly group: FilterGroup;
  readonly control?: FilterControl;
}

const group = (id: string, filter: NonNullable<FilterGroup["Filters"]>[number], visuals?: string[]): FilterGroup => ({
  FilterGroupId: `group-${id}`,
  CrossDataset: "SINGLE_DATASET",
  Status: "ENABLED",
  Filters: [filter],
  ScopeConfiguration: {
    SelectedSheets: {
      SheetVisualScopingConfigurations: [
        {
          SheetId: SHEET,
          ...(visuals === undefined ? { Scope: "ALL_VISUALS" } : { Scope: "SELECTED_VISUALS", VisualIds: visuals }),
        },
      ],
    },
  },
});

const FIRST_LOOK_DAYS = 30;

const lastDays: SheetFilter = {
  group: group("day", {
    RelativeDatesFilter: {
      FilterId: "filter-day",
      Column: column("dt_date"),
      AnchorDateConfiguration: { AnchorOption: "NOW" },
      MinimumGranularity: "DAY",
      TimeGranularity: "DAY",
      RelativeDateType: "LAST",
      RelativeDateValue: FIRST_LOOK_DAYS,
      NullOption: "NON_NULLS_ONLY",
    },
  }),
  control: { RelativeDateTime: { FilterControlId: "control-day", Title: "Days", SourceFilterId: "filter-day" } },
};

function choice(name: ColumnName): SheetFilter {
  const title = `${name[0]?.toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;
  return {
    group: group(name, {
      CategoryFilter: {
        FilterId: `filter-${name}`,
        Column: column(name),
        Configuration: {
          FilterListConfiguration: { MatchOperator: "CONTAINS", SelectAllOptions: "FILTER_ALL_VALUES" },
        },
      },
    }),
    control: {
      Dropdown: {
        FilterControlId: `control-${name}`,
        Title: title,
        SourceFilterId: `filter-${name}`,
        Type: "MULTI_SELECT",
      },
    },
  };
}

/** Rows of a visual where a column says something. */
export const known = (name: ColumnName, visual: string): SheetFilter => ({
  group: group(
    `${name}-known`,
    {
      CategoryFilter: {
        FilterId: `filter-${name}-known`,
        Column: column(name),
        Configuration: {
          FilterListConfiguration: { MatchOperator: "DOES_NOT_CONTAIN", CategoryValues: ["none", "unset"] },
        },
      },
    },
    [visual],
  ),
});

/** What readers choose by: days, and every dimension of the report. */
export const readersFilters: readonly SheetFilter[] = [lastDays, ...dimensions.map(choice)];
