import { join } from "node:path";
import { Provider } from "@pulumi/aws/provider";
import { Provider as NativeProvider, type ProviderArgs as NativeProviderArgs } from "@pulumi/aws-native/provider";
import * as pulumi from "@pulumi/pulumi";
import { AgentGuide } from "../components/agentGuide/agentGuide";
import { BusinessHours } from "../components/businessHours/businessHours";
import { CallAlarms } from "../components/callAlarms/callAlarms";
import { CallbackCheck } from "../components/callbackCheck/callbackCheck";
import { CallState } from "../components/callState/callState";
import { ConfigTables } from "../components/configTables/configTables";
import { EnvironmentRows } from "../components/configTables/environmentRows";
import { ConnectFlowSet } from "../components/connectFlowSet/connectFlowSet";
import { AGENT_VIEW, agentScreenView } from "../callFlows/agentScreen";
import { ENTRY_FLOW, OUTBOUND_WHISPER_FLOW, QUEUE_TRANSFER_FLOW } from "../callFlows/standardFlows";
import { FlowTestCases } from "../components/flowTestCases/flowTestCases";
import { testCasesOf } from "../components/flowTestCases/testCases";
import { LookupFunctions } from "../components/lookupFunctions/lookupFunctions";
import { NumberAssociations } from "../components/numberAssociations/numberAssociations";
import { PaymentSettlement } from "../components/paymentSettlement/paymentSettlement";
import { SecurityKeys } from "../components/securityKeys/securityKeys";
import { SelfServiceFunctions } from "../components/selfServiceFunctions/selfServiceFunctions";
import { SkillQueues } from "../components/skillQueues/skillQueues";
import { onLaptop } from "../components/shared/onLaptop";
import { refuseExamples } from "../components/shared/refuseExamples";
import type { RowSetArgs } from "../components/tableRows/args";
import { promptRowSet, routingRowSet } from "../components/tableRows/rowSets";
import { TableRows } from "../components/tableRows/tableRows";
import { goneWhileHeld, heldFlows } from "../callFlows/heldFlows";
import { phoneSystem } from "../callFlows/phoneSystem";
import { ContactRecordArchive } from "../components/contactRecordArchive/contactRecordArchive";
import { ReportingDataset } from "../components/reportingDataset/reportingDataset";
import { DEFAULT_QUEUE, readScenarios, scenarioFiles } from "../contentModel";
import { apiProblems } from "./apis";
import type { StackConfig } from "./config";
import { deployedFlows, instanceProblems, type PreviousRelease } from "./previousRelease";
import { functionArns } from "../callFlows/instance";
import { refuse } from "../contentModel/refuse";

/**
 * All that a stack of Example Corp deploys.
 * @param previous what the stack exported when it was deployed before
 * @returns the outputs of the stack
 */
export function deployStack(config: StackConfig, previous: PreviousRelease) {
  const namePrefix = `ivr-${pulumi.getStack()}`;
  const { instance, ...settings } = config;
  const instanceArn = instance.arn;
  const { fallbackQueueArn, ...limits } = config.calls;
  const system = phoneSystem({
    contentFolder: join(__dirname, "content"),
    stack: pulumi.getStack(),
    environments: config.environments,
    instanceArn,
    namePrefix,
    claimedNumbers: config.numbers,
    leaveOutFictionalNumbers: config.leaveOutFictionalNumbers && !onLaptop(),
    skillRouting: config.skillRouting,
    moduleReferences: config.moduleReferences,
    limits,
    ...(fallbackQueueArn !== undefined && { fallbackQueueArn }),
  });

  refuse(`Pulumi.${pulumi.getStack()}.yaml cannot be used:`, [
    ...apiProblems(
      config.apis,
      config.environments,
      system.routingRows.filter((row) => "apiProfile" in row),
    ),
    ...instanceProblems(instanceArn, previous),
  ]);
  refuseExamples({ instanceArn, ...settings }, system.examples);

  const tags = { project: pulumi.getProject(), stack: pulumi.getStack() };
  const { account, region } = instance;
  // Amazon Connect allows two requests a second for the whole account, so the provider has to be patient.
  const provider = new Provider("aws", {
    region,
    allowedAccountIds: [account],
    defaultTags: { tags },
    retryMode: "adaptive",
    maxRetries: 25,
  });
  const nativeProvider = new NativeProvider("aws-native", {
    region: region as NativeProviderArgs["region"],
    allowedAccountIds: [account],
    defaultTags: { tags },
    maxRetries: 25,
  });
  const providers = { providers: [provider, nativeProvider] };

  const { kmsKeyArn, reservedConcurrency, keyHolderArns } = config.safeguards;
  /** What every component is told that writes a log. */
  const logs = { logRetentionDays: config.logRetentionDays, logKmsKeyArn: kmsKeyArn };
  const { asItems: rowsAsItems, takeOver } = config.rows;
  const alarmTopic = config.alarmTopicArn === "" ? {} : { alarmTopicArn: config.alarmTopicArn };
  const tables = new ConfigTables(
    "config",
    {
      existingTables: config.existingTables,
      protectData: config.protectData,
      kmsKeyArn,
      ...(rowsAsItems && { rowsAsItems, routingRows: system.routingRows, promptRows: system.promptRows }),
    },
    providers,
  );
  const lookups = new LookupFunctions(
    "lookups",
    { instanceArn, namePrefix, tables: tables.tables, kmsKeyArn, reservedConcurrency, ...logs },
    providers,
  );
  const keys = new SecurityKeys(
    "keys",
    { instanceArn, namePrefix, keys: config.inputKeys, protectData: config.protectData },
    providers,
  );
  const { everyMinutes, alarmAfterMinutes, ...paymentPolicy } = config.payments;
  const callState = new CallState("callState", { protectData: config.protectData, kmsKeyArn }, providers);
  const callbacks = new CallbackCheck(
    "callbacks",
    {
      instanceArn,
      namePrefix,
      routingTable: tables.tables.routing,
      callStateTable: callState.table,
      tablesKmsKeyArn: kmsKeyArn,
      policy: config.callbacks,
      ...logs,
      reservedConcurrency,
    },
    providers,
  );
  const selfService = new SelfServiceFunctions(
    "selfService",
    {
      instanceArn,
      namePrefix,
      environmentsTable: tables.tables.environments,
      callStateTable: callState.table,
      tablesKmsKeyArn: kmsKeyArn,
      inputKeys: keys,
      keyHolderArns,
      apis: config.apis,
      paymentPolicy,
      verificationPolicy: config.verification,
      reservedConcurrency,
      ...logs,
    },
    providers,
  );
  new PaymentSettlement(
    "settlement",
    {
      instanceArn,
      namePrefix,
      environmentsTable: tables.tables.environments,
      callStateTable: callState.table,
      tablesKmsKeyArn: kmsKeyArn,
      apis: config.apis,
      paymentPolicy,
      ...logs,
      everyMinutes,
      alarmAfterMinutes,
      ...alarmTopic,
    },
    providers,
  );
  new CallAlarms("alarms", { instanceArn, namePrefix, ...alarmTopic }, providers);
  const deployed = deployedFlows(previous);
  const namedAnew = heldFlows(system.flows, deployed);
  const held = Object.keys(namedAnew);
  refuse("This release cannot be deployed at once:", goneWhileHeld(held, system.flows, deployed));
  for (const [flow, added] of Object.entries(namedAnew))
    void pulumi.log.warn(
      `${flow} keeps its content in this release, because it names ${added.join(" and ")}, which callers can be led to only when the release is over. Run pulumi up once more: then it changes.`,
    );
  const functions = [lookups, callbacks, selfService];
  // The order of a release: functions, prompts, flows, queues and hours, environments, menus and numbers, associations.
  const prompts = tableRows("prompts", "writePrompts", promptRowSet(system.promptRows), functions);
  const flows = new ConnectFlowSet(
    "flows",
    { instanceArn, namePrefix, flows: system.flows, held },
    { ...providers, dependsOn: [...functions, prompts] },
  );
  const hours = new BusinessHours("hours", { instanceArn, namePrefix, hours: system.hours }, providers);
  const queues = new SkillQueues(
    "queues",
    {
      instanceArn,
      namePrefix,
      queues: system.queues,
      routingProfiles: system.routingProfiles,
      ...(system.skill && { skill: { ...system.skill, existing: config.existingSkillAttribute } }),
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
    // What goes stays in the row for this release: menus that lead there are written behind it.
    flows: { ...previous.flowArns, ...flows.flowArns },
    modules: { ...previous.moduleArns, ...flows.moduleArns },
    queues: { ...previous.queueArns, ...queues.queueArns },
    hours: { ...previous.hoursArns, ...hours.hoursArns },
    views: guide.viewArns,
    callerIds: system.callerIds,
    ...(keys.security && { security: keys.security }),
  };
  const environmentRows = new EnvironmentRows(
    "environments",
    {
      instanceArn,
      tableName: tables.tables.environments.name,
      environments: Object.fromEntries(
        config.environments.map((name) => [name, { ...environment, apis: config.apis[name] ?? {} }]),
      ),
    },
    providers,
  );
  const routing = tableRows("routing", "writeRouting", routingRowSet(system.routingRows), [environmentRows]);
  new NumberAssociations(
    "numbers",
    { instanceArn, numbers: numberAssociations(), movedFrom: flows.urn },
    { ...providers, dependsOn: [routing, environmentRows] },
  );
  const archive = config.archive.enabled ? archiveContacts() : undefined;
  if (config.testCases) deployTestCases();

  return {
    instanceArn,
    environments: config.environments,
    /** Where the contact records lie; `ivr report --from` reads a copy of its folder contact-records. */
    archiveBucket: archive?.bucketName,
    /** What a second stack on the instance names with the bucket, instead of a stream of its own. */
    archiveStream: archive?.deliveryStreamArn,
    archiveKey: archive?.kmsKeyArn,
    /** What `ivr payments` reads: the tables of what is open, and of where the company's systems are. */
    callStateTable: callState.table.name,
    environmentsTable: tables.tables.environments.name,
    /** What `ivr rows --verify` reads. */
    routingTable: tables.tables.routing.name,
    promptsTable: tables.tables.prompts.name,
    /** The functions that write the rows: docs/rows.md says how to invoke them by hand. */
    rowWriters: writersOf({ prompts, routing }),
    /** By these the next release knows what is deployed. */
    flowArns: flows.flowArns,
    moduleArns: flows.moduleArns,
    queueArns: queues.queueArns,
    hoursArns: hours.hoursArns,
    dialedNumbers: system.routingRows.flatMap(({ key }) =>
      key.startsWith("number#") ? [key.slice("number#".length)] : [],
    ),
  };

  /** The rows of a table as a set of data; where they are resources once more, the tables have written them already. */
  function tableRows(
    name: "prompts" | "routing",
    role: string,
    rows: RowSetArgs,
    dependsOn: pulumi.Resource[],
  ): ConfigTables | TableRows {
    if (rowsAsItems) return tables;
    return new TableRows(
      name,
      {
        table: tables.tables[name],
        functionName: `${namePrefix}-${role}`,
        rows,
        protectData: config.protectData,
        takeOver,
        held,
        kmsKeyArn,
        ...logs,
      },
      { ...providers, dependsOn },
    );
  }

  function writersOf(components: Readonly<Record<string, ConfigTables | TableRows>>) {
    return Object.fromEntries(
      Object.entries(components).flatMap(([rows, component]) =>
        component instanceof TableRows ? [[rows, component.functionName]] : [],
      ),
    );
  }

  function numberAssociations() {
    const flowId = flows.flowIds[ENTRY_FLOW] as pulumi.Output<string>;
    return Object.fromEntries(
      Object.entries(config.numbers).map(([number, { phoneNumberId }]) => [number, { phoneNumberId, flowId }]),
    );
  }

  function archiveContacts() {
    const records = new ContactRecordArchive(
      "archive",
      { instanceArn, namePrefix, protectData: config.protectData, ...logs, ...config.archive, ...alarmTopic },
      providers,
    );
    if (config.reporting.enabled)
      new ReportingDataset("reporting", { instanceArn, namePrefix, archive: records, ...config.reporting }, providers);
    return records;
  }

  /** The calls look up rows, so the rows come first, and with them all that they name. */
  function deployTestCases() {
    const claimed = new Set(Object.values(config.numbers).map(({ e164 }) => e164));
    const scenarios = readScenarios(scenarioFiles(join(__dirname, "..", "scenarios")));
    const { testCases, report } = testCasesOf(scenarios, {
      stack: pulumi.getStack(),
      routingRows: system.routingRows,
      claimed,
      functions: functionArns(instanceArn, namePrefix),
    });
    void pulumi.log.info(report.join("\n"));
    new FlowTestCases(
      "tests",
      { instanceArn, namePrefix, testCases, queueArns: queues.queueArns, hoursArns: hours.hoursArns },
      { ...providers, dependsOn: [prompts, ...functions, flows, environmentRows, routing] },
    );
  }
}
