import { clientOf, sufficesForProfile } from "../shared/companySystems";
import { documentClient } from "../shared/documentClient";
import { environmentReader } from "../shared/environments";
import { legacyClaims } from "../shared/legacyClaims";
import { RowMissing } from "../shared/lookup";
import type { PaymentPolicy } from "../shared/paymentPolicy";
import { payments } from "../shared/payments";
import { reservations } from "../shared/reservations";
import { secondsOf } from "../shared/seconds";
import { secretsManager } from "../shared/secrets";
import { stateTable } from "../shared/stateTable";
import { legacySweep } from "./legacySweep";
import { settlerLease } from "./lease";
import type { SettlePaymentsDeps } from "./settlePayments";
import { unsettledIndex } from "./unsettled";

export interface SettlementSite {
  readonly callStateTable: string;
  readonly environmentsTable: string;
  readonly policy: PaymentPolicy;
  readonly failed: (key: string, error: unknown) => void;
  /** Default: the clock of this machine. */
  readonly now?: () => Date;
  /** The systems of an environment and API profile. Default: those that the environments table names. */
  readonly systems?: SettlePaymentsDeps["systems"];
}

/** What the settler stands on, in DynamoDB and behind the URLs of the environments table. */
export function dynamoSettlement({
  callStateTable,
  environmentsTable,
  policy,
  failed,
  now = () => new Date(),
  systems = systemsOf(environmentsTable),
}: SettlementSite): SettlePaymentsDeps {
  const table = stateTable(callStateTable);
  const seconds = (): number => secondsOf(now());
  const ofOrders = payments(table, seconds);
  const legacy = legacyClaims(table, seconds);
  return {
    index: unsettledIndex(callStateTable),
    lease: settlerLease(table, seconds),
    payments: ofOrders,
    reservations: reservations(table, seconds),
    legacy,
    sweep: legacySweep(callStateTable, { payments: ofOrders, legacy, systems, now, failed }),
    systems,
    policy,
    now,
    elapsed: () => performance.now(),
    failed,
  };
}

function systemsOf(environmentsTable: string): SettlePaymentsDeps["systems"] {
  // Nobody is on the phone: what is outdated is asked for again in the next run.
  const stale = (): void => undefined;
  const environments = environmentReader(documentClient(), environmentsTable, stale);
  const secrets = secretsManager(stale);
  return async (environment, apiProfile) => {
    const row = await environments(environment, sufficesForProfile(apiProfile));
    if (row === undefined) throw new RowMissing("The environments table has no row for the payment's environment.");
    return clientOf(row, apiProfile, { secrets, unavailable: () => undefined });
  };
}
