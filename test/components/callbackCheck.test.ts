import { expect } from "chai";
import type { CallbackPolicyArgs } from "../../components/callbackCheck/args";
import { callbackCheckProblems } from "../../components/callbackCheck/checks";
import { callbackPolicyOf } from "../../handlers/shared/callbackPolicy";

const TABLE = { name: "table", arn: "arn" };
const problems = (policy?: CallbackPolicyArgs, logRetentionDays = 30): string[] =>
  callbackCheckProblems({
    instanceArn: "",
    namePrefix: "",
    routingTable: TABLE,
    callStateTable: TABLE,
    logRetentionDays,
    ...(policy && { policy }),
  });

describe("How callbacks are guarded", () => {
  it("may be left out, or written as the defaults are", () => {
    expect([...problems(), ...problems({}), ...problems({ ...callbackPolicyOf("{}") })]).to.deep.equal([]);
  });

  it("is refused where a value is no whole number within its limits: all at once, each with its remedy", () => {
    expect(problems({ perNumber: 0, perCaller: 101, perEnvironment: 1.5, openMinutes: 1441 }, 31)).to.deep.equal([
      "policy.perNumber is 0. Write a whole number from 1 to 20.",
      "policy.perCaller is 101. Write a whole number from 1 to 100.",
      "policy.perEnvironment is 1.5. Write a whole number from 1 to 100000.",
      "policy.openMinutes is 1441. Write a whole number from 10 to 1440.",
      "logRetentionDays: CloudWatch does not keep log lines for 31 days. Write 60, or another of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.",
    ]);
  });
});
