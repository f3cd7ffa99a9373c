import * as pulumi from "@pulumi/pulumi";

/** The account of an ARN. */
export const accountOf = (arn: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.output(arn).apply((known) => known.split(":")[4] as string);

/**
 * A condition of IAM: the key is used on behalf of a service alone, never by itself. A key serves in its own region, so
 * its ARN says how the service is called.
 * @param service such as `dynamodb`
 */
export const viaService = (service: string, keyArn: pulumi.Input<string>) => ({
  StringEquals: {
    "kms:ViaService": pulumi.output(keyArn).apply((arn) => {
      const [, partition, , region] = arn.split(":");
      return `${service}.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}`;
    }),
  },
});
