import { allowing, at, conditional, forAnybody, listOf, type Resource, type Rule, type Statement } from "../rule";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

const granted = (policy: Resource): readonly Statement[] => allowing(at(policy, "policy"));
const trusted = (role: Resource): readonly Statement[] => allowing(at(role, "assumeRolePolicy"));
const actionsOf = ({ Action }: Statement): readonly string[] => listOf(Action);
const onAnything = ({ Resource }: Statement): boolean => listOf(Resource).includes("*");
const named = (statements: readonly Statement[]): string => statements.flatMap(actionsOf).join(", ");

export const access: readonly Rule[] = [
  {
    id: "CKV_AWS_63",
    also: ["CKV_AWS_62", "IAM.1", "IAM.21"],
    text: "A role may do what is named, and not all of a service.",
    level: "mandatory",
    of: POLICY,
    wrong: (policy) => {
      const wide = granted(policy).filter((statement) => actionsOf(statement).some((action) => action.includes("*")));
      return wide.length === 0 ? undefined : `${named(wide)}: name each action.`;
    },
  },
  {
    id: "CKV_AWS_355",
    also: ["CKV_AWS_286", "CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290"],
    text: "A role may act on what is named, and not on everything.",
    level: "mandatory",
    of: POLICY,
    wrong: (policy) => {
      const wide = granted(policy).filter(onAnything);
      return wide.length === 0 ? undefined : `${named(wide)}: name the resources.`;
    },
  },
  {
    id: "KMS.2",
    also: ["KMS.1"],
    text: "A role may decrypt by keys that are named.",
    level: "mandatory",
    of: POLICY,
    wrong: (policy) =>
      granted(policy).some(
        (statement) =>
          actionsOf(statement).some((action) => /^kms:(\*|Decrypt|ReEncrypt)/.test(action)) &&
          listOf(statement.Resource).some((arn) => arn === "*" || arn.endsWith(":key/*")),
      )
        ? "Name the keys."
        : undefined,
  },
  {
    id: "keys-by-way-of-services",
    text: "A role uses a key by way of the service that encrypts with it, never by itself.",
    level: "mandatory",
    of: POLICY,
    wrong: (policy) =>
      granted(policy).some(
        (statement) =>
          actionsOf(statement).some((action) => action.startsWith("kms:")) && !conditional(statement, "kms:ViaService"),
      )
        ? "Add a condition on kms:ViaService."
        : undefined,
  },
  {
    id: "CKV_AWS_60",
    also: ["CKV_AWS_61"],
    text: "A role is taken by a service, or by somebody who is named.",
    level: "mandatory",
    of: ROLE,
    wrong: (role) => (trusted(role).some(forAnybody) ? "Name who may take it." : undefined),
  },
  {
    id: "trust-for-one-account",
    text: "A service takes a role for resources of this account alone (confused deputy).",
    level: "mandatory",
    of: ROLE,
    wrong: (role) =>
      trusted(role).every((statement) => conditional(statement, "aws:SourceAccount", "aws:SourceArn", "sts:ExternalId"))
        ? undefined
        : "Add a condition on aws:SourceAccount.",
  },
  {
    id: "CKV_AWS_274",
    text: "No role has AdministratorAccess.",
    level: "mandatory",
    of: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    wrong: (attachment) =>
      String(at(attachment, "policyArn")).endsWith(":policy/AdministratorAccess")
        ? "Grant what is needed by a RolePolicy."
        : undefined,
  },
];
