import type { GridLayoutElement } from "@aws-sdk/client-quicksight";
import type { PlacedVisual } from "./visuals";

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
