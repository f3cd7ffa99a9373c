import { accountService } from "../selfService/accountService";
import { companySystems } from "../shared/companySystems";
import { dynamoCallState } from "../shared/dynamoCallState";
import { connectFunction, environmentVariable } from "../shared/entry";

export const handler = connectFunction("accountService", accountService, (journal) => ({
  systems: companySystems(journal),
  verifications: dynamoCallState(environmentVariable("CALL_STATE_TABLE"), () => new Date()),
}));
