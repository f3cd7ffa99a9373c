import { expect } from "chai";
import { describe, it } from "mocha";
import { goneWhileHeld, heldFlows } from "../../callFlows/heldFlows";

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

  it("keep what they may still lead to: a flow that is renamed in the same release is refused", () => {
    const deployed = ["mainFlow", "salesFlow", "queueFlow", "cardModule"];
    expect(goneWhileHeld(["mainFlow"], flows, deployed)).to.deep.equal([
      "cardModule goes, while mainFlow still has the content of before, which may lead there. Keep cardModule in this release, and remove it in the next.",
    ]);
    expect(goneWhileHeld([], flows, deployed)).to.deep.equal([]);
    expect(goneWhileHeld(["mainFlow"], flows, Object.keys(flows))).to.deep.equal([]);
  });
});
