import { expect } from "chai";
import { evaluate } from "../../local/engine/evaluate";
import { plain, resourcesOf } from "../../local/engine/graph";
import { readProject } from "../../local/engine/project";
import { EVALUATION, ROOT } from "../support";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:on-call";

describe("The topic of a stack", function () {
  this.timeout(EVALUATION);

  it("is told of every alarm, when it rings and when that is over", async () => {
    const project = readProject(ROOT, "prod");
    const config = { ...project.config, [`${project.name}:alarmTopicArn`]: TOPIC };
    const graph = await evaluate({ ...project, config }, "up");
    const alarms = resourcesOf(graph, "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(new Set(alarms.map(({ name }) => name.split("-")[0]))).to.have.all.keys("alarms", "archive", "settlement");
    for (const { name, inputs } of alarms)
      expect(plain(inputs), name).to.deep.include({ alarmActions: [TOPIC], okActions: [TOPIC] });
  });
});
