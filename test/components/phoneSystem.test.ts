import { expect } from "chai";
import type { FlowSite } from "../../callFlows/site";
import { promptSet } from "../../callFlows/promptSets";
import { STANDARD_FLOW_NAMES } from "../../callFlows/standardFlows";
import { phoneSystem, type PhoneSystemOptions } from "../../callFlows/phoneSystem";
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
    allowFictionalNumbers: true,
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
  it("refuses fictional numbers unless they are allowed", () => {
    expect(() => system({ allowFictionalNumbers: false })).to.throw(
      "6 numbers of content/numbers/dev.yaml are fictional",
    );
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
