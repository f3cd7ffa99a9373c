import { frameOf } from "../contact";
import { findFlow, queueKey, targetOf } from "../found";
import { callbackNumber, isE164 } from "../phoneNumbers";
import { textOf } from "../resolve";
import { end, error, type Executor, failed, next, value } from "./outcome";
import { SimulatorError } from "../../shared/errors";

/**
 * A call to an outside number. The flow goes on after it only where it says so, and only then are there
 * branches of their own for a call that fails (reference 2.2). How long the parties talk is not scripted.
 */
const transferToThirdParty: Executor = ({ parameters }, contact, world) => {
  const number = textOf(parameters["ThirdPartyPhoneNumber"], contact, world);
  if (!isE164(number)) return failed;
  const outcome = world.thirdParty(number);
  if (outcome === "ConnectionTimeLimitExceeded")
    contact.now += Number(textOf(parameters["ThirdPartyConnectionTimeLimitSeconds"], contact, world)) * 1000;
  if (parameters["ContinueFlowExecution"] === "True") return outcome === "answered" ? next : error(outcome);
  if (outcome === "answered") return end({ end: "transfer", route: { type: "number", key: number } });
  return world.behaviour("failedTransfer") === "error" ? failed : end({ end: "goodbye" });
};

const createCallback: Executor = ({ parameters }, contact, world) => {
  const target = targetOf(parameters, contact, world);
  const flow = parameters["ContactFlowId"];
  if (
    target === undefined ||
    contact.callbackNumber === undefined ||
    (flow !== undefined && findFlow(flow, contact, world) === undefined)
  )
    return failed;
  contact.callback = { type: "callback", key: queueKey(target.queue.arn, world), arn: target.queue.arn };
  contact.callbackDue = {
    createdAt: contact.now,
    delaySeconds: Number(parameters["InitialCallDelaySeconds"]),
    hasFlow: flow !== undefined,
  };
  return next;
};

const CALL_STATUSES = ["CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"];

const checkOutboundCallStatus: Executor = ({ identifier, type }, contact, world) => {
  const { name } = frameOf(contact).flow;
  const status = world.answer?.({ flow: name, block: identifier, type });
  if (typeof status !== "string" || !CALL_STATUSES.includes(status))
    throw new SimulatorError(
      `Who answered the call is not scripted. Answer ${name}/${identifier} with one of ${CALL_STATUSES.join(", ")}.`,
    );
  return value(status);
};

export const outsideActions: Readonly<Record<string, Executor>> = {
  TransferParticipantToThirdParty: transferToThirdParty,
  CreateCallbackContact: createCallback,
  UpdateContactCallbackNumber: (action, contact, world) => {
    // A chat takes this branch too (admin guide, Set callback number).
    const number =
      contact.channel === "CHAT"
        ? undefined
        : callbackNumber(textOf(action.parameters["CallbackNumber"], contact, world));
    if (number === undefined) return error("InvalidCallbackNumber");
    contact.callbackNumber = number;
    return next;
  },
  CompleteOutboundCall: (_action, { stage }) => {
    if (stage !== "outboundWhisper")
      throw new SimulatorError(
        "There is no outbound call to complete: the service takes this only in an outbound whisper flow.",
      );
    return next;
  },
  CheckOutboundCallStatus: checkOutboundCallStatus,
  // Without a previous contact there is nobody to put on hold.
  UpdatePreviousContactParticipantState: (_action, { previousId }) => (previousId === undefined ? failed : next),
};
