import type { MenuRow, Route } from "./rows";
import { EXHAUSTED, GREATEST_CHOICES, NONE, STAYING_TYPES } from "./contracts";
import {
  type Answer,
  answer,
  fill,
  type LookupEvent,
  type LookupHandler,
  parameter,
  quoted,
  requireParameter,
  RowMissing,
  type Tables,
} from "./shared/lookup";
import { own } from "./shared/own";

/**
 * Resolves what lies behind a key of a menu. The service writes `Timeout` when the caller pressed
 * nothing. A key without a route is the caller's slip, not a failure: it answers `invalid`.
 */
export const resolveRoute: LookupHandler = async (event, { tables }) => {
  const menu = requireParameter(event, "menu");
  const pressed = parameter(event, "key") ?? "Timeout";
  const key = pressed === "Timeout" ? "timeout" : pressed;
  // Callers slip seldom, so each slip may have the menu read again: the key may be one that a release added.
  const row = existing(await tables.menu(menu, ({ routes }) => own(routes, key) !== undefined), menu);
  try {
    return await answerFrom(row, { menu, key }, event, tables);
  } catch (error) {
    if (!(error instanceof RowMissing)) throw error;
    // The environment has no such target any more, or never had it: the menu that names it may be the outdated one.
    const newer = existing(await tables.menu(menu, (known) => known !== row), menu);
    if (newer === row) throw error;
    return answerFrom(newer, { menu, key }, event, tables);
  }
};

function existing(row: MenuRow | undefined, menu: string): MenuRow {
  if (row === undefined) throw new RowMissing(`The routing table has no menu ${quoted(menu)}.`);
  return row;
}

async function answerFrom(
  row: MenuRow,
  { menu, key }: { readonly menu: string; readonly key: string },
  event: LookupEvent,
  tables: Tables,
): Promise<Answer> {
  const menuPath = parameter(event, "menuPath") ?? NONE;
  const route = own(row.routes, key);
  const about = { usual: row.usual ?? menu, overdueMenu: row.overdue ?? NONE };
  const nowhere = { target: menu, targetArn: NONE, reason: NONE, menuPath, overdue: "no", ...about };
  if (route === undefined) return answer(event, { type: "invalid", ...nowhere });
  const values = { language: parameter(event, "language"), country: parameter(event, "country") };
  const overdue = parameter(event, "accountState") === "overdue" ? route.overdue : undefined;
  const target = fill(fill(overdue ?? route.target, { queue: parameter(event, "queue") }), values);
  const backToItself = route.type === "menu" && target === menu;
  const choices = choicesIn(menuPath);
  const leadsOn = !backToItself && STAYING_TYPES.some((type) => type === route.type);
  if (leadsOn && choices.length >= mostChoices(event)) return answer(event, { type: EXHAUSTED, ...nowhere });
  const targetArn = await arnOf(route, target, requireParameter(event, "environment"), tables);
  return answer(event, {
    type: !backToItself ? route.type : key === "timeout" ? "silence" : "repeat",
    target,
    targetArn,
    reason: route.reason,
    menuPath: backToItself ? menuPath : [...choices, `${menu}>${key}`].slice(-GREATEST_CHOICES).join(">"),
    overdue: overdue === undefined ? "no" : "yes",
    ...about,
  });
}

/** The menus and keys of a way through the menus, menu by menu. */
function choicesIn(menuPath: string): string[] {
  const steps = menuPath === NONE ? [] : menuPath.split(">");
  return steps.flatMap((menu, index) => (index % 2 === 0 ? [`${menu}>${steps[index + 1] ?? ""}`] : []));
}

/** How many choices a call may have: without a limit two menus that lead to each other are an endless call. */
const mostChoices = (event: LookupEvent): number => Number(parameter(event, "mostChoices") ?? Infinity);

const MAPS = { flow: "flows", module: "modules", queue: "queues", callback: "queues" } as const;

async function arnOf({ type }: Route, target: string, environment: string, tables: Tables): Promise<string> {
  if (type === "menu" || type === "number") return NONE;
  const map = MAPS[type];
  const row = await tables.environment(environment, (known) => own(known[map], target) !== undefined);
  if (row === undefined) throw new RowMissing("The environments table has no row for the call's environment.");
  const arn = own(row[map], target);
  if (arn === undefined) throw new RowMissing(`The environment has no ${type} ${quoted(target)}.`);
  return arn;
}
