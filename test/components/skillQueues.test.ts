import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { beforeEach } from "mocha";
import type { SkillAttributeArgs } from "../../components/skillQueues/args";
import { SkillQueues } from "../../components/skillQueues/skillQueues";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const COUNTRY = { name: "Country", values: ["CA", "DE"] };

describe("the attribute of agents' skills", () => {
  const registered: string[] = [];
  beforeEach(async () => {
    registered.length = 0;
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push(`${type} ${name}`);
        return { id: name, state: { ...(inputs as object), arn: name, queueId: name, routingProfileId: name } };
      },
      call: () => ({}),
    });
  });

  /** Makes queues, and waits until all is registered. */
  async function made(name: string, skill: SkillAttributeArgs, instanceArn = INSTANCE): Promise<void> {
    const args = { instanceArn, namePrefix: "x", queues: { a: "A" }, routingProfiles: { p: ["a"] }, skill };
    const { routingProfileIds } = new SkillQueues(name, args);
    await new Promise((resolve) => pulumi.output(routingProfileIds).apply(resolve));
  }
  const attributes = (): string[] => registered.filter((resource) => resource.includes("PredefinedAttribute"));

  it("is made once, and left to whoever made it where it exists", async () => {
    await made("first", COUNTRY);
    await made("second", { ...COUNTRY, existing: true });
    expect(registered).to.include("aws:connect/queue:Queue second-a");
    expect(attributes()).to.deep.equal(["aws-native:connect:PredefinedAttribute first-skill"]);
  });

  it("is refused a second time on an instance, before anything is registered", async () => {
    await made("first", COUNTRY);
    const count = registered.length;
    const refusal = await made("second", COUNTRY).catch((error: Error) => error.message);
    expect(refusal).to.equal(
      "SkillQueues second cannot be deployed:\n  SkillQueues first makes the attribute Country on this instance, where it can stand once. Set skill.existing here, and give first the values of both.",
    );
    expect(registered).to.have.length(count);
  });

  it("is made on another instance, and under another name", async () => {
    await made("first", COUNTRY);
    await made("second", COUNTRY, INSTANCE.replace("1111", "9999"));
    await made("third", { ...COUNTRY, name: "Language" });
    expect(attributes()).to.have.length(3);
  });
});
