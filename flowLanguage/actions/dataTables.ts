import type { Block, Json } from "../block";
import { type Exits, given, step } from "./exits";
import { list, needed, object, oneOf, optional, required, TRUE_FALSE } from "./parameters";
import { type ActionSpec, documentedErrors, flowTypes } from "./spec";

const consoleExport = {
  source: "2.7 [A][C]: console exports, not confirmed by a publication",
  grade: "documented",
  branches: () => documentedErrors("NoMatchingError"),
  next: "required",
  flowTypes: flowTypes.all,
  clears: ["DataTables", "DataTableList"],
} as const;

const named = { Name: required("any"), Value: required("any") };
const key = needed(list(object(named)));

export const dataTableSpecs: Record<string, ActionSpec> = {
  EvaluateDataTableValues: {
    ...consoleExport,
    parameters: {
      DataTableId: required("path"),
      Queries: needed(
        list(
          object({
            QueryName: required("static"),
            Attributes: needed(list(optional("any"), 1)),
            PrimaryValues: list(object({ AttributeName: required("any"), Value: required("any") })),
          }),
          1,
          5,
        ),
      ),
    },
    results: () => ["DataTables"],
  },
  ListDataTableValues: {
    ...consoleExport,
    parameters: {
      DataTableId: required("path"),
      PrimaryKeyGroups: list(object({ PrimaryKeyGroupName: required("static"), PrimaryValues: key }), 0, 5),
    },
    results: () => ["DataTableList"],
  },
  UpsertDataTableValues: {
    ...consoleExport,
    parameters: {
      LockVersion: required("static", oneOf("LATEST")),
      DataTableId: required("path"),
      DataTableUpsertAttributes: needed(
        list(
          object({
            PrimaryKeyGroupName: required("static"),
            PrimaryValues: key,
            Attributes: needed(
              list(
                object({
                  Name: required("any"),
                  Value: optional("any"),
                  UseDefaultValue: optional("static", TRUE_FALSE),
                }),
                1,
                25,
              ),
            ),
          }),
          1,
          5,
        ),
      ),
    },
  },
};

/** The primary values that pick a row: attribute to value, which may mix text and references. */
export type RowKey = Readonly<Record<string, string>>;

const keyOf = (row: RowKey): Json => Object.entries(row).map(([Name, Value]) => ({ Name, Value }));

/** A row to read, and which attributes of it. */
export interface DataTableQuery {
  readonly attributes: readonly [string, ...string[]];
  readonly row: RowKey;
}

/**
 * Reads single values of a data table, up to five rows; `dataTableValue(query, attribute)` reads them.
 * @param queries by name; a name may occur once in a flow
 */
export const evaluateDataTable = <const T extends string>(
  tableId: string,
  queries: Readonly<Record<string, DataTableQuery>>,
  to: Exits<T>,
): Block<T> =>
  step(
    "EvaluateDataTableValues",
    {
      DataTableId: tableId,
      Queries: Object.entries(queries).map(([QueryName, { attributes, row }]) => ({
        QueryName,
        Attributes: attributes,
        PrimaryValues: Object.entries(row).map(([AttributeName, Value]) => ({ AttributeName, Value })),
      })),
    },
    to,
  );

/**
 * Reads whole rows of a data table, up to 32 KB, into `$.DataTableList`.
 * @param groups rows by the name of a group, five at most; none reads every row
 */
export const listDataTable = <const T extends string>(
  tableId: string,
  groups: Readonly<Record<string, RowKey>>,
  to: Exits<T>,
): Block<T> =>
  step(
    "ListDataTableValues",
    given({
      DataTableId: tableId,
      PrimaryKeyGroups:
        Object.keys(groups).length === 0
          ? undefined
          : Object.entries(groups).map(([PrimaryKeyGroupName, row]) => ({
              PrimaryKeyGroupName,
              PrimaryValues: keyOf(row),
            })),
    }),
    to,
  );

/** A row to write, and the values of its attributes; `undefined` writes the attribute's default. */
export interface DataTableWrite {
  readonly row: RowKey;
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** Writes rows of a data table, by the name of a group: 25 values at most. */
export const upsertDataTable = <const T extends string>(
  tableId: string,
  writes: Readonly<Record<string, DataTableWrite>>,
  to: Exits<T>,
): Block<T> =>
  step(
    "UpsertDataTableValues",
    {
      LockVersion: "LATEST",
      DataTableId: tableId,
      DataTableUpsertAttributes: Object.entries(writes).map(([PrimaryKeyGroupName, { row, values }]) => ({
        PrimaryKeyGroupName,
        PrimaryValues: keyOf(row),
        Attributes: Object.entries(values).map(([Name, Value]): Json =>
          Value === undefined ? { Name, UseDefaultValue: "True" } : { Name, Value },
        ),
      })),
    },
    to,
  );
