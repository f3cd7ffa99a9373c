import type { ConnectInstance } from "../../callFlows/instance";

/** Of a key's policy: IAM of the account decides who may use it, and nobody of another account may. */
export const accountDecides = ({ partition, account }: ConnectInstance) => ({
  Effect: "Allow",
  Principal: { AWS: `arn:${partition}:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
});
