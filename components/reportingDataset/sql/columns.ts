import { MINOR_DIGITS } from "../../../handlers";
import { contactAttributes, type ContactAttributeName } from "../../../callFlows/contactAttributes";
import type { Column } from "./columnTypes";

const UNSET = "unset";

const attribute = (name: ContactAttributeName): string => `element_at(c.call_attributes, '${name}')`;
const flag = (...conditions: string[]): Pick<Column, "type" | "sql"> => ({
  type: "flag",
  sql: `CASE WHEN ${conditions.join(" AND ")} THEN 1 ELSE 0 END`,
});
const text = (sql: string): Pick<Column, "type" | "sql"> => ({ type: "text", sql });
const seconds = (sql: string): Pick<Column, "type" | "sql"> => ({ type: "whole", sql: `CAST(${sql} AS bigint)` });
const moment = (sql: string): Pick<Column, "type" | "sql"> => ({ type: "moment", sql });

const isCall = "c.is_call = 1";
const isQueued = "c.is_leg = 1 AND c.initiationmethod <> 'CALLBACK' AND c.queue.enqueuetimestamp IS NOT NULL";
const isHandled = "c.is_leg = 1 AND c.agent.connectedtoagenttimestamp IS NOT NULL";
/** Passed on: to another contact (a transfer, a callback) or to an outside number. */
const isPassedOn = "c.nextcontactid IS NOT NULL OR c.transferredtoendpoint.address IS NOT NULL";
const isIvrOnly = `${isCall} AND c.queue.enqueuetimestamp IS NULL AND c.agent.connectedtoagenttimestamp IS NULL AND NOT (${isPassedOn})`;
const hasCaller = `${isCall} AND c.caller_hash IS NOT NULL AND c.initiated_at IS NOT NULL`;
const isPaid = `${isCall} AND ${attribute("payment_result")} = 'approved'`;
const isPaidAlone = `${isPaid} AND c.call_is_handled = 0`;
const score = `try_cast(${attribute("survey_score")} AS bigint)`;

const currenciesOf = (digits: number): string =>
  Object.keys(MINOR_DIGITS)
    .filter((currency) => MINOR_DIGITS[currency] === digits)
    .map((currency) => `'${currency}'`)
    .join(", ");
const minorUnits = [...new Set(Object.values(MINOR_DIGITS))].map(
  (digits) => `WHEN ${attribute("payment_currency")} IN (${currenciesOf(digits)}) THEN ${10 ** digits}`,
);
const amount = `try_cast(${attribute("payment_amount")} AS double) / CASE ${minorUnits.join(" ")} ELSE 100 END`;

/**
 * The attributes that a report may know, each a column of its own name: the contract's, but for what says something
 * about a person.
 */
export const reportedAttributes = (Object.keys(contactAttributes) as ContactAttributeName[]).filter(
  (name): name is ReportedAttribute => !contactAttributes[name].personal,
);

type Contract = typeof contactAttributes;
export type ReportedAttribute = {
  [Name in ContactAttributeName]: Contract[Name]["personal"] extends true ? never : Name;
}[ContactAttributeName];

/** Attributes that are numbers stand once a call, on its first leg, so that sums count them once. */
const NUMBERS: Partial<Record<ReportedAttribute, Pick<Column, "type" | "sql">>> = {
  payment_amount: { type: "number", sql: `CASE WHEN ${isCall} THEN ${amount} END` },
  survey_score: { type: "whole", sql: `CASE WHEN ${isCall} THEN ${score} END` },
};

const attributeColumns = Object.fromEntries(
  reportedAttributes.map((name) => [
    name,
    {
      ...(NUMBERS[name] ?? text(`coalesce(${attribute(name)}, '${UNSET}')`)),
      meaning: `Of the call: ${contactAttributes[name].meaning}.`,
    },
  ]),
) as Readonly<Record<ContactAttributeName, Column>>;

/**
 * The columns of `contact_flat`, one row per contact, in their order: the one contract that the SQL, the
 * Athena view, the QuickSight dataset, the dashboard and the report on a laptop share. A call is a
 * chain of contacts; what is counted per call stands on its first leg, the contact that came in. An
 * attribute that was never set reads `unset`: a report shows it rather than hides it.
 */
export const columns = {
  contact_id: { ...text("c.contactid"), meaning: "The contact." },
  call_id: { ...text("c.call_id"), meaning: "The first contact of the chain: all legs of a call share it." },
  previous_contact_id: { ...text("c.previouscontactid"), meaning: "The leg before." },
  next_contact_id: { ...text("c.nextcontactid"), meaning: "The leg after." },
  channel: { ...text("c.channel"), meaning: "VOICE, CHAT, TASK or EMAIL." },
  initiation_method: { ...text("c.initiationmethod"), meaning: "How the contact began, such as INBOUND or CALLBACK." },
  disconnect_reason: { ...text("c.disconnectreason"), meaning: "How the contact ended." },
  initiated_at: { ...moment("c.initiated_at"), meaning: "When the contact began, UTC." },
  disconnected_at: { ...moment("c.disconnected_at"), meaning: "When the contact ended, UTC." },
  last_updated_at: { ...moment("c.last_updated_at"), meaning: "When the record was updated last, UTC." },
  contact_seconds: {
    ...seconds("date_diff('second', c.initiated_at, c.disconnected_at)"),
    meaning: "How long the contact lasted.",
  },
  ivr_seconds: {
    ...seconds("date_diff('second', c.initiated_at, coalesce(c.enqueued_at, c.disconnected_at))"),
    meaning: "How long until the contact was queued, or ended.",
  },
  queue_name: { ...text("c.queue.name"), meaning: "The queue the contact waited in." },
  queue_seconds: { ...seconds("c.queue.duration"), meaning: "How long it waited." },
  agent_username: { ...text("c.agent.username"), meaning: "The agent who answered." },
  talk_seconds: { ...seconds("c.agent.agentinteractionduration"), meaning: "How long agent and caller spoke." },
  hold_seconds: { ...seconds("c.agent.customerholdduration"), meaning: "How long the caller was on hold." },
  acw_seconds: {
    ...seconds("c.agent.aftercontactworkduration"),
    meaning: "How long the agent worked after the contact.",
  },
  handle_seconds: {
    ...seconds(
      `CASE WHEN ${isHandled} THEN coalesce(c.agent.agentinteractionduration, 0) + coalesce(c.agent.customerholdduration, 0) + coalesce(c.agent.aftercontactworkduration, 0) END`,
    ),
    meaning: "Talk, hold and after-contact work of a contact that an agent answered.",
  },
  caller_hash: {
    ...text("c.caller_hash"),
    meaning: "Stands for the caller's number: equal numbers, equal hashes. Empty when the number is withheld.",
  },
  dialed_number: { ...text("c.systemendpoint.address"), meaning: "The number the caller dialed." },
  ...attributeColumns,
  is_call: { ...flag(isCall), meaning: "A call came in with this contact: it is the first leg." },
  is_ivr_only: { ...flag(isIvrOnly), meaning: "The call ended in the IVR: not queued, not passed on, no callback." },
  is_contained: {
    ...flag(isIvrOnly, `${attribute("self_service")} <> 'none'`),
    meaning: "The call ended in the IVR, and the caller did there what they called for.",
  },
  is_personalized: {
    ...flag(isCall, `${attribute("personalization")} <> 'none'`),
    meaning: "The call was fitted to the caller.",
  },
  is_queued: { ...flag(isQueued), meaning: "The caller waited in a queue on the line; a callback waits without them." },
  is_handled: { ...flag(isHandled), meaning: "An agent answered." },
  is_answered_in_20s: {
    ...flag(isQueued, isHandled, "c.queue.duration <= 20"),
    meaning: "An agent answered within 20 seconds in the queue.",
  },
  is_abandoned: {
    ...flag(isQueued, "c.agent.connectedtoagenttimestamp IS NULL", `NOT (${isPassedOn})`),
    meaning: "The caller left the queue unanswered. Who asked for a callback, or was passed on, did not.",
  },
  has_caller: {
    ...flag(hasCaller),
    meaning: "The call can be told from those of other callers, and when it was: its number is not withheld.",
  },
  is_repeat: {
    ...flag(hasCaller, "c.initiated_at < c.call_before_at + interval '7' day"),
    meaning: "The same number had called within seven days before.",
  },
  is_resolved: {
    ...flag(hasCaller, "(c.call_after_at IS NULL OR c.call_after_at >= c.initiated_at + interval '7' day)"),
    meaning: "The same number did not call again within seven days.",
  },
  is_payment_tried: {
    ...flag(isCall, `${attribute("payment_result")} <> 'none'`),
    meaning: "The caller began to pay by card.",
  },
  is_paid: { ...flag(isPaid), meaning: "The payment was approved." },
  is_paid_alone: {
    ...flag(isPaidAlone),
    meaning: "The payment was approved, and no agent answered any leg of the call.",
  },
  paid_amount: {
    type: "number",
    sql: `CASE WHEN ${isPaidAlone} THEN ${amount} END`,
    meaning: "What was paid without an agent, in its currency.",
  },
  is_surveyed: { ...flag(isCall, `${score} IS NOT NULL`), meaning: "The caller answered the survey." },
  dt_date: {
    ...moment("date_parse(c.dt, '%Y-%m-%d')"),
    meaning: "The day the contact began, UTC: for look-back windows.",
  },
  dt: { ...text("c.dt"), meaning: "The day the contact began, UTC, yyyy-MM-dd: the partition." },
} as const satisfies Readonly<Record<string, Column>>;

export type ColumnName = keyof typeof columns;

/**
 * Columns that tell about one person, an agent or a caller; who reads the dataset needs them for nothing that it shows.
 */
export const personalColumns = ["agent_username", "caller_hash"] as const satisfies readonly ColumnName[];
