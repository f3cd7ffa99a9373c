import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { ApiClient } from "../../../handlers/shared/apiClient";
import type { CallState } from "../../../handlers/shared/callState";
import { documentClient } from "../../../handlers/shared/documentClient";
import { dynamoCallState } from "../../../handlers/shared/dynamoCallState";
import { DEFAULT_PAYMENT_POLICY } from "../../../handlers/shared/paymentPolicy";
import { SDK_LIMITS } from "../../../handlers/shared/sdkLimits";
import { type StateTable, stateTable } from "../../../handlers/shared/stateTable";
import { dynamoSettlement } from "../../../handlers/settlement/dynamoSettlement";
import type { SettlePaymentsDeps } from "../../../handlers/settlement/settlePayments";

export interface Functions {
  readonly table: () => StateTable;
  readonly callState: () => CallState;
  readonly documents: () => DynamoDBDocumentClient;
  /** @param systems those of this run */
  readonly settlement: (systems: () => Promise<ApiClient>) => SettlePaymentsDeps;
}

/** Where functions keep their state, and what they know. */
export interface Place {
  /** Where DynamoDB is for them. */
  readonly endpoint: string;
  readonly table: string;
  readonly now: () => Date;
  readonly failed: (key: string, error: unknown) => void;
}

/** What functions keep from one invocation to the next: clients of DynamoDB, each made when it is first needed. */
export function functionsAt({ endpoint, table, now, failed }: Place): Functions {
  const once = <Made>(make: () => Made): (() => Made) => {
    let made: { readonly it: Made } | undefined;
    return () => (made ??= { it: reaching(endpoint, make) }).it;
  };
  let systems: () => Promise<ApiClient> = () => Promise.reject(new Error("No run has begun."));
  const settlement = once(() =>
    dynamoSettlement({
      callStateTable: table,
      environmentsTable: "",
      policy: DEFAULT_PAYMENT_POLICY,
      failed,
      now,
      systems: () => systems(),
    }),
  );
  return {
    table: once(() => stateTable(table)),
    callState: once(() => dynamoCallState(table, now)),
    documents: once(documentClient),
    settlement: (ofRun) => {
      systems = ofRun;
      return settlement();
    },
  };
}

/**
 * Makes what holds clients of DynamoDB that go to an endpoint of their own. By the environment they would look for it
 * when they first ask, and invocations that run side by side would all find the same.
 */
function reaching<Made>(endpoint: string, make: () => Made): Made {
  Object.assign(SDK_LIMITS, { endpoint });
  try {
    return make();
  } finally {
    Reflect.deleteProperty(SDK_LIMITS, "endpoint");
  }
}
