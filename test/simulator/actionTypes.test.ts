import { expect } from "chai";
import { actionSpecs } from "../../flowLanguage";
import { executors, refusalOf, refusals } from "../../local/simulator/actions";
describe("Every action type of the flow language", () => {
  for (const [type, { refused }] of Object.entries(actionSpecs))
    it(`is run, or refused with a reason: ${type}`, () => {
      const runs = Object.hasOwn(executors, type);
      const reasons = [runs, refused !== undefined, Object.hasOwn(refusals, type)].filter(Boolean);
      expect(reasons, "exactly one of the three").to.have.length(1);
      if (!runs) expect(refusalOf(type)).to.include(type).and.not.include("not known");
    });
  it("is what the simulator runs, and nothing else", () =>
    expect(Object.keys(executors).filter((type) => !Object.hasOwn(actionSpecs, type))).to.deep.equal([]));
  it("is told from what is none", () => expect(refusalOf("PlayMusic")).to.match(/PlayMusic is not known/));
});
