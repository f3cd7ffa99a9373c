import type { Action, Json } from "connect-ivr/flow";
import { everyText, maskDigits, maskKeys } from "connect-ivr/internal/handlers/shared/maskDigits";
import type { Outcome } from "./actions/outcome";
import { type Contact, frameOf } from "./contact";
import { resolved } from "./resolve";
import type { FlowLogRecord } from "./observed";
import type { World } from "./world";
type Fields = { readonly [key: string]: Json };
/** The parameters of a block as its log line has them; several where the block writes several lines. */
type Logged = readonly [name: string, lines: (parameters: Fields, contact: Contact) => readonly Fields[]];

const one =
  (fields: (parameters: Fields, contact: Contact) => Fields): Logged[1] =>
  (parameters, contact) => [fields(parameters, contact)];
const same = one((parameters) => parameters);
/** Seconds of a flow are milliseconds in its log. */
const milliseconds = (seconds: Json | undefined): string => String(Number(seconds) * 1000);
const spoken = ({ voice }: Contact): Fields => ({ Voice: voice.voice, Engine: voice.engine });
const messageOf = ({ Text, SSML, PromptId, Media }: Fields): Fields =>
  Object.fromEntries(
    Object.entries({ Text: Text ?? SSML, PromptId, Media }).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined,
    ),
  );
const pairs = (map: Json | undefined, value: (json: Json) => Json): Fields[] =>
  Object.entries((map ?? {}) as Fields).map(([Key, json]) => ({ Key, Value: value(json) }));

/**
 * The names and parameters of which lines of a real log are known; of the others no line was seen, so they are written
 * as they stand.
 */
const BLOCKS: Readonly<Record<string, Logged>> = {
  UpdateFlowLoggingBehavior: [
    "SetLoggingBehavior",
    one(({ FlowLoggingBehavior: behavior }) => ({ LoggingBehavior: behavior === "Enabled" ? "Enable" : "Disable" })),
  ],
  UpdateContactTextToSpeechVoice: [
    "SetVoice",
    one(({ TextToSpeechVoice: voice, TextToSpeechEngine: engine }) => ({
      Voice: voice ?? "",
      Engine: engine ?? "Standard",
    })),
  ],
  MessageParticipant: ["PlayPrompt", one((parameters, contact) => ({ ...messageOf(parameters), ...spoken(contact) }))],
  ConnectParticipantWithLexBot: [
    "GetUserInput",
    one((parameters, contact) => ({
      ...messageOf(parameters),
      BotAliasArn: (parameters["LexV2Bot"] as Fields | undefined)?.["AliasArn"] ?? "",
      ...spoken(contact),
    })),
  ],
  UpdateContactAttributes: ["SetAttributes", ({ Attributes: attributes }) => pairs(attributes, (value) => value)],
  UpdateFlowAttributes: [
    "SetAttributes",
    ({ FlowAttributes: attributes }) => pairs(attributes, (json) => (json as Fields)["Value"] ?? ""),
  ],
  Compare: ["CheckAttribute", same],
  CheckHoursOfOperation: ["CheckHoursOfOperation", same],
  UpdateContactTargetQueue: ["SetQueue", one(({ QueueId, AgentId }) => ({ Queue: QueueId ?? AgentId ?? "" }))],
  UpdateContactEventHooks: ["SetContactFlow", one(({ EventHooks: hooks }) => hooks as Fields)],
  UpdateContactData: ["SetContactData", same],
  UpdateContactRecordingBehavior: ["SetRecordingBehavior", same],
  InvokeLambdaFunction: [
    "InvokeExternalResource",
    one(({ LambdaFunctionARN: arn, ResponseValidation: validation, InvocationTimeLimitSeconds: seconds }) => ({
      FunctionArn: arn ?? "",
      ResponseValidation: `ResponseType=${(validation as { ResponseType?: string } | undefined)?.ResponseType ?? "STRING_MAP"}`,
      TimeLimit: milliseconds(seconds),
    })),
  ],
  TransferContactToQueue: ["Transfer", same],
  TransferToFlow: ["Transfer", same],
  TransferParticipantToThirdParty: ["Transfer", same],
  Loop: ["Loop", same],
  EndFlowExecution: ["Resume", same],
  DisconnectParticipant: ["Disconnect", same],
};

const MENU = "GetUserInput";
const STORE = "StoreUserInput";
const keyInput = (parameters: Fields, contact: Contact): Fields => ({
  ...messageOf(parameters),
  Timeout: milliseconds(parameters["InputTimeLimitSeconds"]),
  ...spoken(contact),
});

function loggedAs({ type, parameters }: Action): Logged {
  if (type === "GetParticipantInput") return [parameters["StoreInput"] === "True" ? STORE : MENU, one(keyInput)];
  return Object.hasOwn(BLOCKS, type) ? (BLOCKS[type] as Logged) : [type, same];
}

/**
 * Notes a block before it runs, because it may change what its parameters refer to.
 * @returns what writes its lines when it is done, where the contact's flow log is on by then
 */
export function logOf(action: Action, contact: Contact, world: World): (outcome: Outcome) => void {
  const frame = frameOf(contact);
  const { flow } = frame;
  const [name, lines] = loggedAs(action);
  const parameters = lines(resolved(action.parameters, contact, world) as Fields, contact);
  return (outcome) => {
    if (!contact.logging) return;
    const results =
      resultsOf(outcome) ?? (name === STORE ? (frame.slots.StoredCustomerInput as string | undefined) : undefined);
    const external = action.type === "InvokeLambdaFunction" ? (frame.slots.External as Fields | undefined) : undefined;
    for (const Parameters of parameters)
      world.logged?.({
        ContactId: contact.id,
        ContactFlowId: flow.arn,
        ContactFlowName: flow.name,
        ContactFlowModuleType: name,
        Identifier: action.identifier,
        Timestamp: new Date(contact.now).toISOString(),
        Parameters: everyText(Parameters, maskDigits),
        ...(results !== undefined && { Results: maskDigits(results) }),
        ...(external !== undefined && { ExternalResults: everyText(external, maskDigits) }),
      });
  };
}

/** What a block came to: a value, or why it failed. */
function resultsOf(outcome: Outcome): string | undefined {
  if (outcome.kind === "value") return outcome.value;
  return outcome.kind === "error" ? (outcome.logged ?? outcome.error) : undefined;
}

/** The flow log of a whole call, in which the keys of one input after the other may be one long number. */
export function maskedLog(log: readonly FlowLogRecord[]): FlowLogRecord[] {
  const keys = maskKeys(log.map(keyedIn));
  return log.map((line, index) => (keyedIn(line) === keys[index] ? line : { ...line, Results: keys[index] }));
}

const keyedIn = ({ ContactFlowModuleType: name, Results = "" }: FlowLogRecord): string =>
  (name === MENU || name === STORE) && /^[0-9*#]+$/.test(Results) ? Results : "";
