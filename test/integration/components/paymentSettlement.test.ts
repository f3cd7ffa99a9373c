import { expect } from "chai";
import { before } from "mocha";
import { type Graph, plain, type Resource, resourcesOf } from "../../../local/engine/graph";
import { companyGraph } from "../../company";
import { EVALUATION } from "../../support";

describe("the settler of a stack's payments", function () {
  this.timeout(EVALUATION);
  let graph: Graph;
  before(async () => (graph = await companyGraph("up")));
  const one = (type: string, name: string): Resource => {
    const [found] = resourcesOf(graph, type).filter((resource) => resource.name === name);
    if (found === undefined) throw new Error(`The graph has no ${name}.`);
    return found;
  };
  const inputs = (type: string, name: string) => plain(one(type, name).inputs) as Record<string, unknown>;

  it("runs every five minutes, by the rule alone and for the account alone", () => {
    const rule = one("aws:cloudwatch/eventRule:EventRule", "settlement-schedule");
    const settler = one("aws:lambda/function:Function", "settlement-function");
    expect(plain(rule.inputs)).to.deep.include({ scheduleExpression: "rate(5 minutes)" });
    expect(inputs("aws:cloudwatch/eventTarget:EventTarget", "settlement-target")).to.deep.include({
      arn: settler.outputs["arn"],
      rule: rule.outputs["name"],
    });
    const permission = inputs("aws:lambda/permission:Permission", "settlement-permission");
    expect(permission).to.deep.include({ principal: "events.amazonaws.com", sourceArn: rule.outputs["arn"] });
    expect(permission["sourceAccount"]).to.match(/^\d{12}$/);
  });

  it("may read and settle call state, and read where the systems are: it opens no card, and no flow calls it", () => {
    const policy = JSON.parse(inputs("aws:iam/rolePolicy:RolePolicy", "settlement-policy")["policy"] as string) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    expect(policy.Statement.flatMap(({ Action }) => Action).sort()).to.deep.equal([
      "dynamodb:GetItem",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
      "dynamodb:UpdateItem",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]);
    const table = one("aws:dynamodb/table:Table", "callState-table").outputs["arn"] as string;
    expect(policy.Statement.find(({ Action }) => Action.includes("dynamodb:Query"))?.Resource).to.deep.equal([
      `${table}/index/unsettled`,
    ]);
    const variables = (
      inputs("aws:lambda/function:Function", "settlement-function")["environment"] as {
        variables: Record<string, string>;
      }
    ).variables;
    expect(variables).to.not.have.any.keys("INPUT_KEYS", "INPUT_KEYS_SECRET");
    const associated = resourcesOf(graph, "aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation").map(
      ({ inputs: given }) => (plain(given) as { functionArn: string }).functionArn,
    );
    expect(associated).to.not.include(one("aws:lambda/function:Function", "settlement-function").outputs["arn"]);
  });

  it("has the index that it reads by, with all of an item", () => {
    expect(inputs("aws:dynamodb/table:Table", "callState-table")).to.deep.include({
      globalSecondaryIndexes: [
        { name: "unsettled", hashKey: "unsettled", rangeKey: "unsettledSince", projectionType: "ALL" },
      ],
      attributes: [
        { name: "key", type: "S" },
        { name: "unsettled", type: "S" },
        { name: "unsettledSince", type: "N" },
      ],
    });
  });

  it("is missed: the alarm rings when it does not run, and when a payment stays open", () => {
    expect(inputs("aws:cloudwatch/metricAlarm:MetricAlarm", "settlement-open-alarm")).to.deep.include({
      metricName: "OldestOpenPaymentMinutes",
      treatMissingData: "breaching",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 120,
      period: 900,
    });
  });
});
