import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { AGENT_VIEW } from "../../../callFlows/agentScreen";
import { contracts } from "../../../handlers";
import { momentOf } from "../../../local/shared/time";
import { type Graph, isUnknown, plain, type Resource, resourcesOf } from "../../../local/engine/graph";
import { rowsOf } from "../../../local/engine/rowSets";
import { e164Of, type Laptop, startGraph } from "../../../local/laptop";
import type { CallResult } from "../../../local/simulator/call";
import { scriptedCaller } from "../../../local/simulator/keys";
import type { Script } from "../../../local/simulator/script";
import { EVALUATION, ROOT } from "../../support";
import {
  contentsOf,
  ENTRY_POINTS,
  evaluated,
  EXAMPLE,
  FLOW,
  graphOf,
  itemsOf,
  programFiles,
  strays,
} from "../../examples/support";

const ADOPTED = "fjord-environments";

for (const mode of ["preview", "up"] as const)
  describe(`the graph of another company in ${mode}`, function () {
    this.timeout(EVALUATION);
    let graph: Graph;
    before(async () => (graph = await graphOf(mode)));

    it("gives every resource a URN of its own and a parent: components the stack, all others a component", () => {
      expect(new Set(graph.resources.map(({ urn }) => urn)).size).to.equal(graph.resources.length);
      const typeByUrn = new Map(graph.resources.map(({ urn, type }) => [urn, type]));
      const isOfStack = ({ custom, type, parent }: Resource): boolean =>
        type.startsWith("pulumi:providers:") ||
        (!custom &&
          !["LookupFunctions", "CallbackCheck", "SelfServiceFunctions"].includes(
            (typeByUrn.get(parent ?? "") ?? "").replace("connect-ivr:index:", ""),
          ));
      for (const resource of graph.resources.filter(({ type }) => type !== "pulumi:pulumi:Stack"))
        expect(typeByUrn.get(resource.parent ?? ""), resource.urn).to.match(
          isOfStack(resource) ? /^pulumi:pulumi:Stack$/ : /^connect-ivr:index:/,
        );
    });

    it("has the two providers of its program, and every resource of AWS uses one of them", () => {
      const providers = graph.resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
      expect(providers.map(({ name }) => name)).to.have.members(["aws", "aws-native"]);
      for (const { provider, urn } of graph.resources.filter(
        ({ custom, type }) => custom && !type.startsWith("pulumi:"),
      ))
        expect(
          providers.map((one) => one.urn),
          urn,
        ).to.include(provider);
    });

    it("creates the tables that it needs, not the environments table that exists already", () => {
      expect(resourcesOf(graph, "aws:dynamodb/table:Table").map(({ name }) => name)).to.have.members([
        "config-routing",
        "config-prompts",
        "callState-table",
      ]);
    });

    it("knows the content of every flow, its own among them", () => {
      const known = contentsOf(graph);
      expect(known).to.include.keys("flows-initFlow", "flows-mainFlow", "flows-languageModule", "flows-workshopFlow");
      for (const [name, content] of Object.entries(known))
        expect(isUnknown(content) || typeof content !== "string" || content.includes("{{"), name).to.equal(false);
    });
  });

describe("another company's program", function () {
  this.timeout(EVALUATION);
  const INSTANCE = "0a1b2c3d-0000-4000-8000-000000000001";
  const CLAIMED = { e164: "+46406420499", phoneNumberId: "11111111-2222-4333-8444-555555555555" };
  let deployed: Promise<Graph> | undefined;
  /** The program outside of a laptop, on a real instance and with a claimed number. */
  const real = (): Promise<Graph> =>
    (deployed ??= evaluated(
      {
        "fjord-bikes:instanceArn": `arn:aws:connect:eu-north-1:123456789012:instance/${INSTANCE}`,
        "fjord-bikes:leaveOutFictionalNumbers": "true",
        "fjord-bikes:numbers": JSON.stringify({ "malmo-shop": CLAIMED }),
      },
      "fjord",
    ));

  it("shows in a preview the flows that it deploys", async () => {
    expect(contentsOf(await graphOf("preview"))).to.deep.equal(contentsOf(await graphOf("up")));
  });

  it("writes its environment to the table that exists, where the functions may read it", async () => {
    const graph = await graphOf("up");
    const environments = itemsOf(graph).filter(({ tableName }) => tableName === ADOPTED);
    expect(environments.map(({ item }) => item["environment"] as string)).to.deep.equal(["dev"]);
    expect(environments[0]?.item["flows"]).to.include.keys("initFlow", "workshopFlow");
    expect(environments[0]?.item["views"]).to.have.all.keys(AGENT_VIEW);
    const names = resourcesOf(graph, "aws:lambda/function:Function").flatMap(
      ({ inputs }) =>
        (plain(inputs) as { environment: { variables: Record<string, string> } }).environment.variables[
          "ENVIRONMENTS_TABLE"
        ] ?? [],
    );
    const readBy = [...contracts.LOOKUP_ROLES, ...contracts.SELF_SERVICE_ROLES, "settlePayments"];
    expect(names, "the settler too").to.deep.equal(readBy.map(() => ADOPTED));
    const readers = resourcesOf(graph, "aws:iam/rolePolicy:RolePolicy").filter(({ inputs }) =>
      String(plain(inputs["policy"])).includes(`:dynamodb:eu-central-1:000000000000:table/${ADOPTED}"`),
    );
    expect(readers.map(({ name }) => name)).to.have.members([
      "lookups-getEnvironment-policy",
      "lookups-resolveRoute-policy",
      ...contracts.SELF_SERVICE_ROLES.map((role) => `selfService-${role}-policy`),
      "settlement-policy",
    ]);
  });

  it("puts a claimed number in the place of the fictional one and associates it with the entry flow", async () => {
    const numbersIn = (graph: Graph): string[] =>
      rowsOf(graph)
        .map((row) => ("key" in row ? String(row.key) : ""))
        .filter((key) => key.startsWith("number#"));
    const association = "aws:connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation";
    const without = await graphOf("up");
    expect(numbersIn(without)).to.include("number#+46406280442").and.have.length(4);
    expect(resourcesOf(without, association)).to.deep.equal([]);
    const graph = await real();
    expect(numbersIn(graph), "the fictional ones are left out").to.deep.equal([`number#${CLAIMED.e164}`]);
    const entry = resourcesOf(graph, FLOW).find(({ name }) => name === "flows-initFlow")?.outputs["contactFlowId"];
    expect(resourcesOf(graph, association).map(({ inputs }) => plain(inputs))).to.deep.include({
      phoneNumberId: CLAIMED.phoneNumberId,
      contactFlowId: entry,
      instanceId: INSTANCE,
    });
  });

  it("refuses examples outside of a laptop, and takes there what is left of it without them", async () => {
    const refusal = await evaluated({}, "fjord").then(
      () => "",
      (error: Error) => error.message,
    );
    expect(refusal)
      .to.include("instanceArn: arn:aws:connect:eu-central-1:000000000000:instance/")
      .and.include("content/numbers/dev.yaml:6, numbers.0: This is the first of 4 that are fictional.");
    expect(resourcesOf(await real(), FLOW)).to.not.deep.equal([]);
  });
});

describe("a call to another company", function () {
  this.timeout(EVALUATION);
  let laptop: Laptop;
  before(async () => (laptop = await startGraph(await graphOf("up"))));
  after(() => laptop.close());

  const SHOP = "+46406280442";
  const WORKSHOP = "+4532123443";

  /** A call on Tuesday 8 September 2026, at ten in the morning of the number's clock unless said otherwise. */
  const dial = (
    dialed: string,
    keys: string,
    { time = "10:00", full = [], ...script }: { time?: string; full?: string[] } & Pick<Script, "wait"> = {},
  ): Promise<CallResult> => {
    const number = laptop.numbers.find((row) => e164Of(row) === dialed);
    return laptop.call(
      { dialed, at: momentOf(`2026-09-08T${time}`, number) },
      { caller: scriptedCaller(keys), queues: Object.fromEntries(full.map((key) => [key, { full: true }])), ...script },
    );
  };
  /** The flows that a call went through, in order, without modules and the queue's flow. */
  const flowsOf = ({ steps }: CallResult): string[] =>
    steps
      .map(({ flow }) => flow)
      .filter((flow) => !flow.endsWith("Module") && flow !== "queueFlow")
      .filter((flow, index, all) => flow !== all[index - 1]);
  const saidIn = ({ transcript }: CallResult, flow: string, block: string): string[] =>
    transcript
      .filter((one) => one.flow === flow && one.block === block && one.speaker === "system")
      .map(({ text }) => text);

  it("on every number, in every language offered, is answered in that language and reaches the queue of its line of business", async () => {
    const reached: string[] = [];
    for (const number of laptop.numbers)
      for (const [index, language] of number.languages.split(" ").entries()) {
        const result = await dial(e164Of(number), `${index + 1} ${number.lineOfBusiness === "shop" ? "1" : "2"}`);
        expect(result.end, result.problem).to.equal("queue");
        expect(result.attributes).to.include({
          language,
          country: number.country,
          line_of_business: number.lineOfBusiness,
          environment: "dev",
        });
        const afterChoice = result.transcript.filter(
          ({ flow, speaker }) => speaker === "system" && ["mainFlow", "queueFlow"].includes(flow),
        );
        expect(new Set(afterChoice.map((utterance) => utterance.language))).to.deep.equal(new Set([language]));
        for (const { text } of result.transcript) expect(text).to.not.match(/[{}<>]|\$\.|Example Corp/);
        reached.push(`${number.country} ${result.route?.key}`);
      }
    expect(reached).to.have.members([
      "SE shop-sv-SE",
      "SE shop-en-GB",
      "SE workshop-sv-SE",
      "SE workshop-en-GB",
      "DK shop-da-DK",
      "DK shop-en-GB",
      "DK workshop-da-DK",
      "DK workshop-en-GB",
    ]);
  });

  it("goes by the menu into the company's own flow, back to the main menu without a second greeting, and on to the shop", async () => {
    const result = await dial(SHOP, "1 3 2 1");
    expect(flowsOf(result)).to.deep.equal(["initFlow", "mainFlow", "workshopFlow", "mainFlow"]);
    expect([saidIn(result, "mainFlow", "sayMorning").length, saidIn(result, "mainFlow", "ask").length]).to.deep.equal([
      1, 2,
    ]);
    expect(result.route?.key).to.equal("shop-sv-SE");
    expect(result.attributes).to.include({ menu: "shop", reason: "shop_agent" });
  });

  it("goes from the company's own flow to the workshop in each language, also when it began in the shop's menu", async () => {
    for (const [dialed, keys, queue] of [
      [SHOP, "1 3 1", "workshop-sv-SE"],
      [WORKSHOP, "1 1 1", "workshop-da-DK"],
      [WORKSHOP, "2 1 1", "workshop-en-GB"],
    ] as const) {
      const result = await dial(dialed, keys);
      expect(flowsOf(result)).to.deep.equal(["initFlow", "mainFlow", "workshopFlow"]);
      expect(result.route, queue).to.include({ type: "queue", key: queue });
      expect(result.attributes).to.include({ reason: "workshop_agent", screen: "repairs" });
      expect(
        new Set(result.transcript.filter(({ flow }) => flow === "workshopFlow").map(({ language }) => language)),
      ).to.deep.equal(new Set([queue.slice("workshop-".length)]));
    }
  });

  it("is announced to the agent by language and reason, also by the reason that only the own flow gives, and led to the agent's screen", async () => {
    for (const [dialed, keys, announced] of [
      [SHOP, "1 3 1", "Svenska. Verkstaden."],
      [WORKSHOP, "1 1 1", "Dansk. Værkstedet."],
      [WORKSHOP, "2 1 1", "English. The workshop."],
      [SHOP, "2 1", "English. The shop."],
    ] as const) {
      const result = await dial(dialed, keys, { wait: { seconds: 40, then: "answered" } });
      expect(
        result.transcript.filter(({ to }) => to === "agent").map(({ text }) => text),
        keys,
      ).to.deep.equal([announced]);
      expect(result.views, keys).to.have.length(1);
    }
  });

  it("hears the state of repairs at its time of day", async () => {
    const stateAt = async (time: string): Promise<string> =>
      saidIn(
        await dial(SHOP, "2 3", { time }),
        "workshopFlow",
        time < "12" ? "sayInRepair" : time < "18" ? "sayTestRide" : "sayReady",
      ).join();
    expect(await stateAt("10:00")).to.include("We're now repairing the bicycles");
    expect(await stateAt("13:00")).to.include("we're test-riding them now");
    expect(await stateAt("18:20")).to.include("are ready");
  });

  it("leaves the own flow for the number's agent by key 0, for the default queue after three misses, and hears it again by 9", async () => {
    expect((await dial(WORKSHOP, "1 1 0")).route?.key).to.equal("workshop-da-DK");
    expect((await dial(SHOP, "1 3 0")).route?.key).to.equal("shop-sv-SE");
    const missed = await dial(SHOP, "1 3 w 7 w");
    expect(missed.route?.key).to.equal("default");
    expect(saidIn(missed, "workshopFlow", "sayNotUnderstood")).to.have.length(2);
    expect(saidIn(await dial(SHOP, "1 3 9 1"), "workshopFlow", "sayInRepair")).to.have.length(2);
  });

  it("is told that the workshop is busy and comes back to the main menu when its queue is full", async () => {
    const result = await dial(SHOP, "1 3 1 1", { full: ["workshop-sv-SE"] });
    expect(saidIn(result, "workshopFlow", "sayBusy")).to.have.length(1);
    expect(flowsOf(result).at(-1)).to.equal("mainFlow");
    expect(result.route?.key).to.equal("shop-sv-SE");
  });

  it("hears in every language exactly the keys that the own flow takes", async () => {
    const flow = [...laptop.instance.flows.values()].find(({ name }) => name === "workshopFlow");
    const taken = flow?.content.actions.get("ask")?.conditions.flatMap(({ operands }) => operands);
    for (const [dialed, keys] of [
      [SHOP, "1 3"],
      [WORKSHOP, "1 1"],
      [WORKSHOP, "2 1"],
    ] as const) {
      const [said] = saidIn(await dial(dialed, keys), "workshopFlow", "ask");
      expect(said?.match(/\d/g), said).to.have.members(taken as string[]);
    }
  });
});

describe("the files of another company", () => {
  it("import nothing by a path that leaves the folder, and the library by its entry points only", () => {
    const programs = programFiles();
    expect(programs).to.include.members(["index.ts", join("flows", "workshopFlow.ts")]);
    for (const file of programs)
      expect(strays(file, readFileSync(join(EXAMPLE, file), "utf8")), file).to.deep.equal([]);
  });

  it("would be caught importing past the entry points, in whatever way", () => {
    const within =
      'import "./b"; import "../index"; import x from "connect-ivr/flow"; import { join } from "node:path"; config.require("numbers");';
    const beyond = [
      'import "../../../../index";',
      'export * from "../../../x";',
      'require("/x");',
      'await import("connect-ivr/dist/index");',
      'import type { T } from "../..";',
      'import x = require("../../../x");',
      'type T = import("../../../x").T;',
      "require(name);",
    ];
    expect(strays("flows/a.ts", within)).to.deep.equal([]);
    for (const line of beyond) expect(strays("flows/a.ts", line), line).to.have.length(1);
  });

  it("get the sources of this checkout from every entry point, and no class twice", () => {
    const script = `${JSON.stringify(ENTRY_POINTS)}.forEach((name) => require(name));
      const { ConnectFlowSet } = require("connect-ivr/internal/components/connectFlowSet/connectFlowSet");
      const same = ConnectFlowSet === require("connect-ivr").ConnectFlowSet;
      console.log(JSON.stringify({ same, files: Object.keys(require.cache) }));`;
    const said = execFileSync(process.execPath, ["--require", "tsx/cjs", "-e", script], {
      cwd: EXAMPLE,
      encoding: "utf8",
    });
    const { same, files } = JSON.parse(said) as { same: boolean; files: string[] };
    const own = files.map((file) => relative(ROOT, file)).filter((file) => !/(^|[\\/])node_modules[\\/]/.test(file));
    expect(own).to.include.members(
      ["", "flowLanguage", "contentModel", "handlers", "local"].map((folder) => join(folder, "index.ts")),
    );
    expect(own.filter((file) => !file.endsWith(".ts") && !file.endsWith(".json"))).to.deep.equal([]);
    expect(same).to.equal(true);
  });

  it("could import nothing else of the package", () =>
    expect(() => createRequire(join(EXAMPLE, "index.ts")).resolve("connect-ivr/dist/index.js")).to.throw(
      'not defined by "exports"',
    ));
});
