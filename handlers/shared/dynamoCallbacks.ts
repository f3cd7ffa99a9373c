import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { CallbackDeps } from "../checkCallback";
import type { NumberRow } from "../rows";
import { attempts } from "./attempts";
import type { CallbackPolicy } from "./callbackPolicy";
import { callbacks } from "./callbacks";
import { sdkDeadline } from "./deadline";
import { documentClient } from "./documentClient";
import { namesIn } from "./hashOf";
import { secondsOf } from "./seconds";
import { stateTable } from "./stateTable";
import { verifications } from "./verifications";

/** What `checkCallback` reads and remembers, in DynamoDB. */
export function dynamoCallbacks(
  names: { readonly routing: string; readonly callState: string },
  policy: CallbackPolicy,
  now: () => Date,
): Omit<CallbackDeps, "journal"> {
  const client = documentClient();
  const table = stateTable(names.callState);
  const nameOf = namesIn(names.callState);
  const seconds = (): number => secondsOf(now());
  return {
    numberRow: async (e164) => {
      const request = new GetCommand({ TableName: names.routing, Key: { key: `number#${e164}` } });
      return (await client.send(request, sdkDeadline())).Item as NumberRow | undefined;
    },
    callbacks: callbacks(table, attempts(table, nameOf, seconds), nameOf, policy, seconds),
    verifications: verifications(table, seconds),
  };
}
