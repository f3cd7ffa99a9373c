import { expect } from "chai";
import { type Apis, apiProblems } from "../../stacks/apis";

const secret = (name: string): string => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`;
const system = (name?: string) => ({
  url: "https://api.example.com",
  ...(name !== undefined && { secretArn: secret(name) }),
});
const APIS: Apis = {
  prod: {
    default: { accounts: system("a"), orders: system("b") },
    canada: { accounts: system("a"), payments: system("c") },
  },
  staging: { default: { orders: system() } },
};
const number = (environment: string, apiProfile: string) => ({ environment, apiProfile });

describe("the systems of a stack", () => {
  it("are refused for an environment that the stack does not have, and where a profile is missing that numbers name, once each", () => {
    expect(
      apiProblems(
        APIS,
        ["prod", "staging"],
        [number("prod", "default"), number("prod", "canada"), number("staging", "default")],
      ),
    ).to.deep.equal([]);
    expect(apiProblems(APIS, ["prod"], [number("prod", "europe"), number("prod", "europe")])).to.deep.equal([
      "apis.staging: the stack has no environment of this name. There are prod.",
      "apis.prod: numbers name the API profile europe, which is not there. Add it, or correct the numbers of prod.",
    ]);
  });

  it("may be left out: numbers do without self-service then", () => {
    expect(apiProblems({}, ["prod"], [number("prod", "default")])).to.deep.equal([]);
  });
});
