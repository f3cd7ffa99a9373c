import { expect } from "chai";
import { after, before } from "mocha";
import { evaluate } from "../../local/engine/evaluate";
import { type Graph, plain } from "../../local/engine/graph";
import { readProject } from "../../local/engine/project";
import { exceptions } from "../../policy/exceptions";
import { rules } from "../../policy/rules";
import { stackOf } from "../../policy/stack";
import { Analyzer } from "../policy/analyzer";
import { EVALUATION, graphOf, ROOT } from "../support";

const STACKS = ["dev", "staging", "prod"];
const REGION = "us-east-1:000000000000";
const secret = (name: string): string => `arn:aws:secretsmanager:${REGION}:secret:${name}`;
const topic = `arn:aws:sns:${REGION}:alarms`;

/** Every option of a stack that adds something. */
const optionsOf = (environments: readonly string[]): Readonly<Record<string, unknown>> => ({
  protectData: true,
  safeguards: {
    kmsKeyArn: `arn:aws:kms:${REGION}:key/11111111-2222-3333-4444-555555555555`,
    reservedConcurrency: 10,
    keyHolderArns: ["arn:aws:iam::000000000000:role/keys"],
  },
  archive: {
    enabled: true,
    transform: { secretArn: secret("hash") },
    lifecycle: { coldAfterDays: 90, deleteErrorsAfterDays: 30, deleteOldVersionsAfterDays: 30 },
  },
  reporting: {
    enabled: true,
    costPerAgentContact: 6.5,
    views: true,
    quickSight: { identityRegion: "us-east-1", ownerGroups: ["analysts"], readerGroups: ["managers"] },
  },
  alarmTopicArn: topic,
  testCases: true,
  apis: Object.fromEntries(
    environments.map((environment) => [
      environment,
      {
        default: Object.fromEntries(
          ["accounts", "orders", "payments"].map((api) => [
            api,
            { url: `https://api.acme.test/${api}`, secretArn: secret(`${environment}-${api}`) },
          ]),
        ),
      },
    ]),
  ),
});

function withAllOptions(stack: string): Promise<Graph> {
  const project = readProject(ROOT, stack);
  const environments = JSON.parse(project.config["connect-ivr:environments"] as string) as string[];
  const options = Object.entries(optionsOf(environments)).map(([key, value]) => [
    `connect-ivr:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return evaluate(
    { ...project, config: { ...project.config, ...(Object.fromEntries(options) as Record<string, string>) } },
    "up",
  );
}

const toldOf = ({ resources }: Graph) =>
  resources.map((resource) => ({
    ...resource,
    inputs: plain(resource.inputs) as Record<string, unknown>,
    outputs: plain(resource.outputs) as Record<string, unknown>,
  }));

describe("the stacks by the policy pack", function () {
  this.timeout(6 * EVALUATION);
  let analyzer: Analyzer;
  const full: Record<string, Graph> = {};
  before(async () => {
    analyzer = await Analyzer.start();
    for (const stack of STACKS) full[stack] = await withAllOptions(stack);
  });
  after(() => analyzer.stop());

  for (const stack of STACKS) {
    it(`${stack} has nothing against it with all options on`, async () =>
      expect(await analyzer.violations(toldOf(full[stack] as Graph))).to.deep.equal([]));

    it(`${stack} as it stands has nothing against it but what an option turns on`, async () => {
      const found = await analyzer.violations(toldOf(await graphOf(stack, "up")));
      expect(found.filter(({ mandatory }) => mandatory)).to.deep.equal([]);
      for (const { message } of found) expect(message).to.match(/Set connect-ivr:\w+/);
    });
  }

  it("need each exception", () => {
    const stacks = Object.values(full).map((graph) =>
      stackOf(toldOf(graph).map((resource) => ({ ...resource, props: resource.outputs }))),
    );
    for (const { rule, resources, problem } of exceptions) {
      const needed = stacks.some((stack) =>
        stack.some((resource) => {
          const asked = rules.find(({ id, of }) => id === rule && of === resource.type);
          const found = resources.test(resource.name) ? asked?.wrong(resource, stack) : undefined;
          return found !== undefined && (problem === undefined || problem === found);
        }),
      );
      expect(needed, `${rule} of ${resources}: nothing needs it, take it out`).to.equal(true);
    }
  });

  it("give each exception a reason", () => {
    for (const { rule, reason } of exceptions) expect(reason, rule).to.match(/^[A-Z].{40,}\.$/s);
  });
});
