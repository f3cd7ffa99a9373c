/** Who may do what with the secret of the private keys. */
export interface SecretAccess {
  readonly account: string;
  /** ARNs of the roles of the functions that open what callers key. */
  readonly readers: readonly string[];
  /** Who runs `ivr keys`, where the stack says so. */
  readonly holders: readonly string[] | undefined;
}

/**
 * The policy of the secret: it only denies, so that nobody may more by it than IAM allows. Nobody of another account
 * does anything with it, no service by itself either. Where the holders are named, they and the functions alone know
 * what it holds. The policy itself may be changed by whoever IAM lets: a wrong holder locks nobody out for good.
 */
export const secretPolicy = ({ account, readers, holders }: SecretAccess): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      deny("OfThisAccountOnly", ["secretsmanager:*"], { StringNotEquals: { "aws:PrincipalAccount": account } }),
      ...(holders === undefined
        ? []
        : [
            deny("HoldersAndFunctionsRead", ["secretsmanager:GetSecretValue"], {
              ArnNotLike: { "aws:PrincipalArn": [...readers, ...holders] },
            }),
            deny("HoldersWrite", ["secretsmanager:PutSecretValue"], { ArnNotLike: { "aws:PrincipalArn": holders } }),
          ]),
    ],
  });

const deny = (Sid: string, Action: readonly string[], Condition: object) => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action,
  Resource: "*",
  Condition,
});
