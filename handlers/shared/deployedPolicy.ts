import { environmentVariable } from "./entry";
import { DEFAULT_PAYMENT_POLICY, type PaymentPolicy } from "./paymentPolicy";

/** The policy that the deployment hands to a function, as JSON in `PAYMENT_POLICY`. */
export const deployedPolicy = (): PaymentPolicy => ({
  ...DEFAULT_PAYMENT_POLICY,
  ...(JSON.parse(environmentVariable("PAYMENT_POLICY")) as Partial<PaymentPolicy>),
});
