import type { Block } from "../block";
import type { Reference } from "../references";
import { type Exits, given, type OnlyOne, step } from "./exits";
import { atMostOne, optional, required, textMap, wholeNumber } from "./parameters";
import { type ActionSpec, anyError, flowTypes } from "./spec";

const SIX_DAYS = 518_400;

export const taskSpecs: Record<string, ActionSpec> = {
  CreateTask: {
    source: "2.0, 2.6 [D][X]",
    parameters: {
      ContactFlowId: required("path"),
      Name: required("any"),
      Description: optional("any"),
      Attributes: textMap(),
      References: optional("nested"),
      DelaySeconds: optional("path", wholeNumber(1, SIX_DAYS)),
      ScheduledTime: optional("any"),
      TaskTemplateId: optional("static"),
    },
    choices: [{ ...atMostOne("DelaySeconds", "ScheduledTime"), grade: "documented" }],
    branches: anyError,
    next: "required",
    flowTypes: flowTypes.all,
  },
};

/** A task for an agent; texts may mix text and references. */
export interface Task {
  /** The flow that routes the task. */
  readonly flow: Reference;
  readonly name: string;
  readonly description?: string;
  /** Contact attributes of the task. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** When it is due: so many seconds from now (six days at most), or a time. Default: at once. */
  readonly due?: OnlyOne<{ readonly inSeconds: number; readonly at: string }>;
  readonly templateId?: string;
}

/** Makes a task; `system.taskContactId` reads its contact. */
export const createTask = <const T extends string>(
  { flow, name, description, attributes, due, templateId }: Task,
  to: Exits<T>,
): Block<T> =>
  step(
    "CreateTask",
    given({
      ContactFlowId: flow,
      Name: name,
      Description: description,
      Attributes: attributes,
      DelaySeconds: due?.inSeconds === undefined ? undefined : String(due.inSeconds),
      ScheduledTime: due?.at,
      TaskTemplateId: templateId,
    }),
    to,
  );
