import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import { ConnectFunction } from "../../components/connectFunction/connectFunction";
import { ContactRecordArchive } from "../../components/contactRecordArchive/contactRecordArchive";
import { LookupFunctions } from "../../components/lookupFunctions/lookupFunctions";
import { PaymentSettlement } from "../../components/paymentSettlement/paymentSettlement";
import { SelfServiceFunctions } from "../../components/selfServiceFunctions/selfServiceFunctions";

const site = {
  instanceArn: "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555",
  namePrefix: "x",
};
const table = { name: "t", arn: "arn" };
const tables = { environments: table, routing: table, prompts: table };
const ofCalls = { ...site, environmentsTable: table, callStateTable: table, logRetentionDays: 45 };

describe("a log that CloudWatch does not keep for so long", () => {
  const registered: string[] = [];
  before(() =>
    pulumi.runtime.setMocks({
      newResource: ({ name }) => {
        registered.push(name);
        return { id: name, state: {} };
      },
      call: () => ({}),
    }),
  );

  const refusals: [component: string, make: () => unknown, argument: string][] = [
    [
      "ConnectFunction",
      () => new ConnectFunction("c", { ...site, functionName: "f", entry: __filename, logRetentionDays: 45 }),
      "logRetentionDays",
    ],
    [
      "ContactRecordArchive",
      () => new ContactRecordArchive("c", { ...site, logRetentionDays: 45 }),
      "logRetentionDays",
    ],
    [
      "ContactRecordArchive",
      () => new ContactRecordArchive("c", { ...site, transform: { secretArn: "arn", logRetentionDays: 45 } }),
      "transform.logRetentionDays",
    ],
    ["LookupFunctions", () => new LookupFunctions("c", { ...site, tables, logRetentionDays: 45 }), "logRetentionDays"],
    ["SelfServiceFunctions", () => new SelfServiceFunctions("c", ofCalls), "logRetentionDays"],
    ["PaymentSettlement", () => new PaymentSettlement("c", ofCalls), "logRetentionDays"],
  ];
  for (const [component, make, argument] of refusals)
    it(`is refused by ${component} as ${argument}, before anything is registered`, () => {
      expect(make).to.throw(
        `${component} c cannot be deployed:\n  ${argument}: CloudWatch does not keep log lines for 45 days. Write 60, or another of 1, 3, 5, 7, 14, 30, 60,`,
      );
      expect(registered).to.deep.equal([]);
    });
});
