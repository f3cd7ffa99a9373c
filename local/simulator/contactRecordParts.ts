import { idOf } from "./ids";
import type { Contact } from "./contact";
import type { Instance } from "./instance";
import type { AgentScript, World } from "./world";

export interface Endpoint {
  readonly Address: string;
  readonly Type: "TELEPHONE_NUMBER";
}

/** To the second, as the service writes it. */
export function stamp(milliseconds: number): string;
export function stamp(milliseconds: number | undefined): string | null;
export function stamp(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Whole seconds between two timestamps as they are written. */
const secondsBetween = (from: number, to: number): number => Math.floor(to / 1000) - Math.floor(from / 1000);

export const endpoint = (address: string | undefined): Endpoint | null =>
  address === undefined ? null : { Address: address, Type: "TELEPHONE_NUMBER" };

/** The agent's part; null unless agent and customer were connected. */
export function agentRecord({ connectedAt, left, holds, now }: Contact, script: AgentScript, { instance }: World) {
  if (connectedAt === undefined) return null;
  const held = Math.floor(holds.reduce((sum, seconds) => sum + seconds, 0));
  const work = left === undefined ? undefined : script.afterContactWorkSeconds;
  return {
    ARN: `${instance.arn}/agent/${idOf(script.userName)}`,
    AcceptedByAgentTimestamp: null,
    AfterContactWorkDuration: work ?? null,
    AfterContactWorkEndTimestamp: stamp(left && left.at + script.afterContactWorkSeconds * 1000),
    AfterContactWorkStartTimestamp: stamp(left?.at),
    AgentInitiatedHoldDuration: held,
    AgentInteractionDuration: secondsBetween(connectedAt, left?.at ?? now) - held,
    AgentPauseDuration: 0,
    Capabilities: null,
    ConnectedToAgentTimestamp: stamp(connectedAt),
    CustomerHoldDuration: held,
    DeviceInfo: null,
    HierarchyGroups: null,
    LongestHoldDuration: Math.floor(Math.max(0, ...holds)),
    NumberOfHolds: holds.length,
    PreviewEndTimestamp: null,
    RoutingProfile: { ARN: `${instance.arn}/routing-profile/${idOf(ROUTING_PROFILE)}`, Name: ROUTING_PROFILE },
    StateTransitions: null,
    Username: script.userName,
  };
}

/** A scripted agent has no user on the instance, and this profile, which every new instance has. */
const ROUTING_PROFILE = "Basic Routing Profile";

/** The queue's part; null unless the contact waited in one. */
export function queueRecord({ visit }: Contact, { queues }: Instance) {
  if (visit === undefined) return null;
  const { arn, enqueuedAt, dequeuedAt, since } = visit;
  return {
    ARN: arn,
    DequeueTimestamp: stamp(dequeuedAt),
    Duration: dequeuedAt === undefined ? null : secondsBetween(since, dequeuedAt),
    EnqueueTimestamp: stamp(enqueuedAt),
    Name: queues.get(arn)?.name ?? "",
  };
}

/** The recording of agent and customer, where the flows have turned it on; the first one stands in both fields. */
export function recordings({ id, connectedAt, recording }: Contact, instanceArn: string) {
  if (connectedAt === undefined || !(recording.agent || recording.customer))
    return { Recording: null, Recordings: null };
  const time = stamp(connectedAt);
  const day = time.slice(0, 10).replaceAll("-", "/");
  const file = {
    DeletionReason: null,
    Location: `recordings/connect/${instanceArn.split("/").at(-1)}/CallRecordings/${day}/${id}_${time.slice(0, 16).replaceAll("-", "")}_UTC.wav`,
    Status: "AVAILABLE",
  };
  return {
    Recording: { ...file, Type: "AUDIO" },
    Recordings: [
      {
        ...file,
        FragmentStartNumber: null,
        FragmentStopNumber: null,
        MediaStreamType: "AUDIO",
        ParticipantType: null,
        StartTimestamp: null,
        StopTimestamp: null,
        StorageType: "S3",
      },
    ],
  };
}

interface RoutingStep {
  readonly Expression?: unknown;
  readonly Expiry?: { readonly DurationInSeconds?: string | number };
}

/**
 * The routing criteria that the contact waited with: the steps follow each other as they expire, until an agent joins.
 */
export function routingRecord({ routingCriteria, visit, connectedAt, now }: Contact) {
  if (routingCriteria === undefined) return null;
  const activated = visit?.enqueuedAt;
  const until = visit?.dequeuedAt ?? now;
  let begins = activated;
  const Steps = (routingCriteria as { Steps: readonly RoutingStep[] }).Steps.map(({ Expression, Expiry }) => {
    const began = begins;
    const seconds = Expiry?.DurationInSeconds === undefined ? undefined : Number(Expiry.DurationInSeconds);
    const expires = began === undefined || seconds === undefined ? undefined : began + seconds * 1000;
    begins = expires;
    return {
      Expiry:
        seconds === undefined
          ? null
          : {
              DurationInSeconds: seconds,
              ExpiryTimestamp: stamp(began === undefined || began > until ? undefined : expires),
            },
      Expression,
      Status:
        began === undefined || began > until
          ? "INACTIVE"
          : expires !== undefined && expires <= until
            ? "EXPIRED"
            : connectedAt === undefined
              ? "ACTIVE"
              : "JOINED",
    };
  });
  return [{ ActivationTimestamp: stamp(activated), Index: 0, Steps }];
}
