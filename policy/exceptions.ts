/** What a rule asks for and some resources do without. */
export interface Exception {
  /** Id of the rule. */
  readonly rule: string;
  /** The names of the resources, as the program has them. */
  readonly resources: RegExp;
  /** What the rule says of them, where it may say other things too. Default: whatever it says. */
  readonly problem?: string;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  {
    rule: "CKV_AWS_173",
    resources: /-function$/,
    reason: "Variables hold names, ARNs and limits. What is secret is in Secrets Manager, which CKV_AWS_45 sees to.",
  },
  {
    rule: "CKV_AWS_115",
    resources: /^(settlement|prompts|routing|archive-transform)-function$/,
    reason:
      "No caller waits for it: it runs on a schedule, in a deployment or behind a delivery stream, which try again.",
  },
  {
    rule: "CKV_AWS_355",
    resources: /^reporting-policy$/,
    problem: "athena:ListDataCatalogs, athena:ListEngineVersions, athena:ListWorkGroups: name the resources.",
    reason: "Three actions of Athena that list, which take no resource (service authorization reference).",
  },
  {
    rule: "CKV_AWS_18",
    resources: /^(archive-records|reporting-results)$/,
    reason:
      "Who reads which object is for a trail of the account, which S3's own logs cannot replace: they are best effort, and would need a bucket without a key of the customer's.",
  },
  {
    rule: "CKV_AWS_21",
    resources: /^reporting-results$/,
    reason:
      "Answers of Athena can be asked for again, and go after seven days. An older version would keep them longer.",
  },
  {
    rule: "CKV2_AWS_57",
    resources: /^keys-secret$/,
    reason:
      "Each private key has a public half on the instance and a certificate in the configuration: they change together, by a deployment (docs/keys.md).",
  },
];

/** The exception by which a resource may have a problem, if there is one. */
export const exceptionOf = (rule: string, resource: string, problem: string): Exception | undefined =>
  exceptions.find(
    (exception) =>
      exception.rule === rule &&
      exception.resources.test(resource) &&
      (exception.problem === undefined || exception.problem === problem),
  );
