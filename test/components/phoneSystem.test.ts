import { expect } from "chai";
import type { FlowSite } from "../../callFlows/site";
import { promptSet } from "../../callFlows/promptSets";
import { STANDARD_FLOW_NAMES } from "../../callFlows/standardFlows";
import { phoneSystem, type PhoneSystem, type PhoneSystemOptions } from "../../callFlows/phoneSystem";
import {
  defineFlow,
  defineModule,
  disconnect,
  endModule,
  type Flow,
  lookup,
  transferToNumber,
} from "../../flowLanguage";
import { contracts } from "../../handlers";
import { COMPANY_CONTENT } from "../company";
import type { OwnFlow } from "../../callFlows/phoneSystemChecks";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const system = (options: Partial<PhoneSystemOptions> = {}) =>
  phoneSystem({
    contentFolder: COMPANY_CONTENT,
    stack: "dev",
    environments: ["dev"],
    instanceArn: INSTANCE,
    namePrefix: "x-dev",
    ...options,
  });

/** A flow that asks for the ARN of a queue. */
const asking = (queue: string, name = "ownFlow"): Flow => {
  const place = lookup(contracts.getEnvironment, ["queueArn"]);
  return defineFlow({
    name,
    type: "CONTACT_FLOW",
    description: "Asks.",
    start: "find",
    blocks: { find: place.invoke({ environment: "dev", queue }, { then: "end", error: "end" }), end: disconnect() },
  });
};
const own = (build: (site: FlowSite) => Flow, name = "ownFlow", promptSets: OwnFlow["promptSets"] = []): OwnFlow => ({
  name,
  promptSets,
  build,
});

describe("a phone system", () => {
  it("says what of the content is an example: fictional numbers, unless they are left out, and where callers are sent", () => {
    const { examples } = system();
    expect(examples).to.have.length(3);
    expect(examples[0]).to.include("numbers.0: This is the first of 6 that are fictional");
    expect(examples[1]).to.include("callers.0: This is the first of 1 that are fictional");
    expect(examples[2]).to.include("number: +493023125199 is fictional");
    const without = system({
      claimedNumbers: { "de-sales-did": { e164: "+4930901820", phoneNumberId: "three" } },
      leaveOutFictionalNumbers: true,
    });
    expect(without.examples).to.deep.equal([examples[2]]);
    const keysOf = (rows: PhoneSystem["routingRows"]) =>
      rows.map(({ key }) => key).filter((key) => !key.startsWith("menu#"));
    expect(keysOf(without.routingRows)).to.deep.equal(["number#+4930901820"]);
    expect(without.promptRows, "what is played").to.deep.equal(system().promptRows);
  });

  it("refuses claims of numbers that it does not have, and two claims of one number", () => {
    const claim = { e164: "+14165550199", phoneNumberId: "x" };
    expect(() => system({ claimedNumbers: { nowhere: claim } })).to.throw(
      "numbers.nowhere: content/numbers/dev.yaml has no number of this name",
    );
    expect(() => system({ claimedNumbers: { "ca-support-tollfree": claim, "ca-sales-tollfree": claim } })).to.throw(
      "two numbers of content/numbers/dev.yaml would have the same E.164",
    );
  });

  it("shows on callbacks a claimed number of the caller's country, the first in the content, and none elsewhere", () => {
    const claim = (phoneNumberId: string, e164: string) => ({ phoneNumberId, e164 });
    const { callerIds } = system({
      claimedNumbers: {
        "ca-support-did": claim("two", "+14165550198"),
        "ca-sales-tollfree": claim("one", "+18335550199"),
        "de-sales-did": claim("three", "+493023125198"),
      },
    });
    expect(callerIds).to.deep.equal({
      CA: "arn:aws:connect:eu-west-2:123456789012:phone-number/one",
      DE: "arn:aws:connect:eu-west-2:123456789012:phone-number/three",
    });
  });

  it("refuses limits that no flow could hold, all at once, and keeps to those that it is given", () => {
    const refusal = (limits: PhoneSystemOptions["limits"]) => () => system({ limits: limits ?? {} });
    expect(refusal({ menuChoices: 51, queueMinutes: 101 }))
      .to.throw("limits.menuChoices: 51 cannot be held. Write a whole number from 1 to 50.")
      .with.property("message")
      .that.includes("limits.queueMinutes: 101 cannot be held. Write a whole number from 1 to 100.");
    for (const menuChoices of [0, -1, 2.5])
      expect(refusal({ menuChoices }), String(menuChoices)).to.throw("menuChoices");
    const { flows } = system({ limits: { menuChoices: 50, queueMinutes: 100 } });
    expect(flows["mainFlow"]?.content).to.include('"mostChoices":"50"');
    expect(flows["queueFlow"]?.content).to.include('"LoopCount":"100"');
    expect(system().flows["mainFlow"]?.content).to.include('"mostChoices":"20"');
    expect(system().flows["queueFlow"]?.content).to.include('"LoopCount":"60"');
  });

  it("refuses a fallback queue that is none of the instance, and names a right one in the flow that calls begin in", () => {
    const id = "22222222-2222-4333-8444-555555555555";
    for (const fallbackQueueArn of [
      "BasicQueue",
      id,
      `${INSTANCE}/queue/`,
      `${INSTANCE}/queue/agent/${id}`,
      `${INSTANCE.replace("eu-west-2", "us-east-1")}/queue/${id}`,
    ])
      expect(() => system({ fallbackQueueArn }), fallbackQueueArn).to.throw(
        `fallbackQueueArn: "${fallbackQueueArn}" is no queue of the instance.`,
      );
    const { flows } = system({ fallbackQueueArn: `${INSTANCE}/queue/${id}` });
    const naming = Object.keys(flows).filter((name) => flows[name]?.content.includes(id));
    expect(naming).to.deep.equal(["initFlow"]);
  });

  it("refuses an environment that no number names", () => {
    expect(() => system({ environments: ["test"] })).to.throw(/numbers\/dev\.yaml.*does not host the environment dev/);
  });
});

describe("a phone system with flows of its own", () => {
  it("has the standard flows and the company's, each under its name", () => {
    expect(Object.keys(system().flows)).to.have.members([...STANDARD_FLOW_NAMES]);
    expect(Object.keys(system({ ownFlows: [own(() => asking("support-{language}"))] }).flows)).to.include("ownFlow");
  });

  it("calls functions of its own, and refuses one whose ARN nobody gave", () => {
    const repair = lookup({ role: "getRepair", parameters: [], answers: ["state"] } as const, ["state"]);
    const flow = () =>
      defineFlow({
        name: "ownFlow",
        type: "CONTACT_FLOW",
        description: "Asks.",
        start: "find",
        blocks: { find: repair.invoke({}, { then: "end", error: "end" }), end: disconnect() },
      });
    expect(() => system({ ownFlows: [own(flow)] })).to.throw("calls getRepair, which the site does not have");
    expect(
      system({ ownFlows: [own(flow)], ownFunctions: { getRepair: "arn:of:getRepair" } }).flows["ownFlow"]?.content,
    ).to.include("arn:of:getRepair");
  });

  it("runs modules of its own from menus, dynamic and static", () => {
    const module = () =>
      defineModule({ name: "ownModule", description: "Returns.", start: "end", blocks: { end: endModule() } });
    const { flows } = system({ ownModules: [own(module, "ownModule")], moduleReferences: "static" });
    expect(flows["ownModule"]?.type).to.equal("MODULE");
    expect(flows["mainFlow"]?.content).to.include("{{module:ownModule}}");
  });

  it("refuses names that are taken, and a flow built under another name than it is known by", () => {
    expect(() => system({ ownFlows: [own(() => asking("default", "mainFlow"), "mainFlow")] })).to.throw(
      "Two flows are named mainFlow",
    );
    expect(() => system({ ownFlows: [own(() => asking("default"), "ownFlow", [promptSet("main", ["x"])])] })).to.throw(
      "Two prompt sets are named main",
    );
    expect(() => system({ ownFlows: [own(() => asking("default", "other"))] })).to.throw(
      "announced as ownFlow was built under another name",
    );
  });

  it("refuses a number that a flow transfers to and the company does not call", () => {
    const leave = transferToNumber("$.Attributes.number", { error: "end" });
    const leadingTo = (number: string): OwnFlow =>
      own(() =>
        defineFlow({
          name: "ownFlow",
          type: "AGENT_TRANSFER",
          description: "Leads out.",
          start: "leave",
          blocks: {
            leave: { ...leave, parameters: { ...leave.parameters, ThirdPartyPhoneNumber: number } },
            end: disconnect(),
          },
        }),
      );
    const refused = (number: string) => expect(() => system({ ownFlows: [leadingTo(number)] }), number);
    refused("+19005550123").to.throw(
      "ownFlow, block leave: +19005550123 is not called: it is a premium, shared-cost, personal or other special number.",
    );
    refused("+881612345678").to.throw("satellite");
    refused("+14165550199").to.not.throw();
  });

  it("refuses a claim of a number that a menu leads to as to one outside", () => {
    const claim = { e164: "+493023125199", phoneNumberId: "x" };
    expect(() => system({ claimedNumbers: { "ca-support-tollfree": claim } })).to.throw(
      "numbers.ca-support-tollfree: a menu leads to +493023125199 as to a number outside.",
    );
  });

  it("refuses a queue that a flow names and no environment will have", () => {
    expect(() => system({ ownFlows: [own(() => asking("suport-{language}"))] })).to.throw(
      "ownFlow, block find: the queue suport-en-US is not there",
    );
  });
});
