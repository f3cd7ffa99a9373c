import { NAMED_FLOWS, NAMED_MODULES, NONE } from "./contracts";
import type { EnvironmentRow } from "./rows";
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
  sufficientFor,
} from "./shared/lookup";
import { own } from "./shared/own";

/** Looks up ARNs of the call's environment by logical key, and the security key of its instance. */
export const getEnvironment: LookupHandler = async (event, { tables }) => {
  const answerOf = (row: EnvironmentRow): Answer => answerFrom(row, event);
  const row = await tables.environment(requireParameter(event, "environment"), sufficientFor(answerOf));
  if (row === undefined) throw new RowMissing("The environments table has no row for the call's environment.");
  return answerOf(row);
};

/**
 * A number to show and a security key may be absent: `none` is an answer, and no reason to read the row again. Else an
 * environment without them would be read for every call; so a release that adds them is noticed within a minute, like
 * any value that it changes, and until then callers do without, which is no failure.
 */
function answerFrom(row: EnvironmentRow, event: LookupEvent): Answer {
  const arnOf = (kind: string, map: Readonly<Record<string, string>>, logicalKey: string): string => {
    const key = fill(logicalKey, { language: parameter(event, "language"), country: parameter(event, "country") });
    const arn = own(map, key);
    if (arn === undefined) throw new RowMissing(`The environment ${row.environment} has no ${kind} ${quoted(key)}.`);
    return arn;
  };
  const named = (kind: string, map: Readonly<Record<string, string>>, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [`${name}Arn`, () => arnOf(kind, map, name)]));
  return answer(event, {
    instanceArn: row.instanceArn,
    defaultQueueArn: () => arnOf("queue", row.queues, row.defaultQueue),
    flowArn: () => arnOf("flow", row.flows, requireParameter(event, "flow")),
    moduleArn: () => arnOf("module", row.modules, requireParameter(event, "module")),
    queueArn: () => arnOf("queue", row.queues, requireParameter(event, "queue")),
    hoursArn: () => arnOf("hours", row.hours, requireParameter(event, "hours")),
    viewArn: () => arnOf("view", row.views, requireParameter(event, "view")),
    callerIdArn: () => own(row.callerIds, requireParameter(event, "country")) ?? NONE,
    securityKeyId: row.security?.keyId ?? NONE,
    securityCertificate: row.security?.certificate ?? NONE,
    ...named("flow", row.flows, NAMED_FLOWS),
    ...named("module", row.modules, NAMED_MODULES),
  });
}
