import { at, type Resource, type Rule, saidOf } from "../rule";

const of = "aws:lambda/function:Function";
const ASSOCIATION = "aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation";
const LONGEST_SECONDS = 8;
const SUPPORTED = ["nodejs22.x", "nodejs24.x"];
/** Names of variables that hold a secret rather than say where one is. */
const SECRET = /(PASSWORD|TOKEN|SECRET|API_?KEY|PRIVATE_?KEY)$/i;

/** Whether flows call the function: callers hear silence while it works. */
const isCalled = (fn: Resource, stack: readonly Resource[]): boolean =>
  saidOf(fn, stack, ASSOCIATION, "functionArn") !== undefined;

export const functions: readonly Rule[] = [
  {
    id: "Lambda.2",
    also: ["CKV_AWS_363"],
    text: "A function runs on a version of Node.js that AWS supports.",
    level: "mandatory",
    of,
    wrong: (fn) =>
      SUPPORTED.includes(at(fn, "runtime") as string) ? undefined : `Set runtime to ${SUPPORTED.join(" or ")}.`,
  },
  {
    id: "CKV_AWS_45",
    text: "No variable of a function holds a secret.",
    level: "mandatory",
    of,
    wrong: (fn) => {
      const variables = (at(fn, "environment", "variables") ?? {}) as Record<string, unknown>;
      const holding = Object.keys(variables).filter(
        (name) => SECRET.test(name) && !String(variables[name]).startsWith("arn:"),
      );
      return holding.length === 0 ? undefined : `${holding.join(", ")}: pass the ARN of a secret.`;
    },
  },
  {
    id: "CKV_AWS_173",
    text: "The variables of a function are encrypted by a key of the customer's.",
    level: "advisory",
    of,
    wrong: (fn) => (typeof at(fn, "kmsKeyArn") === "string" ? undefined : "Set kmsKeyArn."),
  },
  {
    id: "CKV_AWS_115",
    text: "A function has concurrency of its own, which no other can use up.",
    level: "advisory",
    of,
    wrong: (fn) =>
      Number(at(fn, "reservedConcurrentExecutions") ?? -1) > 0 ? undefined : "Set connect-ivr:reservedConcurrency.",
  },
  {
    id: "arm64",
    text: "A function runs on arm64, for which its price and its bundle are reckoned.",
    level: "mandatory",
    of,
    wrong: (fn) => (String(at(fn, "architectures")) === "arm64" ? undefined : "Set architectures to arm64."),
  },
  {
    id: "own-log-group",
    text: "A function writes to a log group of the stack, whose lines have an end.",
    level: "mandatory",
    of,
    whole: true,
    wrong: (fn) =>
      fn.madeOf("loggingConfig").some(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup")
        ? undefined
        : "Name a log group of the stack in loggingConfig.",
  },
  {
    id: "answers-in-time",
    text: "A function that flows call ends before Amazon Connect stops waiting.",
    level: "mandatory",
    of,
    whole: true,
    wrong: (fn, stack) =>
      !isCalled(fn, stack) || Number(at(fn, "timeout")) <= LONGEST_SECONDS
        ? undefined
        : `Set timeout to ${LONGEST_SECONDS} seconds at most.`,
  },
  {
    id: "CKV_AWS_364",
    also: ["CKV_AWS_301", "Lambda.1"],
    text: "A service may call a function for one resource of this account alone.",
    level: "mandatory",
    of: "aws:lambda/permission:Permission",
    wrong: (permission) =>
      String(at(permission, "principal")).endsWith(".amazonaws.com") &&
      at(permission, "sourceArn") !== undefined &&
      at(permission, "sourceAccount") !== undefined
        ? undefined
        : "Name a service as principal, with sourceArn and sourceAccount.",
  },
];
