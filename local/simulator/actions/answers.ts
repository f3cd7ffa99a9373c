import type { Action, Json } from "connect-ivr/flow";
import { type Contact, frameOf, setSlot, type Slot } from "../contact";
import { idOf } from "../ids";
import { resolved, textOf } from "../resolve";
import type { World } from "../world";
import { error, type Executor, failed, next, value } from "./outcome";
import { sayAny } from "./prompts";
import { SimulatorError } from "../../shared/errors";

type Answer = Readonly<Record<string, unknown>>;

/**
 * What the world has scripted for a block, in the form of the namespace that it fills.
 * @throws SimulatorError where nothing, or no object, is scripted
 */
function answerOf({ identifier, type }: Action, contact: Contact, world: World, example: string): Answer {
  const { flow } = frameOf(contact);
  const answer = world.answer?.({ flow: flow.name, block: identifier, type });
  if (answer === null || typeof answer !== "object" || Array.isArray(answer))
    throw new SimulatorError(
      `What ${type} answers is not scripted. Answer ${flow.name}/${identifier} with ${example}, or force an error branch.`,
    );
  return answer as Answer;
}

/** What the customer of a bot does: the message, then the intent that the bot understands (reference 2.1). */
const lex: Executor = (action, contact, world) => {
  const { LexV2Bot: v2, LexBot: v1 } = action.parameters as {
    LexV2Bot?: { AliasArn?: Json };
    LexBot?: { Name?: Json };
  };
  if (textOf(v2?.AliasArn ?? v1?.Name, contact, world) === "") return failed;
  const milliseconds = sayAny(action, contact, world);
  if (milliseconds === undefined) return failed;
  contact.now += milliseconds;
  const answer = answerOf(action, contact, world, '{ "IntentName": "…", "Slots": { … } }');
  if (typeof answer["IntentName"] !== "string")
    throw new SimulatorError(`The answer of the bot has no IntentName. Give it one.`);
  setSlot(frameOf(contact), "Lex", answer);
  return action.conditions.length === 0 ? next : value(answer["IntentName"]);
};

/** Loads what is scripted into a namespace. */
const loads =
  (slot: Slot, example: string): Executor =>
  (action, contact, world) => {
    setSlot(frameOf(contact), slot, answerOf(action, contact, world, example));
    return next;
  };

/** Data tables have two namespaces, of which the next block clears both (reference 3.1). */
const loadsTable =
  (slot: "DataTables" | "DataTableList", example: string, within: (answer: Answer) => unknown): Executor =>
  (action, contact, world) => {
    const answer = within(answerOf(action, contact, world, example));
    clearTables(contact);
    setSlot(frameOf(contact), slot, answer);
    return next;
  };

function clearTables(contact: Contact): void {
  for (const slot of ["DataTables", "DataTableList"] as const) setSlot(frameOf(contact), slot, undefined);
}

/** Characters of customer profiles that a flow may hold (reference 1.9). */
const MAXIMUM_PROFILE = 14_000;
const loadsProfile: Executor = (action, contact, world) => {
  const profile = answerOf(action, contact, world, '{ "ProfileId": "…", … }');
  if (JSON.stringify(profile).length > MAXIMUM_PROFILE) return failed;
  setSlot(frameOf(contact), "Customer", profile);
  return next;
};
const caseLoads = loads("Case", '{ "case_id": "…", … }');

/** Changes what stands outside of the contact. */
const succeeds: Executor = () => next;

/** The agent answers one view after the other; without an answer the time runs out (reference 2.1). */
const showView: Executor = ({ identifier, parameters }, contact, world) => {
  if (contact.channel !== "CHAT")
    throw new SimulatorError(
      "A voice contact shows no view: its guide runs in a chat of its own, which the event hook DefaultAgentUI starts.",
    );
  const view = textOf((parameters["ViewResource"] as { Id?: Json } | null)?.Id, contact, world);
  if (view === "") return failed;
  const { flow } = frameOf(contact);
  world.shown?.({
    flow: flow.name,
    block: identifier,
    view,
    data: resolved(parameters["ViewData"] ?? {}, contact, world),
  });
  const shown = world.agent.views[contact.viewsShown];
  if (shown === undefined) {
    contact.now += Number(parameters["InvocationTimeLimitSeconds"]) * 1000;
    return error("TimeLimitExceeded");
  }
  contact.viewsShown++;
  setSlot(frameOf(contact), "Views", { Action: shown.action, ViewResultData: shown.data ?? {} });
  return value(shown.action);
};

const createWisdomSession: Executor = (action, contact, world) => {
  const assistant = textOf(action.parameters["WisdomAssistantArn"], contact, world);
  if (assistant === "") return failed;
  setSlot(frameOf(contact), "Wisdom", {
    SessionArn: `${assistant.replace(":assistant/", ":session/")}/${idOf(`session ${contact.id} ${contact.now}`)}`,
  });
  return next;
};

export const answerActions: Readonly<Record<string, Executor>> = {
  ConnectParticipantWithLexBot: lex,
  EvaluateDataTableValues: loadsTable("DataTables", '{ "<query>": { "<attribute>": "…" } }', (answer) => answer),
  ListDataTableValues: loadsTable("DataTableList", '{ "primaryKeyGroups": { … } }', (ResultData) => ({ ResultData })),
  UpsertDataTableValues: (_action, contact) => {
    clearTables(contact);
    return next;
  },
  GetCustomerProfile: loadsProfile,
  GetCustomerProfileObject: loadsProfile,
  GetCalculatedAttributesForCustomerProfile: loadsProfile,
  CreateCustomerProfile: loadsProfile,
  UpdateCustomerProfile: succeeds,
  AssociateContactToCustomerProfile: succeeds,
  GetCase: caseLoads,
  CreateCase: caseLoads,
  UpdateCase: succeeds,
  CreateWisdomSession: createWisdomSession,
  ShowView: showView,
};
