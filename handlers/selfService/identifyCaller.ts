import type { AskedBy } from "../askedApis";
import { NONE } from "../contracts";
import { callerNumberOf } from "../shared/callerNumber";
import { ApiRefused, ApiUnavailable } from "../shared/apiClient";
import type { CompanySystems } from "../shared/companySystems";
import { SHORT, withinDeadline } from "../shared/deadline";
import { answer, type Answer, type LookupEvent, parameter } from "../shared/lookup";
import { identification } from "./companyApi";

export interface IdentifyCallerDeps {
  readonly systems: CompanySystems<AskedBy<"identifyCaller">>;
}

/** Flows of the release before still ask for the account's state: a number may be anyone's, so it is told to nobody. */
const UNKNOWN = { identity: "unknown", customerId: NONE, name: NONE, accountState: NONE };

/**
 * Finds out whose number the caller calls from. Numbers can be feigned, so it proves nothing. A caller
 * who withholds the number is unknown, and so is everybody while the accounts are not available.
 */
export const identifyCaller = (event: LookupEvent, deps: IdentifyCallerDeps): Promise<Answer> =>
  withinDeadline(() => identified(event, deps), SHORT);

async function identified(event: LookupEvent, { systems }: IdentifyCallerDeps): Promise<Answer> {
  const phoneNumber = callerNumberOf(event);
  if (phoneNumber === undefined) return answer(event, UNKNOWN);
  try {
    const { account } = await (
      await systems(event)
    ).post("accounts", "/accounts/identify", { phoneNumber }, identification);
    if (account === undefined) return answer(event, UNKNOWN);
    const name = parameter(event, "greetByName") === "yes" ? account.name : undefined;
    return answer(event, { identity: "known", customerId: account.accountId, name: name ?? NONE, accountState: NONE });
  } catch (error) {
    if (error instanceof ApiUnavailable || error instanceof ApiRefused) return answer(event, UNKNOWN);
    throw error;
  }
}
