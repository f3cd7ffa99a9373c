export { columns, type ColumnName, personalColumns, reportedAttributes } from "./columns";
export { type Column, type ColumnType, columnTypes } from "./columnTypes";
export {
  dimensions,
  type Formula,
  type Measure,
  type MeasureName,
  measures,
  type ReportFigures,
  type Unit,
} from "./measures";
export {
  contactFlatSql,
  contactLatestSql,
  flatFromRecordsSql,
  measureSql,
  measuresSql,
  type RecordsQuery,
} from "./queries";
export { DAY_PARTITION, type FieldType, hiveType, recordColumns, RECORDS_TABLE } from "./recordColumns";
