import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { before as before_all } from "mocha";
import { publicKeyOf } from "../../components/securityKeys/certificates";
import { evaluate } from "../../local/engine/evaluate";
import { type Graph, isUnknown, plain, type Resource, resourcesOf } from "../../local/engine/graph";
import { asDeployed, readProject } from "../../local/engine/project";
import { rowsOf } from "../../local/engine/rowSets";
import { EVALUATION, graphOf, ROOT } from "../support";
import { languages, numbersOf, skillQueues } from "./content";

const TABLE = "aws:dynamodb/table:Table";
const ROW = "aws:dynamodb/tableItem:TableItem";
const FLOW = "aws:connect/contactFlow:ContactFlow";
const MODULE = "aws:connect/contactFlowModule:ContactFlowModule";
const INVOCATION = "aws:lambda/invocation:Invocation";
const ASSOCIATION = "aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation";

const containsUnknown = (value: unknown): boolean =>
  isUnknown(value) || (value !== null && typeof value === "object" && Object.values(value).some(containsUnknown));

/** Everything that has to exist before a resource, over any number of steps. */
function before(graph: Graph, resource: Resource): Set<string> {
  const byUrn = new Map(graph.resources.map((one) => [one.urn, one]));
  const found = new Set<string>();
  const visit = (urn: string): void => {
    if (found.has(urn)) return;
    found.add(urn);
    for (const next of byUrn.get(urn)?.dependencies ?? []) visit(next);
  };
  resource.dependencies.forEach(visit);
  return found;
}

/** Components that have components: a function each. */
const OF_FUNCTIONS = ["LookupFunctions", "CallbackCheck", "SelfServiceFunctions"].map(
  (name) => `connect-ivr:index:${name}`,
);

for (const stack of ["dev", "staging", "prod"])
  for (const mode of ["preview", "up"] as const)
    describe(`the graph of stack ${stack} in ${mode}`, () => {
      let graph: Graph;
      before_all(async function () {
        this.timeout(EVALUATION);
        graph = await graphOf(stack, mode);
      });

      it("parents every resource: components to the stack, all others to a component", () => {
        const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
        for (const resource of graph.resources) {
          const parent = byUrn.get(resource.parent ?? "");
          if (resource.type === "pulumi:pulumi:Stack") continue;
          const expected =
            resource.type.startsWith("pulumi:providers:") || !resource.custom
              ? ["pulumi:pulumi:Stack", ...OF_FUNCTIONS]
              : undefined;
          if (expected !== undefined) expect(expected, resource.urn).to.include(parent?.type);
          else expect(parent?.type, resource.urn).to.match(/^connect-ivr:index:/);
        }
      });

      it("names every child after its component", () => {
        for (const child of graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))) {
          const parent = graph.resources.find(({ urn }) => urn === child.parent);
          expect(child.name.startsWith(`${parent?.name}-`), child.urn).to.equal(true);
        }
      });

      it("uses the stack's own providers for every resource of AWS", () => {
        for (const { provider, urn } of graph.resources.filter(
          ({ custom, type }) => custom && !type.startsWith("pulumi:"),
        ))
          expect(provider, urn).to.match(/::pulumi:providers:aws(-native)?::aws(-native)?$/);
      });

      it("knows the content of every flow", () => {
        for (const type of [FLOW, MODULE]) {
          const flows = resourcesOf(graph, type);
          expect(flows.length).to.be.greaterThan(1);
          for (const { urn, inputs } of flows) expect(containsUnknown(inputs["content"]), urn).to.equal(false);
        }
      });

      it("deploys flows after the association of every function, and after the modules", () => {
        const associations = resourcesOf(graph, ASSOCIATION).map(({ urn }) => urn);
        const modules = resourcesOf(graph, MODULE).map(({ urn }) => urn);
        expect(associations).to.have.length(9);
        for (const module of resourcesOf(graph, MODULE))
          expect([...before(graph, module)], module.urn).to.include.members(associations);
        for (const flow of resourcesOf(graph, FLOW))
          expect([...before(graph, flow)], flow.urn).to.include.members([...associations, ...modules]);
      });

      it("writes the rows of environments after everything that they name", () => {
        const named = ["aws:connect/queue:Queue", "aws-native:connect:HoursOfOperation", FLOW, MODULE].flatMap((type) =>
          resourcesOf(graph, type)
            .filter(({ name }) => name !== "queues-transfers")
            .map(({ urn }) => urn),
        );
        const rows = resourcesOf(graph, ROW).filter(({ name }) => name.startsWith("environments-"));
        expect(rows.length).to.be.greaterThan(0);
        for (const row of rows) expect([...before(graph, row)]).to.include.members(named);
      });

      it("keeps tables recoverable, encrypted and on demand, and guards them in prod alone", () => {
        const tables = resourcesOf(graph, TABLE);
        expect(tables).to.have.length(4);
        for (const { protect, inputs } of tables) {
          expect(plain(inputs)).to.deep.include({
            billingMode: "PAY_PER_REQUEST",
            pointInTimeRecovery: { enabled: true },
            serverSideEncryption: { enabled: true },
            deletionProtectionEnabled: stack === "prod",
          });
          expect(protect).to.equal(stack === "prod");
        }
      });

      it("writes prompts before the flows, menus and numbers behind the environments, and no other row by itself", () => {
        const invocations = (of: string): Resource => {
          const found = resourcesOf(graph, INVOCATION).find(({ name }) => name === `${of}-write`);
          expect(found, of).to.not.equal(undefined);
          return found as Resource;
        };
        const rows = resourcesOf(graph, ROW);
        expect(rows.map(({ name }) => name.split("-")[0])).to.deep.equal(rows.map(() => "environments"));
        const functions = resourcesOf(graph, ASSOCIATION).map(({ urn }) => urn);
        expect([...before(graph, invocations("prompts"))]).to.include.members(functions);
        for (const flow of [...resourcesOf(graph, FLOW), ...resourcesOf(graph, MODULE)])
          expect([...before(graph, flow)], flow.urn).to.include(invocations("prompts").urn);
        expect([...before(graph, invocations("routing"))]).to.include.members(rows.map(({ urn }) => urn));
        // Replacing a function replaces what has an output of it as an input, and these would take the rows away.
        for (const { name, propertyDependencies } of resourcesOf(graph, INVOCATION))
          expect(propertyDependencies["functionName"], name).to.deep.equal([]);
      });

      it("associates claimed numbers behind all that their calls need", () => {
        const routing = resourcesOf(graph, INVOCATION).find(({ name }) => name === "routing-write") as Resource;
        const numbers = resourcesOf(
          graph,
          "aws:connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation",
        );
        for (const number of numbers) expect([...before(graph, number)]).to.include(routing.urn);
      });

      if (mode === "up")
        it("has a row for each number, in one group of rows for each country", () => {
          const numbers = rowsOf(graph).flatMap((row) =>
            "key" in row && String(row.key).startsWith("number#") ? [String(row.key)] : [],
          );
          expect(numbers).to.have.members(numbersOf(stack).map(({ e164 }) => `number#${e164}`));
          const { triggers } = plain(
            resourcesOf(graph, INVOCATION).find(({ name }) => name === "routing-write")?.inputs,
          ) as { triggers: Record<string, string> };
          expect(Object.keys(triggers)).to.include.members(numbersOf(stack).map(({ country }) => `numbers ${country}`));
        });

      it("gives agents a queue for each line of business in each language, and a profile for each language", () => {
        const queues = resourcesOf(graph, "aws:connect/queue:Queue").map(({ name }) => name);
        expect(queues.filter((name) => /-[a-z]{2}-[A-Z]{2}$/.test(name))).to.have.members(
          skillQueues.map((queue) => `queues-${queue}`),
        );
        expect(resourcesOf(graph, "aws:connect/routingProfile:RoutingProfile").map(({ name }) => name)).to.have.members(
          languages.map((language) => `queues-profile-${language}`),
        );
      });

      it("gives every agent a quick connect to every queue, carried by one queue that nothing leads to", () => {
        const queues = resourcesOf(graph, "aws:connect/queue:Queue");
        const connects = resourcesOf(graph, "aws:connect/quickConnect:QuickConnect");
        const list = queues.find(({ name }) => name === "queues-transfers") as Resource;
        expect(connects).to.have.length(queues.length - 1);
        expect([...before(graph, list)]).to.include.members(connects.map(({ urn }) => urn));
        for (const { urn, dependencies } of resourcesOf(graph, "aws:connect/routingProfile:RoutingProfile"))
          expect(dependencies, urn).to.include(list.urn);
        for (const { name, inputs } of queues) expect("quickConnectIds" in inputs, name).to.equal(name === list.name);
        for (const row of resourcesOf(graph, ROW))
          expect(JSON.stringify(row.inputs), row.name).to.not.include("transfers");
      });

      it("deploys the agent's screen before the row that names its newest version", () => {
        const [view] = resourcesOf(graph, "aws-native:connect:View") as [Resource];
        for (const row of resourcesOf(graph, ROW).filter(({ name }) => name.startsWith("environments-"))) {
          expect([...before(graph, row)]).to.include(view.urn);
          if (mode === "up")
            expect(JSON.stringify(plain(row.inputs))).to.include(`${view.outputs["viewArn"] as string}:$LATEST`);
        }
      });
    });

describe("the permissions of the functions", function () {
  this.timeout(EVALUATION);

  it("name the exact actions on the exact resources, and nothing with a wildcard but log streams", async () => {
    const graph = await graphOf("dev", "up");
    const nameOf = (arn: string): string => {
      const [of, index] = arn.split("/index/");
      const name = String(graph.resources.find(({ outputs }) => outputs["arn"] === of)?.name);
      return index === undefined ? name : `${name} by ${index}`;
    };
    const actions: Record<string, string[]> = {};
    for (const { name, inputs } of resourcesOf(graph, "aws:iam/rolePolicy:RolePolicy").filter(({ name }) =>
      /^(lookups|callbacks|selfService|settlement|prompts|routing)-/.test(name),
    )) {
      const { Statement } = JSON.parse(plain(inputs["policy"]) as string) as {
        Statement: { Action: string[]; Resource: string[] }[];
      };
      for (const { Action, Resource } of Statement)
        for (const resource of Resource) {
          if (resource.includes("*"))
            expect(resource, name).to.match(/^arn:aws:logs:[^*]+:log-group:\/aws\/lambda\/ivr-dev-[A-Za-z]+:\*$/);
          else
            (actions[name.replace(/^(lookups|callbacks|selfService)-|-policy$/g, "")] ??= []).push(
              ...Action.map((action) => `${action} ${nameOf(resource)}`),
            );
        }
    }
    const opening = ["secretsmanager:GetSecretValue keys-secret", "kms:Decrypt keys-kms"];
    expect(actions).to.deep.equal({
      getNumberAttributes: ["dynamodb:BatchGetItem config-routing"],
      getEnvironment: ["dynamodb:GetItem config-environments"],
      getPrompts: ["dynamodb:Query config-prompts"],
      resolveRoute: ["dynamodb:GetItem config-routing", "dynamodb:GetItem config-environments"],
      checkCallback: [
        "dynamodb:GetItem config-routing",
        "dynamodb:GetItem callState-table",
        "dynamodb:UpdateItem callState-table",
      ],
      identifyCaller: ["dynamodb:GetItem config-environments"],
      accountService: [
        "dynamodb:GetItem config-environments",
        "dynamodb:GetItem callState-table",
        "dynamodb:UpdateItem callState-table",
      ],
      verifyCaller: [
        "dynamodb:GetItem config-environments",
        "dynamodb:GetItem callState-table",
        "dynamodb:UpdateItem callState-table",
        ...opening,
      ],
      takePayment: [
        "dynamodb:GetItem config-environments",
        "dynamodb:GetItem callState-table",
        "dynamodb:UpdateItem callState-table",
        ...opening,
      ],
      settlement: [
        "dynamodb:GetItem config-environments",
        "dynamodb:GetItem callState-table",
        "dynamodb:UpdateItem callState-table",
        "dynamodb:Scan callState-table",
        "dynamodb:Query callState-table by unsettled",
      ],
      ...Object.fromEntries(
        ["prompts", "routing"].map((rows) => [
          rows,
          ["BatchGetItem", "BatchWriteItem", "PutItem", "UpdateItem"].map(
            (action) => `dynamodb:${action} config-${rows}`,
          ),
        ]),
      ),
    });
  });
});

describe("the functions that open what callers key", function () {
  this.timeout(EVALUATION);

  it("log under a key of their own, for a week, and are the only ones that know the secret", async () => {
    const graph = await graphOf("dev", "up");
    const key = resourcesOf(graph, "aws:kms/key:Key").find(({ name }) => name === "selfService-logs");
    const groups = resourcesOf(graph, "aws:cloudwatch/logGroup:LogGroup").filter(
      ({ inputs }) => inputs["kmsKeyId"] === key?.outputs["arn"],
    );
    expect(groups.map(({ name }) => name)).to.have.members([
      "selfService-takePayment-logs",
      "selfService-verifyCaller-logs",
    ]);
    const { policy } = plain(key?.inputs) as { policy: string };
    for (const { inputs, outputs } of groups) {
      expect(inputs["retentionInDays"]).to.equal(7);
      expect(policy).to.include(`"${outputs["arn"] as string}"`);
    }
    const knowing = resourcesOf(graph, "aws:lambda/function:Function").filter(({ inputs }) =>
      JSON.stringify(plain(inputs["environment"])).includes("INPUT_KEYS_SECRET"),
    );
    expect(knowing.map(({ name }) => name)).to.have.members([
      "selfService-takePayment-function",
      "selfService-verifyCaller-function",
    ]);
  });

  it("forget of call state what is over, and find by an index what is not", async () => {
    const [table] = resourcesOf(await graphOf("dev", "up"), TABLE).filter(({ name }) => name === "callState-table");
    expect(plain(table?.inputs)).to.deep.include({
      hashKey: "key",
      ttl: { attributeName: "expiresAt", enabled: true },
      globalSecondaryIndexes: [
        { name: "unsettled", hashKey: "unsettled", rangeKey: "unsettledSince", projectionType: "ALL" },
      ],
    });
  });
});

describe("the outputs of a stack", function () {
  this.timeout(EVALUATION);

  it("name the tables by which what is open is listed and settled", async () => {
    for (const stack of ["dev", "staging", "prod"]) {
      const graph = await graphOf(stack, "up");
      const tableOf = (name: string): unknown =>
        resourcesOf(graph, TABLE).find((table) => table.name === name)?.outputs["name"];
      expect(plain(graph.outputs), stack).to.deep.include({
        callStateTable: tableOf("callState-table"),
        environmentsTable: tableOf("config-environments"),
      });
    }
  });
});

describe("the providers of a stack", function () {
  this.timeout(EVALUATION);

  it("allow the instance's account alone, tag everything, and retry patiently", async () => {
    const graph = await graphOf("dev", "up");
    const [provider] = resourcesOf(graph, "pulumi:providers:aws");
    const inputs = plain(provider?.inputs) as Record<string, string>;
    expect(JSON.parse(inputs["allowedAccountIds"] as string)).to.deep.equal(["000000000000"]);
    expect(JSON.parse(inputs["defaultTags"] as string)).to.deep.equal({
      tags: { project: "connect-ivr", stack: "dev" },
    });
    expect(inputs).to.include({ retryMode: "adaptive", maxRetries: "25", region: "us-east-1" });
  });
});

describe("The security keys of a stack", function () {
  this.timeout(EVALUATION);

  it("are the public halves on the instance, and a secret without a value under a key of its own", async () => {
    for (const stack of ["dev", "prod"]) {
      const graph = await graphOf(stack, "up");
      const component = graph.resources.find(({ type }) => type === "connect-ivr:index:SecurityKeys");
      const children = graph.resources.filter(({ parent }) => parent === component?.urn);
      expect(children.map(({ type }) => type).sort()).to.deep.equal([
        "aws-native:connect:SecurityKey",
        "aws:kms/key:Key",
        "aws:secretsmanager/secret:Secret",
      ]);
      const [securityKey] = resourcesOf(graph, "aws-native:connect:SecurityKey");
      expect(plain(securityKey?.inputs)).to.deep.include({
        key: publicKeyOf(readFileSync(join(ROOT, "stacks", "keys", `example-${stack}.pem`), "utf8")),
      });
      const secret = children.find(({ type }) => type === "aws:secretsmanager/secret:Secret");
      const kmsKey = children.find(({ type }) => type === "aws:kms/key:Key");
      expect(plain(secret?.inputs)).to.deep.include({
        name: `ivr-${stack}/input-keys`,
        kmsKeyId: kmsKey?.outputs["arn"],
        recoveryWindowInDays: stack === "prod" ? 30 : 0,
      });
      expect(kmsKey?.inputs).to.include({ enableKeyRotation: true });
      expect([secret?.protect, kmsKey?.protect]).to.deep.equal([stack === "prod", stack === "prod"]);
    }
    const { resources } = await graphOf("dev", "up");
    expect(resources.filter(({ type }) => type.includes("SecretVersion"))).to.deep.equal([]);
  });

  it("have a KMS key that is used by way of Secrets Manager alone", async () => {
    const [kmsKey] = resourcesOf(await graphOf("dev", "up"), "aws:kms/key:Key").filter(
      ({ name }) => name === "keys-kms",
    );
    const { Statement } = JSON.parse(plain(kmsKey?.inputs["policy"]) as string) as {
      Statement: { Effect: string; Action: unknown; Condition?: unknown }[];
    };
    expect(Statement.find(({ Effect }) => Effect === "Deny")).to.deep.include({
      Condition: { StringNotEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
    });
  });

  it("stand in the rows of environments, the certificate with the id of its key", async () => {
    const graph = await graphOf("dev", "up");
    const [securityKey] = resourcesOf(graph, "aws-native:connect:SecurityKey");
    const row = JSON.parse(
      plain(graph.resources.find(({ name }) => name === "environments-dev")?.inputs["item"]) as string,
    ) as { security: { M: Record<string, { S: string }> } };
    expect(row.security.M["keyId"]?.S).to.equal(securityKey?.outputs["associationId"]);
    expect(publicKeyOf(row.security.M["certificate"]?.S ?? "")).to.equal(plain(securityKey?.inputs["key"]));
    const preview = await graphOf("dev", "preview");
    expect(
      isUnknown(resourcesOf(preview, "aws-native:connect:SecurityKey")[0]?.inputs["key"]),
      "the public key is known in a preview",
    ).to.equal(false);
  });
});

describe("a stack outside of a laptop", () => {
  it("is refused while it has an example, in one message, before anything is registered", async () => {
    const refusal = await evaluate(asDeployed(readProject(ROOT, "prod")), "preview").then(
      () => "",
      (error: Error) => error.message,
    );
    const [heading, ...lines] = refusal.split("\n  ");
    expect(heading).to.equal("Examples are for a laptop, and are not deployed:");
    expect(lines.map((line) => /^\S+(?=: )|^\S+, \S+(?=: )/.exec(line)?.[0])).to.deep.equal([
      "instanceArn",
      ...["prod", "staging"].flatMap((environment) =>
        ["accounts", "orders", "payments"].map((api) => `apis.${environment}.default.${api}.url`),
      ),
      "inputKeys.0.certificate",
      "calls.fallbackQueueArn",
      "content/numbers/prod.yaml:9, numbers.0",
      "content/callers.yaml:7, callers.0",
      "content/menus.yaml:102, menus.supportJapan.3.number",
    ]);
  }).timeout(EVALUATION);
});
