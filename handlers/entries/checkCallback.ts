import { type CallbackDeps, checkCallback } from "../checkCallback";
import { callbackPolicyOf } from "../shared/callbackPolicy";
import { SHORT, withinDeadline } from "../shared/deadline";
import { dynamoCallbacks } from "../shared/dynamoCallbacks";
import { connectFunction, environmentVariable } from "../shared/entry";

export const handler = connectFunction<CallbackDeps>(
  "checkCallback",
  (event, deps) => withinDeadline(() => checkCallback(event, deps), SHORT),
  (journal) => ({
    ...dynamoCallbacks(
      { routing: environmentVariable("ROUTING_TABLE"), callState: environmentVariable("CALL_STATE_TABLE") },
      callbackPolicyOf(environmentVariable("CALLBACK_POLICY")),
      () => new Date(),
    ),
    journal,
  }),
);
