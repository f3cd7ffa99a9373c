import type { AskedBy } from "../askedApis";
import type { CallState } from "../shared/callState";
import type { CompanySystems } from "../shared/companySystems";
import type { Decryptor } from "../shared/decrypt";
import type { Journal } from "../shared/journal";
import type { Answer, LookupEvent } from "../shared/lookup";
import type { PaymentPolicy } from "../shared/paymentPolicy";
import type { VerificationLimits } from "../shared/verificationPolicy";

/** The functions that open what callers keyed. */
export type SecureRole = "verifyCaller" | "takePayment";

/** What they need. */
export interface SecureDeps<Role extends SecureRole = SecureRole> {
  readonly systems: CompanySystems<AskedBy<Role>>;
  readonly callState: CallState;
  readonly decryptor: Decryptor;
  readonly journal: Journal;
  readonly policy: PaymentPolicy;
  /** How often who calls may be tried to be proven. */
  readonly limits: VerificationLimits;
  /** The moment of the call. */
  readonly now: () => Date;
  /** Milliseconds that only ever grow: by these the function keeps within its time. */
  readonly elapsed: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

export type SecureHandler<Role extends SecureRole = SecureRole> = (
  event: LookupEvent,
  deps: SecureDeps<Role>,
) => Promise<Answer>;
