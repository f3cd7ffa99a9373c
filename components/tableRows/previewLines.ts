import { textHash } from "../../handlers/rowWriter/rowText";
import type { RowGroup } from "../../handlers/rowWriter/rowContent";

/** A preview stays readable: so many lines, and one for what is beyond. */
const MOST_LINES = 60;

/** What a preview shows of the rows: a line a group, which changes when the group does. */
export function previewLines(groups: readonly RowGroup[]): Record<string, string> {
  const shown = groups.length > MOST_LINES ? groups.slice(0, MOST_LINES - 1) : groups;
  const beyond = groups.slice(shown.length);
  return {
    ...Object.fromEntries(shown.map(({ name, rows, hash }) => [name, `${counted(rows)}, ${hash}`])),
    ...(beyond.length > 0 && {
      [`${beyond.length} further groups`]: `${counted(beyond.reduce((sum, { rows }) => sum + rows, 0))}, ${textHash(beyond.map(({ hash }) => hash).join("\n"))}`,
    }),
  };
}

const counted = (rows: number): string => (rows === 1 ? "1 row" : `${rows} rows`);
