import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Provider } from "@pulumi/aws/provider";
import { Provider as NativeProvider, type ProviderArgs as NativeProviderArgs } from "@pulumi/aws-native/provider";
import * as pulumi from "@pulumi/pulumi";
import {
  AGENT_VIEW,
  AgentGuide,
  agentScreenView,
  type ApiProfileArgs,
  BusinessHours,
  CallAlarms,
  CallbackCheck,
  CallState,
  ConfigTables,
  ConnectFlowSet,
  ContactRecordArchive,
  type ContactRecordArchiveArgs,
  ENTRY_FLOW,
  EnvironmentRows,
  FlowTestCases,
  functionArns,
  LookupFunctions,
  NumberAssociations,
  onLaptop,
  orRefuse,
  OUTBOUND_WHISPER_FLOW,
  parseInstanceArn,
  PaymentSettlement,
  phoneSystem,
  promptRowSet,
  QUEUE_TRANSFER_FLOW,
  refuseExamples,
  routingRowSet,
  SecurityKeys,
  type SecurityKeyArgs,
  SelfServiceFunctions,
  SkillQueues,
  TableRows,
  testCasesOf,
} from "connect-ivr";
import { type ClaimedNumber, DEFAULT_QUEUE, readScenarios, scenarioFiles } from "connect-ivr/content";

const config = new pulumi.Config();
const stack = pulumi.getStack();
const { arn: instanceArn, account, region } = parseInstanceArn(config.require("instanceArn"));
const namePrefix = `fernhill-${stack}`;
const environments = config.requireObject<string[]>("environments");
const numbers = config.requireObject<Record<string, ClaimedNumber>>("numbers");
const apis = config.requireObject<Record<string, Record<string, ApiProfileArgs>>>("apis");
const archive = config.requireObject<Partial<ContactRecordArchiveArgs>>("archive");

const system = orRefuse(() =>
  phoneSystem({
    contentFolder: join(__dirname, "content"),
    stack,
    environments,
    instanceArn,
    namePrefix,
    claimedNumbers: numbers,
    leaveOutFictionalNumbers: config.requireBoolean("leaveOutFictionalNumbers") && !onLaptop(),
  }),
);
orRefuse(() => refuseExamples({ instanceArn, numbers, apis, archive, inputKeys: inputKeys() }, system.examples));

const provider = new Provider("aws", { region, allowedAccountIds: [account] });
const nativeProvider = new NativeProvider("aws-native", {
  region: region as NativeProviderArgs["region"],
  allowedAccountIds: [account],
});
const providers = { providers: [provider, nativeProvider] };

const tables = new ConfigTables("config", {}, providers);
const lookups = new LookupFunctions("lookups", { instanceArn, namePrefix, tables: tables.tables }, providers);
const keys = new SecurityKeys("keys", { instanceArn, namePrefix, keys: inputKeys() }, providers);
const callState = new CallState("callState", {}, providers);
const callbacks = new CallbackCheck(
  "callbacks",
  { instanceArn, namePrefix, routingTable: tables.tables.routing, callStateTable: callState.table },
  providers,
);
const selfService = new SelfServiceFunctions(
  "selfService",
  {
    instanceArn,
    namePrefix,
    environmentsTable: tables.tables.environments,
    callStateTable: callState.table,
    inputKeys: keys,
  },
  providers,
);
new CallAlarms("alarms", { instanceArn, namePrefix }, providers);
new PaymentSettlement(
  "settlement",
  { instanceArn, namePrefix, environmentsTable: tables.tables.environments, callStateTable: callState.table },
  providers,
);
const prompts = new TableRows(
  "prompts",
  { table: tables.tables.prompts, rows: promptRowSet(system.promptRows) },
  { ...providers, dependsOn: [lookups, callbacks, selfService] },
);
const flows = new ConnectFlowSet(
  "flows",
  { instanceArn, namePrefix, flows: system.flows },
  { ...providers, dependsOn: [lookups, callbacks, selfService, prompts] },
);
const hours = new BusinessHours("hours", { instanceArn, namePrefix, hours: system.hours }, providers);
const queues = new SkillQueues(
  "queues",
  {
    instanceArn,
    namePrefix,
    queues: system.queues,
    routingProfiles: system.routingProfiles,
    ...(system.skill && { skill: system.skill }),
    outboundFlowId: flows.flowIds[OUTBOUND_WHISPER_FLOW],
    transferFlowId: flows.flowIds[QUEUE_TRANSFER_FLOW],
  },
  providers,
);
const guide = new AgentGuide(
  "guide",
  { instanceArn, namePrefix, views: { [AGENT_VIEW]: agentScreenView() } },
  providers,
);
const environment = {
  defaultQueue: DEFAULT_QUEUE,
  flows: flows.flowArns,
  modules: flows.moduleArns,
  queues: queues.queueArns,
  hours: hours.hoursArns,
  views: guide.viewArns,
  callerIds: system.callerIds,
  ...(keys.security && { security: keys.security }),
};
const environmentRows = new EnvironmentRows(
  "environments",
  {
    instanceArn,
    tableName: tables.tables.environments.name,
    environments: Object.fromEntries(environments.map((name) => [name, { ...environment, apis: apis[name] ?? {} }])),
  },
  providers,
);
const routing = new TableRows(
  "routing",
  { table: tables.tables.routing, rows: routingRowSet(system.routingRows) },
  { ...providers, dependsOn: [environmentRows] },
);
const flowId = flows.flowIds[ENTRY_FLOW] as pulumi.Output<string>;
new NumberAssociations(
  "numbers",
  {
    instanceArn,
    numbers: Object.fromEntries(
      Object.entries(numbers).map(([name, { phoneNumberId }]) => [name, { phoneNumberId, flowId }]),
    ),
  },
  { ...providers, dependsOn: [routing] },
);
new ContactRecordArchive("archive", { instanceArn, namePrefix, ...archive }, providers);
if (config.requireBoolean("testCases")) deployTestCases();

export { instanceArn };

function inputKeys(): SecurityKeyArgs[] {
  return config
    .requireObject<{ name: string; certificate: string }[]>("inputKeys")
    .map(({ name, certificate }) => ({ name, certificate: readFileSync(join(__dirname, certificate), "utf8") }));
}

function deployTestCases(): void {
  const { testCases, report } = testCasesOf(readScenarios(scenarioFiles(join(__dirname, "scenarios"))), {
    stack,
    routingRows: system.routingRows,
    claimed: new Set(Object.values(numbers).map(({ e164 }) => e164)),
    functions: functionArns(instanceArn, namePrefix),
  });
  void pulumi.log.info(report.join("\n"));
  new FlowTestCases(
    "tests",
    { instanceArn, namePrefix, testCases, queueArns: queues.queueArns, hoursArns: hours.hoursArns },
    { ...providers, dependsOn: [prompts, lookups, callbacks, selfService, flows, environmentRows, routing] },
  );
}
