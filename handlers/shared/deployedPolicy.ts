import { environmentVariable } from "./entry";
import { type PaymentPolicy, paymentPolicyOf } from "./paymentPolicy";
import { type VerificationLimits, verificationLimitsOf } from "./verificationPolicy";

/** The policy that the deployment hands to a function. */
export const deployedPolicy = (): PaymentPolicy => paymentPolicyOf(environmentVariable("PAYMENT_POLICY"));

/** The limits of proofs that the deployment hands to a function. */
export const deployedLimits = (): VerificationLimits =>
  verificationLimitsOf(environmentVariable("VERIFICATION_POLICY"));
