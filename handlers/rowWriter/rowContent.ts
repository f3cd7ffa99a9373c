import { type Row, textHash } from "./rowText";

/** Rows that belong together, such as the prompts of a language, in a file of one row a line. */
export interface RowGroup {
  readonly name: string;
  readonly file: string;
  readonly rows: number;
  /** Of all lines. */
  readonly hash: string;
}

/** What lies beside the function: the file `rows/index.json`. */
export interface RowIndex {
  /** Of all groups: what a deployment asks the function to write. */
  readonly release: string;
  /** The attributes that make the key of the table, one or two. */
  readonly keys: readonly string[];
  /** Maps of a row whose entries stay until the sweep, because flows of before still ask for them. */
  readonly keptMaps: readonly string[];
  readonly groups: readonly RowGroup[];
}

/** The folder of the index and the groups, in the package of the function. */
export const ROW_FOLDER = "rows";
export const INDEX_FILE = "index.json";

/** The rows that a function was deployed with. They may be too many to hold at once: they are read group by group. */
export interface RowContent {
  readonly index: RowIndex;
  /** Each row with the hash of its text. */
  read(group: RowGroup): Iterable<{ readonly row: Row; readonly hash: string }>;
}

/** @param text of a file in the folder of the rows */
export const rowContent = (text: (file: string) => string): RowContent => ({
  index: JSON.parse(text(INDEX_FILE)) as RowIndex,
  *read({ file }) {
    for (const line of text(file).split("\n"))
      if (line !== "") yield { row: JSON.parse(line) as Row, hash: textHash(line) };
  },
});

/** The key of a row as one text. No key holds a line break. */
export const keyText = (keys: readonly string[], row: Row): string => keys.map((key) => String(row[key])).join("\n");

/** The key of a row from its text. */
export const keyOf = (keys: readonly string[], text: string): Row => {
  const parts = text.split("\n");
  return Object.fromEntries(keys.map((key, index) => [key, parts[index]]));
};

/** The attributes of a row that are its key. */
export const keyOfRow = (keys: readonly string[], row: Row): Row =>
  Object.fromEntries(keys.map((key) => [key, row[key]]));
