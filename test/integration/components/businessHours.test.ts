import { expect } from "chai";
import { resourcesOf } from "../../../local/engine/graph";
import { companyGraph } from "../../company";
import { EVALUATION } from "../../support";

describe("the hours of a stack", function () {
  this.timeout(EVALUATION);

  it("are made one after the other, and none is replaced because another is", async () => {
    const hours = resourcesOf(await companyGraph("up"), "aws-native:connect:HoursOfOperation");
    expect(hours.length).to.be.greaterThan(2);
    const [first, ...others] = hours.filter(({ dependencies }) => dependencies.length === 0);
    expect(others).to.deep.equal([]);
    const chain = [first?.urn];
    for (let next = first; next !== undefined;) {
      const { urn } = next;
      next = hours.find(({ dependencies }) => dependencies.length === 1 && dependencies[0] === urn);
      if (next !== undefined) chain.push(next.urn);
    }
    expect(chain).to.have.members(hours.map(({ urn }) => urn));
    // The engine replaces along what an input is made of, and along nothing else.
    for (const { urn, propertyDependencies } of hours) {
      expect(propertyDependencies, urn).to.include.keys("instanceArn", "name");
      expect(Object.values(propertyDependencies).flat(), urn).to.deep.equal([]);
    }
  });
});
