import { environmentVariable } from "./entry";
import { type PaymentPolicy, paymentPolicyOf } from "./paymentPolicy";

/** The policy that the deployment hands to a function. */
export const deployedPolicy = (): PaymentPolicy => paymentPolicyOf(environmentVariable("PAYMENT_POLICY"));
