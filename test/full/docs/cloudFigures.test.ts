import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { before } from "mocha";
import { headroomWarnings, type Quota } from "../../../components/shared/quotas";
import { type Graph, resourcesOf } from "../../../local/engine/graph";
import { EVALUATION, graphOf, ROOT } from "../../support";
import { countries } from "../../exampleCorp/content";

const page = readFileSync(join(ROOT, "docs", "cloud.md"), "utf8");
const text = page.replace(/\s+/g, " ");

/** The rows of the table between two marks, without its head. */
const tableOf = (mark: string): string[][] =>
  (page.split(`<!-- ${mark} -->`)[1] ?? "")
    .split(`<!-- /${mark} -->`)[0]!
    .trim()
    .split("\n")
    .slice(2)
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const typesOf = (graph: Graph): string[] =>
  graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).map(({ type }) => type);

describe("The figures of docs/cloud.md", function () {
  this.timeout(EVALUATION);
  let dev: Graph;
  let prod: Graph;
  before(async () => ([dev, prod] = await Promise.all([graphOf("dev", "up"), graphOf("prod", "up")])));

  /** What stands on an instance, by the words of the page. */
  const TYPES: Readonly<Record<Quota, { called: string; types: readonly string[] }>> = {
    flows: { called: "flows", types: ["aws:connect/contactFlow:ContactFlow"] },
    modules: { called: "flow modules", types: ["aws:connect/contactFlowModule:ContactFlowModule"] },
    queues: { called: "queues", types: ["aws:connect/queue:Queue"] },
    hours: {
      called: "hours of operation",
      types: ["aws-native:connect:HoursOfOperation", "aws:connect/hoursOfOperation:HoursOfOperation"],
    },
    quickConnects: { called: "quick connects", types: ["aws:connect/quickConnect:QuickConnect"] },
    routingProfiles: { called: "routing profiles", types: ["aws:connect/routingProfile:RoutingProfile"] },
    // Those that the instance may call: others do not count against its quota.
    functions: {
      called: "Lambda functions",
      types: ["aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation"],
    },
  };

  /** A row as it has to be: what AWS grants is taken from the warning that a program gives. */
  function rightRow(quota: Quota): string[] {
    const { called, types } = TYPES[quota];
    const [warning = ""] = headroomWarnings({ [quota]: 1000 });
    const [, counted, said] = /^(\d+) (.+?)(?:, AWS's own among them,)? (?:are|come) /.exec(warning) ?? [];
    expect(said, "the page calls it as the warning does").to.equal(called);
    const [, limit = ""] = /the (\d+) that AWS grants/.exec(warning) ?? [];
    const [, newer = ""] = /\((\d+) in newer accounts\)/.exec(warning) ?? [];
    const used = types.reduce((sum, type) => sum + resourcesOf(dev, type).length, 0);
    return [called, limit, newer, String(Number(counted) - 1000), String(used)];
  }

  it("are what a stack puts on an instance, and what AWS grants it", () => {
    const rows = tableOf("quotas");
    const right = (Object.keys(TYPES) as Quota[]).map(rightRow);
    const wrong = right.flatMap((cells) => {
      const row = rows.find(([called]) => called === cells[0]) ?? [];
      return row.join(" | ") === cells.join(" | ") ? [] : [`write | ${cells.join(" | ")} | for | ${row.join(" | ")} |`];
    });
    expect(wrong).to.deep.equal([]);
    expect(rows.map(([called]) => called)).to.deep.equal(right.map(([called]) => called));
  });

  it("are the countries, and the resources in tens", () => {
    const tens = ({ resources }: Graph): number => Math.round(resources.length / 10) * 10;
    const said = (sentence: RegExp): number[] => (sentence.exec(text) ?? []).slice(1).map(Number);
    expect(said(/Hours of operation are those of (\d+) countries, and one that is always open\./)).to.deep.equal([
      Object.keys(countries).length,
    ]);
    expect(said(/A stack has about (\d+) resources, prod about (\d+),/)).to.deep.equal([tens(dev), tens(prod)]);
  });

  it("include how often the providers try again", () => {
    const [provider] = resourcesOf(dev, "pulumi:providers:aws");
    expect(/retry up to (\d+) times/.exec(text)?.[1]).to.equal(provider?.inputs["maxRetries"]);
  });
});

describe("The permissions of docs/cloud.md", function () {
  this.timeout(EVALUATION);

  /** Where the provider's word for a service is not the one of IAM. */
  const SERVICES: Readonly<Record<string, string>> = {
    "cloudwatch/logGroup": "logs",
    "cloudwatch/logStream": "logs",
    "cloudwatch/eventRule": "events",
    "cloudwatch/eventTarget": "events",
    kinesis: "firehose",
  };
  const serviceOf = (type: string): string => {
    const path = type.split(":")[1] as string;
    const [module = ""] = path.split("/");
    return SERVICES[path] ?? SERVICES[module] ?? module;
  };

  const rows = tableOf("permissions").map(([service = "", what = "", actions = ""]) => ({
    service: service.replaceAll("`", ""),
    types: [...what.matchAll(/`([A-Z]\w+)`/g)].map(([, type = ""]) => type),
    actions,
  }));

  it("have a row for every type of resource that a stack has", async () => {
    const graphs = await Promise.all(["dev", "staging", "prod"].map((stack) => graphOf(stack, "up")));
    const listed = new Set(rows.flatMap(({ service, types }) => types.map((type) => `${service} ${type}`)));
    // Not in a graph without claimed numbers.
    expect(listed).to.include("connect PhoneNumberContactFlowAssociation");
    const missing = new Set(
      graphs
        .flatMap(typesOf)
        .map((type) => `${serviceOf(type)} ${type.split(":").at(-1)}`)
        .filter((type) => !listed.has(type)),
    );
    expect([...missing], "write a row of service and type, and what the deployer needs for it").to.deep.equal([]);
    expect(rows.map(({ service }) => service)).to.include("cloudformation");
  });

  it("have none for what no component makes, and none without actions", () => {
    const sources = (readdirSync(join(ROOT, "components"), { recursive: true }) as string[])
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(ROOT, "components", file), "utf8"))
      .join("\n");
    const made = (type: string): boolean => new RegExp(String.raw`new [a-z]\w*\.${type}\(`).test(sources);
    expect(rows.flatMap(({ types }) => types).filter((type) => !made(type))).to.deep.equal([]);
    for (const { service, actions } of rows) {
      expect(service).to.match(/^[a-z0-9]+$/);
      expect(actions, service).to.match(/\w/);
    }
  });
});
