import { expect } from "chai";
import { before } from "mocha";
import { contracts } from "../../../handlers";
import { type Graph, plain, resourcesOf } from "../../../local/engine/graph";
import { companyGraph } from "../../company";
import { EVALUATION } from "../../support";

interface Query {
  readonly id: string;
  readonly returnData?: boolean;
  readonly expression?: string;
  readonly metric?: { readonly metricName: string; readonly dimensions: Readonly<Record<string, string>> };
}

interface Alarm {
  readonly name: string;
  readonly alarmDescription: string;
  readonly threshold: number;
  readonly metricQueries?: readonly Query[];
}

describe("the alarms for what callers feel", function () {
  this.timeout(EVALUATION);
  let graph: Graph;
  before(async () => (graph = await companyGraph("up")));
  const inputsOf = (type: string) => resourcesOf(graph, type).map(({ inputs }) => plain(inputs));
  const alarms = (): Alarm[] =>
    (inputsOf("aws:cloudwatch/metricAlarm:MetricAlarm") as Alarm[]).filter(({ name }) =>
      name?.startsWith("fernhill-dev-"),
    );
  const named = (name: string): Alarm => {
    const found = alarms().find((one) => one.name === `fernhill-dev-${name}`);
    if (found === undefined) throw new Error(`There is no alarm ${name}.`);
    return found;
  };
  const watchedBy = (name: string): string[] =>
    (named(name).metricQueries ?? []).flatMap(({ metric }) => metric?.dimensions["FunctionName"] ?? []).sort();
  /** The functions that flows call and wait so long for. */
  const waitedFor = (seconds: string): string[] => {
    const contents = ["contactFlow:ContactFlow", "contactFlowModule:ContactFlowModule"]
      .flatMap((type) => inputsOf(`aws:connect/${type}`) as { content: string }[])
      .map(({ content }) => content);
    const called = contents.flatMap((content) =>
      [...content.matchAll(/:function:([\w-]+)","InvocationTimeLimitSeconds":"(\d+)"/g)].filter(
        ([, , limit]) => limit === seconds,
      ),
    );
    return [...new Set(called.map(([, name = ""]) => name))].sort();
  };

  it("watch every function that flows call, by its name and in one alarm of at most ten metrics", () => {
    const functions = (inputsOf("aws:lambda/function:Function") as { name: string }[]).map(({ name }) => name);
    const callable = contracts.FUNCTION_ROLES.map((role) => `fernhill-dev-${role}`).sort();
    expect(functions).to.include.members(callable);
    for (const name of ["functionErrors", "functionThrottles"]) expect(watchedBy(name), name).to.deep.equal(callable);
    for (const { name, metricQueries = [] } of alarms()) {
      expect(metricQueries.filter(({ metric }) => metric !== undefined).length, name).to.be.at.most(10);
      if (metricQueries.length > 0)
        expect(
          metricQueries.filter(({ returnData }) => returnData === true),
          name,
        ).to.have.length(1);
      for (const { id } of metricQueries) expect(id, "an id of CloudWatch").to.match(/^[a-z][a-zA-Z0-9_]*$/);
    }
  });

  it("find a function slow before the flows that wait for it give up", () => {
    for (const [name, seconds] of [
      ["slowLookups", 4],
      ["slowSelfService", 8],
    ] as const) {
      expect(watchedBy(name), name).to.deep.equal(waitedFor(String(seconds)));
      expect(named(name).threshold, name).to.be.within(500 * seconds, 1000 * seconds - 1);
    }
    expect([...watchedBy("slowLookups"), ...watchedBy("slowSelfService")], "all of them").to.have.members(
      watchedBy("functionErrors"),
    );
  });

  it("tell the topic, when they ring and when it is over, and nobody where there is none", () => {
    for (const one of inputsOf("aws:cloudwatch/metricAlarm:MetricAlarm"))
      expect(one).to.deep.include({ alarmActions: [], okActions: [] });
  });
});
