import type { Block, Condition, Json } from "../block";
import { given } from "./exits";
import { list, needed, object, oneOf, optional, required, wholeNumber } from "./parameters";
import type { ActionSpec } from "./spec";

export const viewSpecs: Record<string, ActionSpec> = {
  ShowView: {
    source: "2.0, 2.1 [D][L1]",
    channels: ["CHAT"],
    parameters: {
      // Version: only the documentation has it, the service wants it in the ARN.
      ViewResource: needed(object({ Id: required("path") })),
      InvocationTimeLimitSeconds: required("static", wholeNumber(1, 604_800)),
      ViewData: optional("nested"),
      SensitiveDataConfiguration: object({
        HideResponseOn: needed(list(optional("static", oneOf("TRANSCRIPT")), 1), "documented"),
      }),
    },
    branches: () => ({ required: ["NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"] }),
    conditions: () => ({ operators: ["Equals"] }),
    next: "required",
    flowTypes: ["CONTACT_FLOW", "CUSTOMER_QUEUE"],
    results: () => ["Views"],
    waits: true,
  },
};

/**
 * Shows a step of a guide to the agent (or the customer of a chat) and waits for what they do;
 * `view.…` reads it. It runs in the guide's own chat contact, which the hook `DefaultAgentUI` starts.
 * @param viewId the ARN of the view with its version: `…:$LATEST`, or `:1` for one of the service's own
 * @param data what the view shows; values keep their JSON types
 * @param to a target for each action of the view, for any other, for no answer in time, and for a failure
 * @param options how long to wait (default 400 seconds), and whether the answer is kept out of the transcript
 */
export const showView = <const T extends string>(
  viewId: string,
  data: { readonly [name: string]: Json },
  to: { readonly actions: Readonly<Record<string, T>>; readonly otherwise: T; readonly timeout: T; readonly error: T },
  options: { readonly seconds?: number; readonly sensitive?: boolean } = {},
): Block<T> => ({
  type: "ShowView",
  parameters: given({
    ViewResource: { Id: viewId },
    InvocationTimeLimitSeconds: String(options.seconds ?? 400),
    ViewData: data,
    SensitiveDataConfiguration: options.sensitive ? { HideResponseOn: ["TRANSCRIPT"] } : undefined,
  }),
  next: to.otherwise,
  errors: { NoMatchingCondition: to.otherwise, NoMatchingError: to.error, TimeLimitExceeded: to.timeout },
  conditions: Object.entries(to.actions).map(([operand, next]): Condition<T> => ({
    operator: "Equals",
    operand,
    next,
  })),
});
