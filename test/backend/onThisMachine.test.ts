import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { expect } from "chai";
import { ENVIRONMENT, KEYLESS, numberRow } from "../handlers/rows";
import { onThisMachine } from "../../local/emulator/cloud";

const SITES = { backendUrl: "http://127.0.0.1:1234", certificate: "the certificate of this machine" };

describe("a row on this machine", () => {
  it("leads to the systems of this machine, without a token, in the places that the stack's own have", () => {
    const api = { url: "https://api.example.com", timeoutMs: "3500", secretArn: "arn" };
    const row = {
      ...ENVIRONMENT,
      apis: { default: { accounts: api }, canada: { payments: api } },
      security: { keyId: "key", certificate: "the company's" },
    };
    const here = { url: SITES.backendUrl, timeoutMs: "3500" };
    expect(unmarshall(onThisMachine(marshall(row), SITES))).to.deep.equal({
      ...row,
      apis: { default: { accounts: here }, canada: { payments: here } },
      security: { keyId: "key", certificate: SITES.certificate },
    });
  });

  it("has no system and no key that the stack has not", () => {
    expect(unmarshall(onThisMachine(marshall(KEYLESS), SITES))).to.deep.equal(KEYLESS);
  });

  it("is the stack's own where it is no environment", () => {
    const item = marshall(numberRow());
    expect(onThisMachine(item, SITES)).to.equal(item);
  });
});
