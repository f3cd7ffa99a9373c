import type { Action } from "connect-ivr/flow";

/** What a block does, as a drawing colours it. */
export type Kind = "speech" | "check" | "setting" | "function" | "transfer" | "end";

interface Words {
  readonly kind: Kind;
  readonly says: string;
}

/** Action types under the names that their blocks have in the designer. */
const ACTIONS: Readonly<Record<string, Words>> = {
  MessageParticipant: { kind: "speech", says: "Play prompt" },
  MessageParticipantIteratively: { kind: "speech", says: "Loop prompts" },
  GetParticipantInput: { kind: "speech", says: "Get customer input" },
  ConnectParticipantWithLexBot: { kind: "speech", says: "Get customer input by Lex" },
  ShowView: { kind: "speech", says: "Show view" },
  Compare: { kind: "check", says: "Check contact attributes" },
  CheckHoursOfOperation: { kind: "check", says: "Check hours of operation" },
  CheckMetricData: { kind: "check", says: "Check queue status or staffing" },
  CheckOutboundCallStatus: { kind: "check", says: "Check call progress" },
  DistributeByPercentage: { kind: "check", says: "Distribute by percentage" },
  Loop: { kind: "check", says: "Loop" },
  Wait: { kind: "check", says: "Wait" },
  InvokeLambdaFunction: { kind: "function", says: "Invoke Lambda function" },
  InvokeFlowModule: { kind: "function", says: "Invoke module" },
  UpdateContactTextToSpeechVoice: { kind: "setting", says: "Set voice" },
  UpdateContactAttributes: { kind: "setting", says: "Set contact attributes" },
  UpdateFlowAttributes: { kind: "setting", says: "Set flow attributes" },
  UpdateContactData: { kind: "setting", says: "Set contact data" },
  UpdateContactTargetQueue: { kind: "setting", says: "Set working queue" },
  UpdateContactEventHooks: { kind: "setting", says: "Set event flow" },
  UpdateContactCallbackNumber: { kind: "setting", says: "Set callback number" },
  UpdateContactRoutingCriteria: { kind: "setting", says: "Set routing criteria" },
  UpdateContactRoutingBehavior: { kind: "setting", says: "Change routing priority or age" },
  UpdateContactRecordingBehavior: { kind: "setting", says: "Set recording and analytics" },
  UpdateContactRecordingAndAnalyticsBehavior: { kind: "setting", says: "Set recording and analytics" },
  UpdateFlowLoggingBehavior: { kind: "setting", says: "Set logging behavior" },
  UpdatePreviousContactParticipantState: { kind: "setting", says: "Hold customer or agent" },
  TransferContactToQueue: { kind: "transfer", says: "Transfer to queue" },
  DequeueContactAndTransferToQueue: { kind: "transfer", says: "Transfer to another queue" },
  TransferContactToAgent: { kind: "transfer", says: "Transfer to agent" },
  TransferToFlow: { kind: "transfer", says: "Transfer to flow" },
  TransferParticipantToThirdParty: { kind: "transfer", says: "Transfer to phone number" },
  CreateCallbackContact: { kind: "transfer", says: "Create callback" },
  DisconnectParticipant: { kind: "end", says: "Disconnect" },
  EndFlowExecution: { kind: "end", says: "End flow" },
  EndFlowModuleExecution: { kind: "end", says: "Return from module" },
};

const FLOW_TYPES: Readonly<Record<string, string>> = {
  CONTACT_FLOW: "Inbound flow",
  CUSTOMER_QUEUE: "Customer queue flow",
  CUSTOMER_HOLD: "Customer hold flow",
  CUSTOMER_WHISPER: "Customer whisper flow",
  AGENT_HOLD: "Agent hold flow",
  AGENT_WHISPER: "Agent whisper flow",
  OUTBOUND_WHISPER: "Outbound whisper flow",
  AGENT_TRANSFER: "Transfer to agent flow",
  QUEUE_TRANSFER: "Transfer to queue flow",
  MODULE: "Flow module",
};

/** An action type in the words of the designer; one that is not known is spelled out. */
export function wordsOf({ type, parameters }: Pick<Action, "type" | "parameters">): Words {
  const words = Object.hasOwn(ACTIONS, type)
    ? (ACTIONS[type] as Words)
    : { kind: "setting" as const, says: spelledOut(type) };
  return type === "GetParticipantInput" && parameters["StoreInput"] === "True"
    ? { ...words, says: "Store customer input" }
    : words;
}

export const flowTypeWords = (type: string): string =>
  Object.hasOwn(FLOW_TYPES, type) ? (FLOW_TYPES[type] as string) : spelledOut(type);

/** `HoursOfOperationId` → `Hours of operation`; `CALLS_NOW` → `Calls now`. */
export function spelledOut(name: string): string {
  const words = name
    .replace(/(?<=[a-z])(ARN|Arn|Id)$/, "")
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1 ")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
