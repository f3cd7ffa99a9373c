import type { RowSetArgs, TableRowArgs } from "./args";

/** The keys of the tables of rows. */
export const ROUTING_KEYS = ["key"];
export const PROMPT_KEYS = ["language", "promptSet"];

/** Voices and prompts, a group for each language. */
export const promptRowSet = (rows: readonly TableRowArgs[]): RowSetArgs => ({
  keys: PROMPT_KEYS,
  groups: grouped(rows, ({ language }) => String(language)),
  keptMaps: ["prompts"],
});

/** Dialed numbers, a group for each country; menus; known callers. */
export const routingRowSet = (rows: readonly TableRowArgs[]): RowSetArgs => ({
  keys: ROUTING_KEYS,
  groups: grouped(rows, ({ key, country }) => {
    const kind = String(key).split("#")[0] as string;
    return country === undefined ? `${kind}s` : `${kind}s ${country}`;
  }),
});

function grouped(
  rows: readonly TableRowArgs[],
  groupOf: (row: TableRowArgs) => string,
): Record<string, TableRowArgs[]> {
  const groups = new Map<string, TableRowArgs[]>();
  for (const row of rows) {
    const group = groups.get(groupOf(row));
    if (group === undefined) groups.set(groupOf(row), [row]);
    else group.push(row);
  }
  return Object.fromEntries([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
}
