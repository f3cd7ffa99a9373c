import { expect } from "chai";
import { evaluate } from "../../../local/engine/evaluate";
import type { Graph } from "../../../local/engine/graph";
import { readProject } from "../../../local/engine/project";
import { inProject, project } from "../../engine/project";
import { EVALUATION, ROOT } from "../../support";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";

describe("the queues of a program", function () {
  this.timeout(EVALUATION);

  const evaluated = (program: string): Promise<Graph> =>
    inProject(
      project(
        `
import { SkillQueues } from "${ROOT}/components/skillQueues/skillQueues";
const site = { instanceArn: "${INSTANCE}", namePrefix: "x", queues: { a: "A" }, routingProfiles: { p: ["a"] } };
${program}
`,
        `config:\n  instanceArn: { type: string, default: "${INSTANCE}" }\n`,
      ),
      (folder) => evaluate(readProject(folder, "dev"), "preview"),
    );

  it("are refused when two of them make one attribute of the instance", async () => {
    const skill = `skill: { name: "Country", values: ["CA"] }`;
    const refusal = await evaluated(
      `new SkillQueues("first", { ...site, ${skill} }); new SkillQueues("second", { ...site, ${skill} });`,
    ).catch((error: Error) => error.message);
    expect(refusal).to.include("SkillQueues first makes the attribute Country on this instance");
  });

  it("say it when their routing profiles come near what an instance keeps", async () => {
    const { messages } = await evaluated(
      `const profiles = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => ["p" + index, ["a"]]));
new SkillQueues("few", { ...site, routingProfiles: profiles(78) });
new SkillQueues("many", { ...site, routingProfiles: profiles(79) });`,
    );
    expect(
      messages.filter(({ severity }) => severity === "warning").map(({ text }) => text.slice(0, 60)),
    ).to.deep.equal(["80 routing profiles, AWS's own among them, come near the 100"]);
  });
});
