import { join } from "node:path";
import { Provider } from "@pulumi/aws/provider";
import { Provider as NativeProvider, type ProviderArgs as NativeProviderArgs } from "@pulumi/aws-native/provider";
import * as pulumi from "@pulumi/pulumi";
import {
  AGENT_VIEW,
  AgentGuide,
  agentScreenView,
  BusinessHours,
  CallAlarms,
  CallbackCheck,
  CallState,
  ConfigTables,
  ConnectFlowSet,
  ENTRY_FLOW,
  EnvironmentRows,
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
  SelfServiceFunctions,
  SkillQueues,
  TableRows,
} from "connect-ivr";
import { type ClaimedNumber, DEFAULT_QUEUE } from "connect-ivr/content";
import { workshop } from "./flows/workshopFlow";

const config = new pulumi.Config();
const stack = pulumi.getStack();
const { arn: instanceArn, account, partition, region } = parseInstanceArn(config.require("instanceArn"));
const namePrefix = `fjord-${stack}`;
const numbers = config.requireObject<Record<string, ClaimedNumber>>("numbers");

// Plain values, checked as a whole before anything is registered.
const system = orRefuse(() =>
  phoneSystem({
    contentFolder: join(__dirname, "content"),
    stack,
    environments: [stack],
    instanceArn,
    namePrefix,
    ownFlows: [workshop],
    claimedNumbers: numbers,
    leaveOutFictionalNumbers: config.requireBoolean("leaveOutFictionalNumbers") && !onLaptop(),
  }),
);
// What is shown as an example runs on a laptop, and has no place on an instance.
orRefuse(() => refuseExamples({ instanceArn, numbers }, system.examples));

const provider = new Provider("aws", { region, allowedAccountIds: [account] });
const nativeProvider = new NativeProvider("aws-native", {
  region: region as NativeProviderArgs["region"],
  allowedAccountIds: [account],
});
const providers = { providers: [provider, nativeProvider] };

// The environments table is older than this stack and has a team of its own: it is used, not created.
const environmentsTable = config.require("environmentsTable");
const existingTables = {
  environments: {
    name: environmentsTable,
    arn: `arn:${partition}:dynamodb:${region}:${account}:table/${environmentsTable}`,
  },
};
const tables = new ConfigTables("config", { existingTables }, providers);
const lookups = new LookupFunctions("lookups", { instanceArn, namePrefix, tables: tables.tables }, providers);

// The flows name every function of the library. Without systems and keys, those of self-service answer that they are
// not available.
const callState = new CallState("callState", {}, providers);
const callbacks = new CallbackCheck(
  "callbacks",
  { instanceArn, namePrefix, routingTable: tables.tables.routing, callStateTable: callState.table },
  providers,
);
const selfService = new SelfServiceFunctions(
  "selfService",
  { instanceArn, namePrefix, environmentsTable: tables.tables.environments, callStateTable: callState.table },
  providers,
);

// Where callers can pay, this sees to it that no payment is forgotten.
new PaymentSettlement(
  "settlement",
  { instanceArn, namePrefix, environmentsTable: tables.tables.environments, callStateTable: callState.table },
  providers,
);

// What callers feel: without a topic the alarms change their state and tell nobody.
new CallAlarms("alarms", { instanceArn, namePrefix }, providers);

// Callers who are on the line while a release goes on notice nothing: what a thing needs comes before it.
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
const flowsOfAgents = {
  outboundFlowId: flows.flowIds[OUTBOUND_WHISPER_FLOW],
  transferFlowId: flows.flowIds[QUEUE_TRANSFER_FLOW],
};
const queues = new SkillQueues(
  "queues",
  { instanceArn, namePrefix, queues: system.queues, routingProfiles: system.routingProfiles, ...flowsOfAgents },
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
};
const environmentRows = new EnvironmentRows(
  "environments",
  { instanceArn, tableName: tables.tables.environments.name, environments: { [stack]: environment } },
  providers,
);
const routing = new TableRows(
  "routing",
  { table: tables.tables.routing, rows: routingRowSet(system.routingRows) },
  { ...providers, dependsOn: [environmentRows] },
);

// A claimed number is known by its id; it begins in the entry flow as every number does.
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

export const flowArns = flows.flowArns;
