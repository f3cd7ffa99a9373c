import type { EnvironmentRow, Route } from "./rows";
import { NONE } from "./contracts";
import { answer, fill, type LookupHandler, parameter, requireParameter, RowMissing } from "./shared/lookup";

/**
 * Resolves what lies behind a key of a menu. The service writes `Timeout` when the caller pressed
 * nothing. A key without a route is the caller's slip, not a failure: it answers `invalid`.
 */
export const resolveRoute: LookupHandler = async (event, { tables }) => {
  const menu = requireParameter(event, "menu");
  const pressed = parameter(event, "key") ?? "Timeout";
  const key = pressed === "Timeout" ? "timeout" : pressed;
  const menuPath = parameter(event, "menuPath") ?? NONE;
  const row = await tables.menu(menu);
  if (row === undefined) throw new RowMissing(`The routing table has no menu ${menu}.`);
  const route = row.routes[key];
  const usual = row.usual ?? menu;
  if (route === undefined)
    return answer(event, {
      type: "invalid",
      target: menu,
      targetArn: NONE,
      reason: NONE,
      menuPath,
      overdue: "no",
      usual,
    });
  const values = { language: parameter(event, "language"), country: parameter(event, "country") };
  const overdue = parameter(event, "accountState") === "overdue" ? route.overdue : undefined;
  const target = fill(fill(overdue ?? route.target, { queue: parameter(event, "queue") }), values);
  const backToItself = route.type === "menu" && target === menu;
  const environment = requireParameter(event, "environment");
  const targetArn = await arnOf(route, target, () => tables.environment(environment));
  return answer(event, {
    type: !backToItself ? route.type : key === "timeout" ? "silence" : "repeat",
    target,
    targetArn,
    reason: route.reason,
    menuPath: backToItself ? menuPath : longer(menuPath, `${menu}>${key}`),
    overdue: overdue === undefined ? "no" : "yes",
    usual,
  });
};

/** More choices than a caller makes on purpose: what went before is of no use to an agent. */
const LONGEST_PATH = 10;

function longer(path: string, choice: string): string {
  const choices = path === NONE ? [] : (path.match(/[^>]+>[^>]+/g) ?? []);
  return [...choices, choice].slice(-LONGEST_PATH).join(">");
}

const MAPS = { flow: "flows", module: "modules", queue: "queues", callback: "queues" } as const;

async function arnOf(route: Route, target: string, load: () => Promise<EnvironmentRow | undefined>): Promise<string> {
  if (route.type === "menu" || route.type === "number") return NONE;
  const row = await load();
  if (row === undefined) throw new RowMissing("The environments table has no row for the call's environment.");
  const arn = row[MAPS[route.type]][target];
  if (arn === undefined) throw new RowMissing(`The environment has no ${route.type} ${target}.`);
  return arn;
}
