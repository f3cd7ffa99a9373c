import { accountService } from "../selfService/accountService";
import { companySystems } from "../shared/companySystems";
import { deployedPolicy } from "../shared/deployedPolicy";
import { connectFunction, environmentVariable } from "../shared/entry";
import { legacyClaims } from "../shared/legacyClaims";
import { payments } from "../shared/payments";
import { reservations } from "../shared/reservations";
import { secondsOf } from "../shared/seconds";
import { stateTable } from "../shared/stateTable";
import { verifications } from "../shared/verifications";

const now = (): Date => new Date();
const seconds = (): number => secondsOf(now());

export const handler = connectFunction("accountService", accountService, (journal) => {
  const table = stateTable(environmentVariable("CALL_STATE_TABLE"));
  return {
    systems: companySystems(journal),
    verifications: verifications(table, seconds),
    payments: payments(table, seconds),
    reservations: reservations(table, seconds),
    legacy: legacyClaims(table, seconds),
    policy: deployedPolicy(),
    now,
  };
});
