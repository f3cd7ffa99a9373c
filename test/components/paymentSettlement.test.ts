import { expect } from "chai";
import { apiProblems, apiUrlProblem } from "../../components/configTables/checks";
import type { PaymentSettlementArgs } from "../../components/paymentSettlement/args";
import { policyProblems, settlementProblems } from "../../components/paymentSettlement/checks";
import { DEFAULT_PAYMENT_POLICY } from "../../handlers/shared/paymentPolicy";

const TABLE = { name: "table", arn: "arn" };
const problems = (args: Partial<PaymentSettlementArgs>): string[] =>
  settlementProblems({ instanceArn: "", namePrefix: "", environmentsTable: TABLE, callStateTable: TABLE, ...args });

describe("How payments are guarded", () => {
  it("may be left out, or written as the defaults are", () => {
    expect([...problems({}), ...policyProblems({}), ...policyProblems({ ...DEFAULT_PAYMENT_POLICY })]).to.deep.equal(
      [],
    );
  });

  it("is refused where a value is no whole number within its limits: all at once, each with its remedy", () => {
    expect(
      problems({
        paymentPolicy: {
          cardsPerOrder: 0,
          cardsPerAccount: 21,
          windowMinutes: 9,
          horizonMinutes: 9.5,
          reservationMinutes: 14,
        },
        everyMinutes: 61,
        alarmAfterMinutes: Number.NaN,
      }),
    ).to.deep.equal([
      "paymentPolicy.cardsPerOrder is 0. Write a whole number from 1 to 20.",
      "paymentPolicy.cardsPerAccount is 21. Write a whole number from 1 to 20.",
      "paymentPolicy.windowMinutes is 9. Write a whole number from 10 to 10080.",
      "paymentPolicy.horizonMinutes is 9.5. Write a whole number from 10 to 10080.",
      "paymentPolicy.reservationMinutes is 14. Write a whole number from 15 to 10080.",
      "everyMinutes is 61. Write a whole number from 1 to 60.",
      "alarmAfterMinutes is NaN. Write a whole number from 10 to 10080.",
    ]);
  });
});

describe("The address of a system", () => {
  it("is HTTPS, with a path or none", () => {
    for (const url of [
      "https://api.example.com",
      "https://api.example.com:8443/a/b",
      "https://api.example.com/@scope/a",
    ])
      expect(apiUrlProblem(url), url).to.equal(undefined);
  });

  it("holds no credentials, in whatever form, and the message does not show them", () => {
    for (const url of [
      "https://ivr:hunter2@api.example.com/a",
      "https://hunter2@api.example.com",
      "https://:hunter2@api.example.com",
      "https://ivr:hunter2%40x@api.example.com/a",
      "HTTPS://ivr:hunter2@api.example.com/a",
      "http://ivr:hunter2@api.example.com/a",
      "https://@api.example.com",
      "https://ivr:hunter2@",
    ])
      expect(apiUrlProblem(url), url).to.include("secretArn").and.not.include("hunter2");
  });

  it("is refused where it is anything else", () => {
    for (const url of [
      "http://api.example.com",
      "https://api.example.com/",
      "https://api.example.com/a?key=1",
      "https://api.example.com/#a",
      "https://api.example.com\\a",
      "api.example.com",
      "https://",
      "https://api example.com",
    ])
      expect(apiUrlProblem(url), url).to.include("begins with https://");
  });

  it("is checked in the arguments of the rows too: environment, profile and system are named", () => {
    const nothing = { defaultQueue: "a", flows: {}, modules: {}, queues: {}, hours: {} };
    const api = { url: "https://ivr:hunter2@api.example.com" };
    expect(
      apiProblems({
        instanceArn: "",
        tableName: "",
        environments: { dev: nothing, prod: { ...nothing, apis: { canada: { payments: api } } } },
      }).map((problem) => problem.slice(0, 27)),
    ).to.deep.equal(["prod: apis.canada.payments."]);
  });
});
