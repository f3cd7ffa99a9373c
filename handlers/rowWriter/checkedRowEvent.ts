import { fieldsOf, isAbsent, isText, malformed } from "../shared/malformedEvent";
import type { RowEvent } from "./writeRows";

/** Names of tables have 255 characters at most; of components and releases nobody makes longer ones. */
const LONGEST_NAME = 255;
const TASKS: readonly unknown[] = ["write", "claim"] satisfies RowEvent["task"][];
const ACTIONS: readonly unknown[] = ["create", "update", "delete"] satisfies NonNullable<RowEvent["tf"]>["action"][];

/** @throws MalformedEvent for what no deployment sends */
export function checkedRowEvent(event: unknown): RowEvent {
  const { task, table, release, component, everyRow, tf } = fieldsOf(event, "it is no object");
  if (!TASKS.includes(task)) throw malformed("task");
  if (!isText(table, LONGEST_NAME)) throw malformed("table");
  if (!isAbsent(release) && !isText(release, LONGEST_NAME)) throw malformed("release");
  if (!isAbsent(component) && !isText(component, LONGEST_NAME)) throw malformed("component");
  if (!isAbsent(everyRow) && typeof everyRow !== "boolean") throw malformed("everyRow");
  if (!isAbsent(tf) && !ACTIONS.includes(fieldsOf(tf, "tf")["action"])) throw malformed("tf");
  return event as RowEvent;
}
