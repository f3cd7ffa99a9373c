import type { Action, Json } from "connect-ivr/flow";
import { type Contact, frameOf, setSlot } from "../contact";
import { idOf } from "../ids";
import { audioOf, resolved, segmentAttributesOf, textOf } from "../resolve";
import type { World } from "../world";
import { error, type Executor, failed, next } from "./outcome";
import type { InvocationResult } from "../functionWorker";

const MAXIMUM_ANSWER_BYTES = 32_768;
/** How often a call is made that the service could not place (reference 1.9). */
const MAXIMUM_TRIES = 3;
const DEFAULT_SECONDS = 8;

/** What the flow log says of a call that failed (reference 6). */
const FUNCTION_ERROR = "The Lambda Function Returned An Error.";
const NOT_ALLOWED = "Status Code: 403; Error Code: AccessDeniedException";

interface Call {
  readonly arn: string;
  readonly name: string | undefined;
  readonly event: unknown;
  readonly limit: number;
  readonly responseType: string | undefined;
}

interface Answered {
  readonly answer?: unknown;
  readonly problem?: string;
  readonly timedOut?: boolean;
}

/** A flow may name a version or alias, which the function itself is not known by. */
const unqualified = (arn: string): string => arn.split(":").slice(0, 7).join(":");

const invokeLambdaFunction: Executor = async (action, contact, world) => {
  const { parameters } = action;
  const frame = frameOf(contact);
  const arn = unqualified(textOf(parameters["LambdaFunctionARN"], contact, world));
  const call: Call = {
    arn,
    name: world.functions.nameOf(arn),
    event: eventOf(parameters["LambdaInvocationAttributes"], contact, world),
    limit: (Number(parameters["InvocationTimeLimitSeconds"]) || DEFAULT_SECONDS) * 1000,
    responseType: (parameters["ResponseValidation"] as { ResponseType?: string } | undefined)?.ResponseType,
  };
  setSlot(frame, "External", undefined);
  setSlot(frame, "LambdaInvocation", undefined);
  if (call.name === undefined) {
    note(call, action, "The instance may not call this function.", contact, world);
    return { ...failed, logged: NOT_ALLOWED };
  }
  if (parameters["InvocationType"] === "ASYNCHRONOUS") return begin(call, action, contact, world);
  const { answer, problem, timedOut } = await invoke(call, action, contact, world);
  if (problem === undefined) {
    setSlot(frame, "External", answer);
    return next;
  }
  const hasBranch = timedOut === true && action.errors["TimeLimitExceeded"] !== undefined;
  return {
    ...(hasBranch && world.behaviour("functionTimeout") === "TimeLimitExceeded" ? error("TimeLimitExceeded") : failed),
    logged: FUNCTION_ERROR,
  };
};

export const lambdaActions: Readonly<Record<string, Executor>> = { InvokeLambdaFunction: invokeLambdaFunction };

/** Nobody waits for the answer: the flow knows the call by its id alone (reference 2.5). */
async function begin(call: Call, action: Action, contact: Contact, world: World) {
  const { error: problem } = await world.functions.invoke(call.arn, call.event, new Date(contact.now), call.limit);
  note(call, action, problem, contact, world);
  setSlot(frameOf(contact), "LambdaInvocation", {
    InvocationId: idOf(`invocation ${contact.id} ${action.identifier} ${contact.now}`),
  });
  return next;
}

/** Calls until the service could place the call, three times at most and all within the block's time limit. */
async function invoke(call: Call, action: Action, contact: Contact, world: World): Promise<Answered> {
  const began = contact.now;
  let answered: Answered = {};
  for (let tries = 0; tries < MAXIMUM_TRIES; tries++) {
    const spent = contact.now - began;
    const result = await world.functions.invoke(call.arn, call.event, new Date(contact.now), call.limit - spent);
    contact.now += Math.min(result.milliseconds ?? 0, call.limit - spent);
    const timedOut = result.timedOut === true || (result.milliseconds ?? 0) > call.limit - spent;
    const problem = timedOut ? `No answer within ${call.limit / 1000} s.` : problemOf(result, call.responseType);
    note(call, action, problem, contact, world);
    answered = { answer: result.answer, timedOut, ...(problem !== undefined && { problem }) };
    if (timedOut || !isRetried(result)) break;
  }
  return answered;
}

/** Throttling, and what is Lambda's own fault. An error of the function itself is its answer. */
const isRetried = ({ status }: InvocationResult): boolean => status !== undefined && (status === 429 || status >= 500);

function problemOf(
  { answer, error: thrown, status }: InvocationResult,
  responseType: string | undefined,
): string | undefined {
  if (status !== undefined && status >= 300) return `The call was answered with the status ${status}.`;
  return thrown ?? answerProblem(answer, responseType);
}

/** Why the service refuses an answer: its shape or its size (reference 3.3). */
function answerProblem(answer: unknown, responseType: string | undefined): string | undefined {
  if (answer === null || typeof answer !== "object" || Array.isArray(answer)) return "The answer is no object.";
  if (responseType !== "JSON" && Object.values(answer).some((one) => typeof one !== "string"))
    return "The answer is not a flat map of strings.";
  return Buffer.byteLength(JSON.stringify(answer)) >= MAXIMUM_ANSWER_BYTES
    ? "The answer has 32 KB or more."
    : undefined;
}

function note(
  { arn, name }: Call,
  { identifier }: Action,
  problem: string | undefined,
  contact: Contact,
  world: World,
): void {
  const outcome = problem === undefined ? "answered" : "failed";
  world.called?.({
    function: name ?? arn,
    flow: frameOf(contact).flow.name,
    block: identifier,
    outcome,
    ...(problem !== undefined && { error: problem }),
  });
}

/**
 * The event as the service sends it (reference 3.3): endpoints are null when withheld, the queue before one is
 * set.
 */
function eventOf(parameters: Json | undefined, contact: Contact, world: World): unknown {
  const endpoint = (address: string | undefined) =>
    address === undefined ? null : { Address: address, Type: "TELEPHONE_NUMBER" };
  const queue = contact.queue && {
    ARN: contact.queue.arn,
    Name: world.instance.queues.get(contact.queue.arn)?.name ?? null,
    OutboundCallerId: null,
  };
  return {
    Name: "ContactFlowEvent",
    Details: {
      ContactData: {
        Attributes: Object.fromEntries(contact.attributes),
        AwsRegion: world.instance.arn.split(":")[3],
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
        Queue: queue ?? null,
        MediaStreams: { Customer: { Audio: audioOf(contact, world) ?? null } },
        References: Object.fromEntries(contact.references),
        Tags: Object.fromEntries(contact.tags),
        SegmentAttributes: Object.fromEntries(
          Object.entries(segmentAttributesOf(contact)).map(([key, ValueString]) => [key, { ValueString }]),
        ),
      },
      Parameters: resolved(parameters ?? {}, contact, world),
    },
  };
}
