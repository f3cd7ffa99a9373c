import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { parse } from "yaml";
import { heldFlows } from "../../../callFlows/heldFlows";
import { fingerprintOf } from "../../../components/securityKeys/certificates";
import { resolveRoute } from "../../../handlers/resolveRoute";
import { cached } from "../../../handlers/shared/cache";
import type { Tables } from "../../../handlers/shared/lookup";
import { evaluate } from "../../../local/engine/evaluate";
import { type Graph, plain, type Resource, resourcesOf } from "../../../local/engine/graph";
import { itemsOf, rowSetsOf } from "../../../local/engine/rowSets";
import { asDeployed, type Project, readProject } from "../../../local/engine/project";
import { deployable, FALLBACK_QUEUE, INSTANCE } from "../../deployable";
import { EVALUATION, graphOf, ROOT } from "../../support";

const textOf = (...path: string[]): string => readFileSync(join(ROOT, ...path), "utf8");
const PAGE = textOf("docs", "cloud.md");
const words = (text: string): string => text.replace(/\s+/g, " ").trim();
const sectionOf = (title: string): string => PAGE.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
/** The points of a list, each on one line. */
const pointsOf = (section: string): string[] =>
  section
    .split(/\n(?=- |\d+\. )/)
    .slice(1)
    .map((point) => words(point.split("\n\n")[0] as string).replace(/^(-|\d+\.) /, ""));

const FLOW = "aws:connect/contactFlow:ContactFlow";
const MODULE = "aws:connect/contactFlowModule:ContactFlowModule";
const QUEUE = "aws:connect/queue:Queue";
const QUICK_CONNECT = "aws:connect/quickConnect:QuickConnect";
const PROFILE = "aws:connect/routingProfile:RoutingProfile";
const HOURS = "aws-native:connect:HoursOfOperation";
const VIEW = "aws-native:connect:View";
const FUNCTION = "aws:lambda/function:Function";
const ITEM = "aws:dynamodb/tableItem:TableItem";
const CALLABLE = "aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation";
const NUMBER = "aws:connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation";
const SECRET = "aws:secretsmanager/secret:Secret";
const TABLE = "aws:dynamodb/table:Table";
const BUCKET = "aws:s3/bucket:Bucket";

const named = (graph: Graph, name: string): Resource => {
  const found = graph.resources.find((resource) => resource.custom && resource.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};

/** Everything that has to exist before a resource, over any number of steps. */
function behind(graph: Graph, { dependencies }: Resource): Set<string> {
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  const found = new Set<string>();
  const visit = (urn: string): void => {
    if (found.has(urn)) return;
    found.add(urn);
    byUrn.get(urn)?.dependencies.forEach(visit);
  };
  dependencies.forEach(visit);
  return found;
}

/** Each of these waits for all of those. */
function expectBehind(graph: Graph, later: readonly Resource[], earlier: readonly Resource[]): void {
  expect(later).to.not.be.empty;
  expect(earlier).to.not.be.empty;
  for (const one of later) expect([...behind(graph, one)], one.name).to.include.members(earlier.map(({ urn }) => urn));
}

const configured = (stack: string, config: Readonly<Record<string, unknown>>) => {
  const project = readProject(ROOT, stack);
  const texts = Object.entries(config).map(([key, value]): [string, string] => [
    `connect-ivr:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { ...project, config: { ...project.config, ...Object.fromEntries<string>(texts) } };
};

const ONE = "11111111-2222-4333-8444-000000000001";
const TWO = "11111111-2222-4333-8444-000000000002";
const CLAIMS = {
  "ca-support-tollfree": { e164: "+18005550199", phoneNumberId: ONE },
  "ca-sales-tollfree": { e164: "+18005550198", phoneNumberId: TWO },
};

describe("docs/cloud.md", function () {
  this.timeout(EVALUATION);
  /** Stack dev with two claimed numbers. */
  let dev: Graph;
  before(async () => (dev = await evaluate(configured("dev", { numbers: CLAIMS }), "up")));

  const rows = (): Resource[] => resourcesOf(dev, ITEM);
  const writes = (of: string): Resource => named(dev, `${of}-write`);
  const flowsAndModules = (): Resource[] => [...resourcesOf(dev, FLOW), ...resourcesOf(dev, MODULE)];

  describe("The first deployment", () => {
    /** Stack dev of a copy without numbers in menus that are not the company's, after the commands of the section. */
    const commanded = (): Project => {
      const commands = sectionOf("The first deployment").matchAll(
        /^pulumi config (set|rm) (?:--path )?connect-ivr:(\w+)(?:\.(\w+))? ?(\S*)/gm,
      );
      const project = deployable();
      const config = { ...readProject(ROOT, "dev").config };
      for (const [, command, key = "", field, value = ""] of commands)
        if (field !== undefined) config[`connect-ivr:${key}`] = JSON.stringify({ [field]: FALLBACK_QUEUE });
        else if (command === "rm") config[`connect-ivr:${key}`] = key === "inputKeys" ? "[]" : "{}";
        else config[`connect-ivr:${key}`] = key === "instanceArn" ? INSTANCE : value;
      return { ...project, config };
    };

    it("has no example left, and no row of a fictional number, where the menus have none", async () => {
      const numbers = (graph: Graph): string[] => plain(graph.outputs["dialedNumbers"]) as string[];
      expect(numbers(await evaluate(commanded(), "up"))).to.deep.equal([]);
      const claimed = { "ca-support-tollfree": { e164: "+18335560143", phoneNumberId: ONE } };
      const config = { ...commanded().config, "connect-ivr:numbers": JSON.stringify(claimed) };
      expect(numbers(await evaluate({ ...commanded(), config }, "up"))).to.deep.equal(["+18335560143"]);
    });

    it("names the option of Example Corp that is left", async () => {
      const { config } = commanded();
      const message = await evaluate(asDeployed({ ...readProject(ROOT, "dev"), config }), "preview").then(
        () => "",
        (error: Error) => error.message,
      );
      expect(message).to.match(/not deployed:\n {2}content\/menus\.yaml:\d+, menus\.supportJapan\.3\.number: [^\n]*$/);
      expect(sectionOf("The first deployment")).to.include("`supportJapan`");
    });
  });

  describe("A later release", () => {
    /** The steps of the list, and what each waits for. */
    const STEPS: Readonly<Record<string, () => void>> = {
      "functions, and their associations with the instance": () => {
        const functions = resourcesOf(dev, FUNCTION).map(({ urn }) => urn);
        for (const one of resourcesOf(dev, CALLABLE))
          expect(one.dependencies.filter((urn) => functions.includes(urn))).to.have.length(1);
      },
      "the rows of prompts (`prompts-write`)": () => expectBehind(dev, [writes("prompts")], resourcesOf(dev, CALLABLE)),
      "modules, then flows": () => {
        expectBehind(dev, flowsAndModules(), [writes("prompts"), ...resourcesOf(dev, CALLABLE)]);
        expectBehind(dev, resourcesOf(dev, FLOW), resourcesOf(dev, MODULE));
      },
      "queues, which name flows; hours and views, which wait for nothing": () => {
        const queues = resourcesOf(dev, QUEUE).filter(({ name }) => name !== "queues-transfers");
        expectBehind(dev, queues, [named(dev, "flows-outboundWhisperFlow")]);
        const hours = resourcesOf(dev, HOURS);
        for (const one of [...hours, ...resourcesOf(dev, VIEW)])
          expect([...behind(dev, one)].filter((urn) => !hours.some((other) => other.urn === urn))).to.deep.equal([]);
      },
      "the rows of environments": () =>
        expectBehind(dev, rows(), [
          ...flowsAndModules(),
          ...resourcesOf(dev, QUEUE).filter(({ name }) => name !== "queues-transfers"),
          ...resourcesOf(dev, HOURS),
          ...resourcesOf(dev, VIEW),
        ]),
      "the rows of menus and numbers (`routing-write`)": () => expectBehind(dev, [writes("routing")], rows()),
      "the associations of numbers": () => expectBehind(dev, resourcesOf(dev, NUMBER), [writes("routing"), ...rows()]),
    };

    it("is told step by step, and nothing else", () =>
      expect(pointsOf(sectionOf("A later release"))).to.deep.equal(Object.keys(STEPS)));

    for (const [step, check] of Object.entries(STEPS)) it(`goes as told: ${step}`, () => check());

    it("ends with the rows that are not wanted: what wrote them before is replaced, and deleted behind the new one", () => {
      for (const of of ["prompts", "routing"]) {
        const { deleteBeforeReplace, retainOnDelete, protect, inputs } = writes(of);
        expect({ deleteBeforeReplace, retainOnDelete, protect }).to.deep.equal({
          deleteBeforeReplace: false,
          retainOnDelete: undefined,
          protect: false,
        });
        expect(plain(inputs)).to.include({ lifecycleScope: "CRUD" });
        expect(plain(inputs["triggers"]), "by which it is replaced").to.not.be.empty;
      }
    });
  });

  describe("Calls in progress", () => {
    const live = textOf("test", "full", "release", "liveCalls.test.ts");

    /** What follows each sentence, and by which test it is played. */
    const SENTENCES: Readonly<Record<string, { check: () => void | Promise<void>; played?: string }>> = {
      "Flows and modules are changed in place and keep their ids; that a contact inside one finishes it with the content that it entered with, AWS does not document.":
        {
          check: () => {
            for (const { name, inputs } of flowsAndModules())
              expect(plain(inputs["name"]), "its name says nothing of its content").to.equal(
                name.replace("flows-", "ivr-dev-"),
              );
          },
        },
      "A function is changed in place, in one step, and flows name it by an ARN that no release changes.": {
        check: () => {
          const content = flowsAndModules()
            .map(({ inputs }) => plain(inputs["content"]) as string)
            .join("\n");
          const arns = resourcesOf(dev, CALLABLE).map(({ inputs }) => plain(inputs["functionArn"]) as string);
          for (const arn of arns) expect(arn).to.match(/:function:ivr-dev-[A-Za-z]+$/);
          const inFlows = new Set(content.match(/arn:aws:lambda:[^"\\]+/g));
          expect([...inFlows]).to.have.members(arns);
          for (const { inputs } of resourcesOf(dev, FUNCTION)) expect(inputs).to.not.have.property("publish");
        },
      },
      "What is new is there before anything leads to it: a menu or a number is written behind all that it names.": {
        check: () => {
          expectBehind(dev, [writes("routing")], [...rows(), ...flowsAndModules(), ...resourcesOf(dev, HOURS)]);
          expectBehind(dev, [writes("routing")], [writes("prompts"), ...resourcesOf(dev, CALLABLE)]);
        },
        played: "lead nowhere that is not there yet",
      },
      "What goes, goes behind all that is new, a row only when the writing of before is deleted.": {
        check: () => {
          for (const of of ["prompts", "routing"]) expect(writes(of).deleteBeforeReplace).to.equal(false);
          expectBehind(dev, flowsAndModules(), [writes("prompts")]);
        },
        played: "come to the same end at every step",
      },
      "A prompt that the release removes stays in its row until the release is over, because flows of before may still ask for it.":
        {
          check: () => {
            const kept = rowSetsOf(dev).map(({ content }) => [content.index.keys[0], content.index.keptMaps]);
            expect(Object.fromEntries(kept)).to.deep.equal({ language: ["prompts"], key: [] });
          },
          played: "come to the same end at every step",
        },
      "Functions remember a row for a minute, prompts for five, so a changed row is heard that much later, and longer while DynamoDB does not answer.":
        {
          check: async () => {
            const tables = textOf("handlers", "shared", "dynamoTables.ts");
            expect(tables).to.include("const MINUTE_MS = 60_000;").and.include("freshMs: 5 * MINUTE_MS");
            expect(textOf("handlers", "shared", "environments.ts")).to.include("const FRESH_MS = 60_000;");
            const { read, clock, asked } = remembering("old", new Error("down"), "new");
            await read("key");
            clock.ms += 60_000;
            expect([await read("key"), await read("key"), asked.count]).to.deep.equal(["old", "new", 3]);
          },
        },
      "What a remembered row lacks is read again at once, at most once a second.": {
        check: async () => {
          const { read, clock, asked } = remembering("old", "old", "new");
          const isNew = (value: string): boolean => value === "new";
          await read("key");
          clock.ms += 1000;
          for (let time = 0; time < 3; time++) await read("key", isNew);
          expect(asked.count).to.equal(2);
          clock.ms += 1000;
          expect([await read("key", isNew), asked.count]).to.deep.equal(["new", 3]);
        },
      },
      "A flow that callers are in already, and that names a flow or module which the release adds, keeps its content for this release; the program says so, and `pulumi up` is run once more.":
        {
          check: () => {
            const flows = Object.fromEntries(
              flowsAndModules().map(({ name, inputs }) => [
                name.replace("flows-", ""),
                { content: plain(inputs["content"]) as string },
              ]),
            );
            const before = Object.keys(flows).filter((name) => name !== "languageModule");
            expect(heldFlows(flows, before)).to.deep.equal({ initFlow: ["languageModule"] });
            expect(heldFlows(flows, Object.keys(flows)), "once more").to.deep.equal({});
            expect(textOf("stacks", "stack.ts")).to.include("keeps its content in this release");
          },
        },
      "While a flow is held like this no row and no prompt is deleted: it may still play them, so the release in which none is held deletes them.":
        {
          check: async () => {
            const sweeps = (graph: Graph): unknown[] =>
              ["prompts", "routing"].map(
                (of) =>
                  (plain(named(graph, `${of}-function`).inputs["environment"]) as { variables: Record<string, string> })
                    .variables["ROWS_SWEEP"],
              );
            const { flowArns, moduleArns } = plain(dev.outputs) as Record<string, Record<string, string>>;
            const { languageModule: added, ...others } = moduleArns as Record<string, string>;
            expect(added).to.be.a("string");
            const holding = await evaluate(deployable(), "up", { instanceArn: INSTANCE, flowArns, moduleArns: others });
            expect([sweeps(holding), sweeps(dev)]).to.deep.equal([
              ["later", "later"],
              ["now", "now"],
            ]);
          },
        },
      "What the release removes stays in the row of the environment until the next release, so a menu of before still leads somewhere.":
        {
          check: async () => {
            const gone = {
              queueArns: { "of-before": `${INSTANCE}/queue/1` },
              hoursArns: { "of-before": `${INSTANCE}/operating-hours/1` },
              flowArns: { ofBefore: `${INSTANCE}/contact-flow/1` },
              moduleArns: { ofBefore: `${INSTANCE}/flow-module/1` },
            };
            const [row] = itemsOf(await evaluate(deployable(), "up", { instanceArn: INSTANCE, ...gone }));
            for (const map of ["queues", "hours", "flows", "modules"])
              expect(JSON.stringify(row?.item[map]), map).to.match(/of-?[bB]efore/);
          },
        },
      "A number that goes loses its association before its row, and one that comes gets its row before its association.":
        {
          check: () => expectBehind(dev, resourcesOf(dev, NUMBER), [writes("routing")]),
          played: "has its association before its row is gone, and the other way round when it comes",
        },
      "A number whose logical name changes, or two that change places, stay connected, because an association is named by the id of the phone number.":
        {
          check: () => {
            expect(resourcesOf(dev, NUMBER).map(({ name }) => name)).to.have.members([
              `numbers-${ONE}`,
              `numbers-${TWO}`,
            ]);
          },
          played: "keeps the number connected when its logical name changes, or two change places",
        },
      "The release that takes associations over from a version where flows held them finds them by today's logical names, so rename no number in it.":
        {
          check: () => {
            const aliases = resourcesOf(dev, NUMBER).flatMap(({ aliases: urns = [] }) => urns);
            expect(aliases.map((urn) => urn.split("::").at(-1))).to.have.members(
              Object.keys(CLAIMS).map((number) => `flows-${number}`),
            );
            for (const urn of aliases) expect(urn).to.include("connect-ivr:index:ConnectFlowSet$");
          },
        },
      "A security key that is renamed, certified anew or put first stays on the instance, because it is named by its public key.":
        {
          check: () => {
            const print = fingerprintOf(textOf("stacks", "keys", "example-dev.pem"));
            expect(resourcesOf(dev, "aws-native:connect:SecurityKey").map(({ name }) => name)).to.deep.equal([
              `keys-${print}`,
            ]);
          },
        },
      "Queues, hours and routing profiles are changed in place; no release makes one anew whose logical key stays.": {
        check: () => {
          for (const [type, component] of [
            [QUEUE, /^queues-/],
            [PROFILE, /^queues-profile-/],
            [HOURS, /^hours-/],
          ] as const)
            for (const { name, inputs } of resourcesOf(dev, type))
              expect(plain(inputs["name"])).to.equal(name.replace(component, "ivr-dev-"));
        },
      },
    };

    const points = pointsOf(sectionOf("Calls in progress"));

    it("is a list of sentences, of each of which a test knows whether it is played", () => {
      expect(points).to.deep.equal(
        Object.entries(SENTENCES).map(([sentence, { played }]) => (played === undefined ? sentence : `▶ ${sentence}`)),
      );
      for (const { played } of Object.values(SENTENCES)) if (played !== undefined) expect(live).to.include(played);
    });

    for (const [sentence, { check }] of Object.entries(SENTENCES)) it(`is right: ${sentence}`, () => check());

    /** A cache before a source that gives these answers, with a clock that the test turns. */
    function remembering(...answers: (string | Error)[]) {
      const clock = { ms: 50_000 };
      const asked = { count: 0 };
      const read = cached(
        (): Promise<string> => {
          const answer = answers[asked.count++];
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as string);
        },
        { freshMs: 60_000, usableMs: 600_000, stale: () => undefined },
        () => clock.ms,
      );
      return { read: (key: string, suffices?: (value: string) => boolean) => read(key, suffices), clock, asked };
    }
  });

  describe("What goes while callers are in it", () => {
    it("is deleted in the order that is told: each names the next", () => {
      expect(words(sectionOf("What goes while callers are in it"))).to.include(
        "in this order: routing profile, the list of transfers, quick connect, queue.",
      );
      const list = named(dev, "queues-transfers");
      const connects = resourcesOf(dev, QUICK_CONNECT);
      expectBehind(dev, resourcesOf(dev, PROFILE), [list]);
      expectBehind(dev, [list], connects);
      for (const connect of connects) expectBehind(dev, [connect], [named(dev, connect.name.replace("-to-", "-"))]);
    });

    it("fails the caller of a menu that leads to what the environment no longer has", async () => {
      const tables = {
        menu: () => Promise.resolve({ routes: { "1": { type: "queue", target: "gone", reason: "agent" } } }),
        environment: () => Promise.resolve({ environment: "dev", queues: {} }),
      } as unknown as Tables;
      const event = {
        Details: {
          ContactData: { ContactId: "c" },
          Parameters: { menu: "support", key: "1", environment: "dev", keys: "targetArn" },
        },
      };
      const message = await resolveRoute(event, { tables, now: () => new Date() }).catch(
        (error: Error) => error.message,
      );
      expect(message).to.equal("The environment has no queue gone.");
    });
  });

  describe("Several stacks", () => {
    it("stand on one instance by the lines that are shown: what is there only once is not made again", async () => {
      const [, shown = ""] = /```yaml\n([^]*?)```/.exec(sectionOf("Several stacks")) ?? [];
      const { config } = parse(
        shown
          .replaceAll("<archiveStream>", "arn:aws:firehose:us-east-1:000000000000:deliverystream/ivr-dev")
          .replaceAll("<archiveBucket>", "records")
          .replaceAll("<archiveKey>", `arn:aws:kms:us-east-1:000000000000:key/${ONE}`),
      ) as { config: Record<string, unknown> };
      const own = Object.fromEntries<unknown>(
        Object.entries(config).map(([key, value]) => [key.split(":")[1] as string, value]),
      );
      const second = await evaluate(configured("staging", own), "up");
      const once = [
        "aws-native:connect:PredefinedAttribute",
        "aws:connect/instanceStorageConfig:InstanceStorageConfig",
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
      ];
      for (const type of once) {
        expect(resourcesOf(dev, type), type).to.have.length(1);
        expect(resourcesOf(second, type), type).to.have.length(0);
      }
      const outputs = Object.keys(dev.outputs);
      for (const output of ["archiveStream", "archiveBucket", "archiveKey"]) expect(outputs).to.include(output);
    });

    it("have names that differ by the stack", async () => {
      const namesOf = (graph: Graph): string[] =>
        graph.resources
          .filter(({ type, custom }) => custom && /connect[/:](?!predefined)/i.test(type))
          .flatMap(({ inputs }) => (typeof inputs["name"] === "string" ? [inputs["name"]] : []))
          .filter((name) => name !== "Country");
      const [one, other] = [namesOf(dev), namesOf(await graphOf("staging", "up"))];
      expect(one.filter((name) => other.includes(name))).to.deep.equal([]);
      for (const name of one) expect(name).to.match(/^ivr-dev-/);
    });
  });

  it("is right that staging and prod have the same flows", async () => {
    const contents = async (stack: string): Promise<Record<string, string>> => {
      const graph = await graphOf(stack, "up");
      return Object.fromEntries(
        [...resourcesOf(graph, FLOW), ...resourcesOf(graph, MODULE)].map(({ name, inputs }) => [
          name,
          (plain(inputs["content"]) as string).replaceAll(`ivr-${stack}-`, "ivr-"),
        ]),
      );
    };
    expect(await contents("staging")).to.deep.equal(await contents("prod"));
  });

  describe("Destroying, and deploying again", () => {
    const kept = (graph: Graph): string[] =>
      graph.resources.filter(({ protect, retainOnDelete }) => protect || retainOnDelete).map(({ name }) => name);

    it("leaves nothing of dev, whose secret goes at once and its buckets with what they hold", () => {
      expect(kept(dev)).to.deep.equal([]);
      for (const { inputs } of resourcesOf(dev, SECRET)) {
        expect(plain(inputs["recoveryWindowInDays"])).to.equal(0);
        expect(plain(inputs["name"])).to.equal("ivr-dev/input-keys");
      }
      for (const { inputs } of resourcesOf(dev, BUCKET)) expect(plain(inputs["forceDestroy"])).to.equal(true);
    });

    it("is barred in prod, until protectData is false", async () => {
      const guarded = kept(await graphOf("prod", "up"));
      for (const part of [
        "config-routing",
        "callState-table",
        "archive-records",
        "archive-key",
        "keys-secret",
        "keys-kms",
      ])
        expect(guarded).to.include(part);
      expect(kept(await evaluate(configured("prod", { protectData: "false" }), "up"))).to.deep.equal([]);
    });

    it("leaves a damaged table of prod as it is when another takes its place", async () => {
      for (const { name, retainOnDelete } of resourcesOf(await graphOf("prod", "up"), TABLE))
        expect(retainOnDelete, name).to.equal(true);
    });
  });

  it("makes the hours of a stack one after the other", () => {
    const urns = resourcesOf(dev, HOURS).map(({ urn }) => urn);
    const firsts = resourcesOf(dev, HOURS).filter(
      ({ dependencies }) => !dependencies.some((urn) => urns.includes(urn)),
    );
    expect(firsts).to.have.length(1);
  });

  describe("The commands", () => {
    const commands = [...PAGE.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = ""]) =>
      block
        .replace(/\\\n\s*/g, "")
        .trim()
        .split("\n"),
    );
    const of = (program: string): string[] => commands.filter((command) => command.startsWith(`${program} `));

    it("are of programs that a reader has", () =>
      expect(commands.filter((command) => !/^(pulumi|npx ivr|npm|aws|git) /.test(command))).to.deep.equal([]));

    it("of npm are those that a test runs", () => {
      const run = textOf("test", "full", "deployOnly.test.ts");
      for (const command of of("npm")) expect(run).to.include(command);
    });

    it("of Pulumi set keys that the program has, and name numbers of the content", () => {
      const { config } = parse(textOf("Pulumi.yaml")) as { config: object };
      const keys = PAGE.match(/connect-ivr:[A-Za-z]+/g)?.map((key) => key.split(":")[1]) ?? [];
      expect(keys.filter((key) => !((key as string) in config))).to.deep.equal([]);
      const numbers = [...PAGE.matchAll(/connect-ivr:numbers\.([a-z-]+)\./g)].map(([, number]) => number);
      expect(numbers).to.have.length(2);
      const content = textOf("stacks", "content", "numbers", "dev.yaml");
      for (const number of numbers) expect(content).to.include(`name: ${number},`);
      for (const command of of("pulumi config set --path")) expect(command).to.include(" --type string ");
    });

    it("of Pulumi ask for outputs that a stack has", () => {
      const outputs = [...PAGE.matchAll(/pulumi stack output (\w+)/g)].map(([, output]) => output);
      expect(outputs).to.not.be.empty;
      expect(Object.keys(dev.outputs)).to.include.members(outputs);
    });

    // The CLI is the user's to install; where it is, it has to know each command and its options.
    if (spawnSync("pulumi", ["version"]).status === 0)
      it("of Pulumi are known to its CLI", () => {
        for (const command of of("pulumi")) {
          const [, words_ = ""] = /^pulumi ((?:[a-z]+ ?)+)/.exec(command) ?? [];
          const help = spawnSync("pulumi", [...words_.trim().split(" "), "--help"], { encoding: "utf8" }).stdout;
          for (const [option] of command.matchAll(/--[a-z-]+/g)) expect(help, command).to.include(option);
        }
      });

    it("of AWS are requests that its SDK has, as far as it is installed here", () => {
      const own = createRequire(join(ROOT, "index.js"));
      const known = ["dynamodb", "secretsmanager"];
      for (const command of of("aws")) {
        const [, service = "", request = ""] = command.split(" ");
        expect([...known, "connect"]).to.include(service);
        if (!known.includes(service)) continue;
        const client = service === "secretsmanager" ? "secrets-manager" : service;
        const name = request.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
        expect(own(`@aws-sdk/client-${client}`), command).to.have.property(`${name}Command`);
      }
    });

    it("of ivr are read as they stand: only the instance of the committed file is missing", () => {
      const [verify = ""] = of("npx ivr rows");
      const typed = verify.replace(/"\$\(pulumi stack output (\w+) --stack prod\)"/g, "$1");
      expect(typed).to.not.include("$(");
      const { status, stderr } = spawnSync("bash", ["-c", typed], { cwd: ROOT, encoding: "utf8" });
      expect(stderr).to.include("this is an example");
      expect(status).to.equal(2);
    });

    it("of ivr find the content of the flow that is named", () => {
      const [graph = ""] = of("npx ivr graph");
      const [, name = ""] = /select\(\.name == "([\w-]+)"\) \| \.inputs\.content/.exec(graph) ?? [];
      const { content } = named(dev, name).inputs as { content: string };
      expect(JSON.parse(content)).to.have.property("Actions");
      expect(content).to.include('"UpdateContactData"');
    });
  });
});
