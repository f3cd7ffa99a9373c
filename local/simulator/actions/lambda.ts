import { type Contact, frameOf, setSlot } from "../contact";
import { SimulatorError, textOf } from "../resolve";
import type { World } from "../world";
import { type Executor, failed, next } from "./outcome";

const MAXIMUM_ANSWER_BYTES = 32_768;

const invokeLambdaFunction: Executor = async (action, contact, world) => {
  if (action.parameters["InvocationType"] === "ASYNCHRONOUS") throw new SimulatorError("An asynchronous call of a function is not simulated.");
  const arn = textOf(action.parameters["LambdaFunctionARN"], contact, world);
  const name = world.functions.nameOf(arn);
  const frame = frameOf(contact);
  const note = (error?: string) =>
    world.called?.({ function: name ?? arn, flow: frame.flow.name, block: action.identifier, outcome: error === undefined ? "answered" : "failed", ...(error !== undefined && { error }) });
  setSlot(frame, "External", undefined);
  if (name === undefined) {
    note("The instance may not call this function.");
    return failed;
  }
  const { answer, error } = await world.functions.invoke(arn, eventOf(action.parameters["LambdaInvocationAttributes"], contact, world), new Date(contact.now));
  const problem = error ?? answerProblem(answer, (action.parameters["ResponseValidation"] as { ResponseType?: string } | undefined)?.ResponseType);
  note(problem);
  if (problem !== undefined) return failed;
  setSlot(frame, "External", answer);
  return next;
};

export const lambdaActions: Readonly<Record<string, Executor>> = { InvokeLambdaFunction: invokeLambdaFunction };

/** The event as the service sends it (reference section 3.3): endpoints are null when withheld. */
function eventOf(parameters: unknown, contact: Contact, world: World): unknown {
  const endpoint = (address: string | undefined) => (address === undefined ? null : { Address: address, Type: "TELEPHONE_NUMBER" });
  const [, , , region] = world.instance.arn.split(":");
  return {
    Name: "ContactFlowEvent",
    Details: {
      ContactData: {
        Attributes: Object.fromEntries(contact.attributes),
        AwsRegion: region,
        Channel: contact.channel,
        ContactId: contact.id,
        InitialContactId: contact.initialId,
        PreviousContactId: contact.previousId ?? contact.id,
        RelatedContactId: contact.relatedId ?? null,
        CustomerEndpoint: endpoint(contact.caller),
        SystemEndpoint: endpoint(contact.dialed),
        CustomerId: contact.customerId ?? null,
        Name: contact.name ?? null,
        Description: contact.description ?? null,
        LanguageCode: contact.languageCode,
        InitiationMethod: contact.initiation,
        InstanceARN: world.instance.arn,
        Queue: contact.queue === undefined ? null : { ARN: contact.queue.arn, Name: world.instance.queues.get(contact.queue.arn)?.name, OutboundCallerId: null },
        MediaStreams: { Customer: { Audio: null } },
        References: {},
        Tags: {},
        SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Telephony" } },
      },
      Parameters: Object.fromEntries(Object.entries((parameters ?? {}) as Record<string, string>).map(([key, text]) => [key, textOf(text, contact, world)])),
    },
  };
}

/** Why the service refuses an answer: its shape or its size. */
function answerProblem(answer: unknown, responseType: string | undefined): string | undefined {
  if (answer === null || typeof answer !== "object" || Array.isArray(answer)) return "The answer is no object.";
  if (responseType !== "JSON" && Object.values(answer).some((one) => typeof one !== "string")) return "The answer is not a flat map of strings.";
  return Buffer.byteLength(JSON.stringify(answer)) >= MAXIMUM_ANSWER_BYTES ? "The answer has 32 KB or more." : undefined;
}
