import { at, type Rule } from "../rule";

const of = "aws:dynamodb/table:Table";

export const tables: readonly Rule[] = [
  {
    id: "CKV_AWS_28",
    also: ["DynamoDB.2"],
    text: "A table can be restored to any moment of the last 35 days.",
    level: "mandatory",
    of,
    wrong: (table) => (at(table, "pointInTimeRecovery", "enabled") === true ? undefined : "Set pointInTimeRecovery."),
  },
  {
    id: "DynamoDB.1",
    also: ["CKV2_AWS_16"],
    text: "A table takes as many requests as come.",
    level: "mandatory",
    of,
    wrong: (table) =>
      at(table, "billingMode") === "PAY_PER_REQUEST" ? undefined : "Set billingMode to PAY_PER_REQUEST.",
  },
  {
    id: "CKV_AWS_119",
    text: "A table is encrypted by a key of the customer's.",
    level: "advisory",
    of,
    wrong: (table) =>
      typeof at(table, "serverSideEncryption", "kmsKeyArn") === "string" ? undefined : "Set connect-ivr:kmsKeyArn.",
  },
  {
    id: "DynamoDB.6",
    text: "A table is guarded against deletion.",
    level: "advisory",
    of,
    wrong: (table) =>
      at(table, "deletionProtectionEnabled") === true ? undefined : "Set connect-ivr:protectData to true.",
  },
];
