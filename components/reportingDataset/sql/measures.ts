import type { ColumnName } from "./columns";

/** What a report is told beside the records. */
export interface ReportFigures {
  /** What a contact costs that an agent handles, in the company's own currency. */
  readonly costPerAgentContact: number;
}

/** A sum of a column, as it is, over the sum of another, or times what the report is told. */
export interface Formula {
  readonly sum: ColumnName;
  readonly over?: ColumnName;
  readonly times?: keyof ReportFigures;
}

export type Unit = "calls" | "payments" | "share" | "seconds" | "money" | "points";

export interface Measure {
  readonly title: string;
  /**
   * `share` is a fraction of 1; `points` are those of the survey, 1 to 5; `money` is in the company's currency unless
   * `perCurrency`.
   */
  readonly unit: Unit;
  /** What it says and where its rule comes from. */
  readonly meaning: string;
  readonly formula: Formula;
  /** Sums of different currencies are no sum: only rows of one `payment_currency` may be added. */
  readonly perCurrency?: true;
}

/** The figures of a report over rows of `contact_flat`, each formula written here and nowhere else. */
export const measures = {
  calls: {
    title: "Calls",
    unit: "calls",
    meaning: "Calls that came in. Transfers and callbacks belong to their call and are not counted again.",
    formula: { sum: "is_call" },
  },
  containment_gross: {
    title: "Containment, gross",
    unit: "share",
    meaning:
      "Calls that ended in the IVR: not queued, not passed on, no callback. Callers who gave up count as contained; true containment leaves them out.",
    formula: { sum: "is_ivr_only", over: "is_call" },
  },
  containment_true: {
    title: "Containment, true",
    unit: "share",
    meaning: "Calls that ended in the IVR after the caller had done there what they called for.",
    formula: { sum: "is_contained", over: "is_call" },
  },
  cost_avoided: {
    title: "Cost avoided",
    unit: "money",
    meaning: "Truly contained calls, each at the cost of a contact that an agent handles.",
    formula: { sum: "is_contained", times: "costPerAgentContact" },
  },
  queued: {
    title: "Queued",
    unit: "calls",
    meaning: "Times a caller waited in a queue on the line.",
    formula: { sum: "is_queued" },
  },
  abandonment: {
    title: "Abandonment",
    unit: "share",
    meaning:
      "Callers who left a queue unanswered, of those queued. A callback or a transfer is no abandonment (Amazon Connect's own rule).",
    formula: { sum: "is_abandoned", over: "is_queued" },
  },
  service_level_20s: {
    title: "Service level, 20 s",
    unit: "share",
    meaning:
      "Callers whom an agent answered within 20 seconds in the queue, of those queued. Amazon Connect's console counts everyone who left the queue within the time, abandoned too.",
    formula: { sum: "is_answered_in_20s", over: "is_queued" },
  },
  average_handle_time: {
    title: "Average handle time",
    unit: "seconds",
    meaning: "Talk, hold and after-contact work of the contacts that agents answered.",
    formula: { sum: "handle_seconds", over: "is_handled" },
  },
  first_call_resolution: {
    title: "First-call resolution",
    unit: "share",
    meaning:
      "Calls after which the same number did not call again within seven days, of the calls whose number is known. The last seven days are provisional.",
    formula: { sum: "is_resolved", over: "has_caller" },
  },
  repeat_callers: {
    title: "Repeat callers",
    unit: "share",
    meaning: "Calls from a number that had called within the seven days before, of the calls whose number is known.",
    formula: { sum: "is_repeat", over: "has_caller" },
  },
  personalization: {
    title: "Personalised calls",
    unit: "share",
    meaning: "Calls that were fitted to the caller: greeted by name, or offered first to pay what is overdue.",
    formula: { sum: "is_personalized", over: "is_call" },
  },
  payments_alone: {
    title: "Payments without an agent",
    unit: "payments",
    meaning: "Card payments approved in calls that no agent answered.",
    formula: { sum: "is_paid_alone" },
  },
  payment_success: {
    title: "Payment success",
    unit: "share",
    meaning: "Card payments approved, of those that callers began.",
    formula: { sum: "is_paid", over: "is_payment_tried" },
  },
  paid_alone: {
    title: "Paid without an agent",
    unit: "money",
    meaning: "What callers paid by card in calls that no agent answered, in the currency of the payment.",
    formula: { sum: "paid_amount" },
    perCurrency: true,
  },
  survey_average: {
    title: "Survey",
    unit: "points",
    meaning: "Mean of the callers' answers to the survey, 1 to 5.",
    formula: { sum: "survey_score", over: "is_surveyed" },
  },
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof measures;

/** By what a report breaks its figures down, beside the day. */
export const dimensions = [
  "country",
  "language",
  "line_of_business",
  "environment",
] as const satisfies readonly ColumnName[];
