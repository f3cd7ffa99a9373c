import * as pulumi from "@pulumi/pulumi";

/** Lets a service take a role, for what belongs to this account alone. */
export const trustService = (service: string, account: pulumi.Input<string>): pulumi.Output<string> =>
  trustOn(service, { StringEquals: { "aws:SourceAccount": account } });

/** Lets a service take a role under a condition: without one, another account's resources could make it do so. */
export const trustOn = (service: string, Condition: object): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", Condition }],
  });
