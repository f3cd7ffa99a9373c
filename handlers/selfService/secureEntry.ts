import { setTimeout as pause } from "node:timers/promises";
import { companySystems } from "../shared/companySystems";
import { decryptor } from "../shared/decrypt";
import { dynamoCallState } from "../shared/dynamoCallState";
import { connectFunction, environmentVariable } from "../shared/entry";
import type { Journal } from "../shared/journal";
import type { Answer } from "../shared/lookup";
import { deployedLimits, deployedPolicy } from "../shared/deployedPolicy";
import { type PrivateKeys, privateKeys } from "../shared/privateKeys";
import { secretsManager } from "../shared/secrets";
import type { SecureDeps, SecureHandler, SecureRole } from "./secureDeps";

/** The function of a handler that opens what callers keyed, over the real tables, systems and keys. */
export const secureFunction = <Role extends SecureRole>(
  role: Role,
  handle: SecureHandler<Role>,
): ((event: unknown) => Promise<Answer>) =>
  connectFunction<SecureDeps<Role>>(role, handle, (journal) => {
    const policy = deployedPolicy();
    const limits = deployedLimits();
    const now = (): Date => new Date();
    return {
      systems: companySystems(journal),
      callState: dynamoCallState(environmentVariable("CALL_STATE_TABLE"), now),
      decryptor: decryptor(inputKeys(journal)),
      journal,
      policy,
      limits,
      now,
      elapsed: () => performance.now(),
      pause,
    };
  });

/** The keys that the stack declares. Without any the function answers that it is not available. */
function inputKeys(journal: Journal): PrivateKeys {
  const { INPUT_KEYS_SECRET: secretArn, INPUT_KEYS: names } = process.env;
  if (secretArn === undefined || names === undefined)
    return { byId: () => Promise.reject(new Error("The stack has no inputKeys.")) };
  const secrets = secretsManager(() => journal.noted(undefined, "StaleAnswer"));
  return privateKeys(secrets, secretArn, JSON.parse(names) as Record<string, string>);
}
