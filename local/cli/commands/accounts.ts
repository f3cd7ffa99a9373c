import { dynamoCallState } from "connect-ivr/internal/handlers/shared/dynamoCallState";
import { verificationLimitsOf } from "connect-ivr/internal/handlers/shared/verificationPolicy";
import { readProject } from "../../engine/project";
import { InputError } from "../../shared/errors";
import { deployedInstance } from "../deployedInstance";
import { dynamoRefusal } from "../dynamoRefusal";
import { print } from "../output";

export interface UnlockOptions {
  readonly stack: string;
  /** Name of the table of `CallState`: needed. */
  readonly callState?: string;
  readonly by: string;
  readonly why: string;
}

/** Forgets the failed tries of an account: its owner may try again. @returns the exit code: 1 when there were none */
export async function unlock(accountNumber: string, { stack, callState, by, why }: UnlockOptions): Promise<number> {
  // What was typed is not repeated: it may be a PIN.
  if (!/^\d{8}$/.test(accountNumber)) throw new InputError("An account number has eight digits.");
  if (callState === undefined)
    throw new InputError("Name the table of the deployed stack: --call-state $(pulumi stack output callStateTable)");
  // The clients of the handlers take the region from here, as they do in Lambda.
  process.env["AWS_REGION"] = deployedInstance(readProject(process.cwd(), stack)).region;
  try {
    // Only the names of the limits matter here: the defaults have them all.
    const { account } = verificationLimitsOf("{}");
    const failures = await dynamoCallState(callState, () => new Date()).unlock(accountNumber, account, { by, why });
    print(
      failures === 0
        ? "No try has failed for this account since its last proof: nothing was changed."
        : `${failures} failed tries in a row are forgotten, by ${by}: ${why}`,
    );
    return failures === 0 ? 1 : 0;
  } catch (error) {
    throw dynamoRefusal(error as Error, {
      absent: `${callState} is not there`,
      outputs: "callStateTable",
      unanswered: "Check network and permissions (docs/authentication.md) and run the command again: that is safe.",
    });
  }
}
