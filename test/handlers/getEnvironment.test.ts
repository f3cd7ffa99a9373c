import { expect } from "chai";
import { after, before } from "mocha";
import { contracts, getEnvironment, RowMissing } from "../../handlers";
import { ENVIRONMENT, errorOf, flowArn, hoursArn, KEYLESS, moduleArn, queueArn } from "./rows";
import { ask, startTables, type TestTables } from "./tables";

describe("getEnvironment", () => {
  let tables: TestTables;
  before(async () => {
    tables = await startTables();
    await tables.put("environments", ENVIRONMENT, {
      ...ENVIRONMENT,
      environment: "staging",
      instanceArn: "arn:staging",
      flows: {},
    });
  });
  after(() => tables.close());

  const arns = (keys: string, parameters: Record<string, string | undefined> = {}) =>
    ask(tables, getEnvironment, { parameters: { environment: "dev", keys, ...parameters } });
  const all = {
    flow: "mainFlow",
    module: "hoursModule",
    queue: "support-{language}",
    hours: "{country}",
    view: "agentGuide",
    language: "fr-CA",
    country: "CA",
  };

  it("answers everything that a flow can ask for", async () => {
    expect(await arns(contracts.getEnvironment.answers.join(" "), all)).to.deep.equal({
      instanceArn: ENVIRONMENT.instanceArn,
      defaultQueueArn: queueArn("default"),
      flowArn: flowArn("mainFlow"),
      moduleArn: moduleArn("hoursModule"),
      queueArn: queueArn("support-fr-CA"),
      hoursArn: hoursArn("CA"),
      viewArn: ENVIRONMENT.views["agentGuide"],
      callerIdArn: ENVIRONMENT.callerIds["CA"],
      securityKeyId: "key-1",
      securityCertificate: "-----BEGIN CERTIFICATE-----",
      ...Object.fromEntries(contracts.NAMED_FLOWS.map((name) => [`${name}Arn`, flowArn(name)])),
      ...Object.fromEntries(contracts.NAMED_MODULES.map((name) => [`${name}Arn`, moduleArn(name)])),
    });
  });

  it("answers none for a country without a number to show, and for an environment without a security key", async () => {
    await tables.put("environments", { ...KEYLESS, environment: "bare" });
    expect(
      await arns("callerIdArn securityKeyId securityCertificate", { environment: "bare", country: "CH" }),
    ).to.deep.equal({
      callerIdArn: contracts.NONE,
      securityKeyId: contracts.NONE,
      securityCertificate: contracts.NONE,
    });
  });

  it("answers only the wanted keys, and needs only what they need", async () => {
    expect(await arns("defaultQueueArn")).to.deep.equal({ defaultQueueArn: queueArn("default") });
  });

  it("answers for the environment of the call", async () => {
    expect(await arns("instanceArn", { environment: "staging" })).to.deep.equal({ instanceArn: "arn:staging" });
  });

  it("misses an environment and a logical key that are not there", async () => {
    const misses = [
      ["instanceArn", { environment: "prod" }, "The environments table has no row for the call's environment."],
      ["flowArn", { ...all, environment: "staging" }, "The environment staging has no flow mainFlow."],
      ["queueArn", { ...all, language: "it-IT" }, "The environment dev has no queue support-it-IT."],
      ["queueArn", { ...all, language: "" }, "The environment dev has no queue support-{language}."],
      ["hoursArn", { ...all, country: "CH" }, "The environment dev has no hours CH."],
      ["moduleArn", { ...all, module: "mainFlow" }, "The environment dev has no module mainFlow."],
      ["viewArn", { ...all, view: "nobody" }, "The environment dev has no view nobody."],
      ["queueFlowArn", { environment: "staging" }, "The environment staging has no flow queueFlow."],
      ["wishArn", all, "Nothing answers wishArn."],
    ] as const;
    for (const [keys, parameters, message] of misses) {
      const error = await errorOf(arns(keys, parameters));
      expect(error).to.be.instanceOf(RowMissing);
      expect(error.message).to.equal(message);
    }
  });

  it("refuses a call that the flow did not describe", async () => {
    for (const [keys, parameters, name] of [
      ["flowArn", {}, "flow"],
      ["flowArn", { environment: "" }, "environment"],
      ["", {}, "keys"],
    ] as const)
      expect((await errorOf(arns(keys, parameters))).message).to.equal(`The flow passed no ${name}.`);
  });
});
