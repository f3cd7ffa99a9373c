import { needed, object, oneOf, optional, required, seen, TRUE_FALSE, wholeNumber } from "./parameters";
import { type ActionSpec, anyError, documentedErrors, flowTypes } from "./spec";

/** Actions that no voice contact and no agent's guide can meet: recognised, and checked for their shape. */
export const otherChannelSpecs: Record<string, ActionSpec> = {
  AuthenticateParticipant: {
    source: "2.7 [A][C]",
    grade: "documented",
    channels: ["CHAT"],
    parameters: {
      CognitoConfiguration: needed(object({ UserPoolArn: required("path"), AppClientId: required("path") })),
      CustomerProfilesConfiguration: object({ ObjectTypeName: required("any") }),
      TimeLimitMinutes: required("path", wholeNumber(1, 15)),
    },
    branches: () => documentedErrors("TimeLimitExceeded", "NoMatchingError"),
    conditions: () => ({ operators: ["Equals"], operands: ["OptedOut"] }),
    next: "required",
    flowTypes: flowTypes.all,
    waits: true,
  },
  LoadContactContent: {
    source: "2.7 [A][C]",
    grade: "documented",
    channels: ["EMAIL"],
    parameters: { ContentType: required("static", oneOf("EmailMessage")) },
    branches: () => documentedErrors("NoMatchingError"),
    next: "required",
    flowTypes: flowTypes.all,
  },
  CreatePersistentContactAssociation: {
    source: "2.7 [C]",
    grade: "documented",
    channels: ["CHAT"],
    parameters: {
      RehydrationType: required("path", oneOf("ENTIRE_PAST_SESSION", "FROM_SEGMENT")),
      SourceContactId: required("path"),
    },
    branches: () => documentedErrors("NoMatchingError"),
    next: "required",
    flowTypes: flowTypes.all,
  },
  UpdateContactMediaProcessing: {
    source: "2.6, 2.8 [L1]",
    channels: ["CHAT"],
    parameters: {
      ChatProcessor: needed(
        object({
          ProcessingEnabled: required("static", seen(TRUE_FALSE)),
          LambdaProcessorARN: required("path"),
          ChatProcessorSettings: needed(object({ DeliverUnprocessedMessages: optional("static", TRUE_FALSE) })),
        }),
      ),
    },
    branches: () => ({ ...anyError(), documented: ["ChannelMismatch"] }),
    next: "required",
    flowTypes: flowTypes.all,
  },
};

const refuse = (source: string, refused: string): ActionSpec => ({
  source,
  refused,
  parameters: {},
  branches: anyError,
  next: "optional",
  flowTypes: flowTypes.all,
});

/** Types that are documented, or were, and that the service does not take. */
export const refusedSpecs: Record<string, ActionSpec> = {
  UnTagContact: refuse("2.8 [L1]", "The documentation misspells it. Write UntagContact."),
  UpdateRoutingCriteria: refuse("2.8 [L1]", "The documentation misnames it. Write UpdateContactRoutingCriteria."),
  StartVoiceIdStream: refuse(
    "2.7, 5.1 [A]",
    "Voice ID ended on 2026-05-20. Authenticate the caller by a PIN or a one-time code.",
  ),
  CheckVoiceId: refuse(
    "2.7, 5.1 [A]",
    "Voice ID ended on 2026-05-20. Authenticate the caller by a PIN or a one-time code.",
  ),
  RouteContactToAgent: refuse(
    "2.7 [L2]",
    "It is not open to every account. Set the agent with UpdateContactTargetQueue and use TransferContactToQueue.",
  ),
  CheckSegmentMembership: refuse(
    "2.7 [L2]",
    "It is not open to every account. Ask a Lambda function and compare its answer.",
  ),
};
