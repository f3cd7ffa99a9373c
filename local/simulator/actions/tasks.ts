import { idOf } from "../ids";
import { findFlow } from "../found";
import { textOf } from "../resolve";
import { error, type Executor, failed, next } from "./outcome";

/** Contacts of other channels that a flow begins. They go their own way, which is not simulated. */
export const taskActions: Readonly<Record<string, Executor>> = {
  CreateTask: ({ identifier, parameters }, contact, world) => {
    if (
      findFlow(parameters["ContactFlowId"], contact, world) === undefined ||
      textOf(parameters["Name"], contact, world) === ""
    )
      return failed;
    contact.taskId = idOf(`task ${contact.id} ${identifier} ${contact.now}`);
    return next;
  },
  StartOutboundChatContact: ({ parameters }, contact, world) => {
    const to = textOf((parameters["DestinationEndpoint"] as { Address?: unknown } | null)?.Address, contact, world);
    return to === "" || findFlow(parameters["ContactFlowArn"], contact, world) === undefined ? failed : next;
  },
  UpdateContactMediaProcessing: (_action, { channel }) => (channel === "CHAT" ? next : error("ChannelMismatch")),
};
