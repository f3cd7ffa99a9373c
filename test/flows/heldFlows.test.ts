import { expect } from "chai";
import { describe, it } from "mocha";
import { heldFlows } from "../../callFlows/heldFlows";

const flow = (...parameters: string[]) => ({ content: JSON.stringify({ Actions: parameters }) });

describe("Flows that are held for a release", () => {
  const flows = {
    mainFlow: flow("paymentModuleArn queueFlowArn"),
    salesFlow: flow("mainFlow"),
    queueFlow: flow(),
    paymentModule: flow("mainFlow"),
  };

  it("are those that callers are in already, and that name what the release adds", () => {
    expect(heldFlows(flows, ["mainFlow", "salesFlow", "queueFlow"])).to.deep.equal({ mainFlow: ["paymentModule"] });
    expect(heldFlows(flows, ["mainFlow", "salesFlow"])).to.deep.equal({ mainFlow: ["queueFlow", "paymentModule"] });
  });

  it("are none where all is deployed, nor before anything is, nor for what is itself new", () => {
    expect(heldFlows(flows, Object.keys(flows))).to.deep.equal({});
    expect(heldFlows(flows, undefined)).to.deep.equal({});
    expect(heldFlows(flows, ["queueFlow"])).to.deep.equal({});
  });

  it("are not those that name a module by its marker, or something whose name only begins alike", () => {
    expect(heldFlows({ mainFlow: flow("{{module:payment}}"), payment: flow() }, ["mainFlow"])).to.deep.equal({});
    expect(heldFlows({ mainFlow: flow("paymentModuleTwo"), paymentModule: flow() }, ["mainFlow"])).to.deep.equal({});
  });
});
