export { type AgentGuideArgs } from "./components/agentGuide/args";
export { type ViewArgs } from "./components/agentGuide/args";
export { AgentGuide } from "./components/agentGuide/agentGuide";
export { type BusinessHoursArgs } from "./components/businessHours/args";
export { type HolidayArgs } from "./components/businessHours/args";
export { type HoursArgs } from "./components/businessHours/args";
export { type OpenDayArgs } from "./components/businessHours/args";
export { BusinessHours } from "./components/businessHours/businessHours";
export { type CallStateArgs } from "./components/callState/args";
export { CallState } from "./components/callState/callState";
export { ConfigTables } from "./components/configTables/configTables";
export {
  type ApiArgs,
  type ConfigTablesArgs,
  type ExistingTablesArgs,
  type TableRowArgs,
} from "./components/configTables/args";
export { type ApiProfileArgs } from "./components/configTables/args";
export { type EnvironmentArgs } from "./components/configTables/args";
export { type EnvironmentRowsArgs } from "./components/configTables/args";
export { type SecurityKeyReferenceArgs } from "./components/configTables/args";
export { EnvironmentRows } from "./components/configTables/environmentRows";
export { type ConnectFlowSetArgs } from "./components/connectFlowSet/args";
export { type FlowArgs } from "./components/connectFlowSet/args";
export { type FlowNumberArgs } from "./components/connectFlowSet/args";
export { ConnectFlowSet } from "./components/connectFlowSet/connectFlowSet";
export { AGENT_VIEW, agentScreenView } from "./callFlows/agentScreen";
export { attributes, contactAttributes, type ContactAttributeName, setAttributes } from "./callFlows/contactAttributes";
export { type ContactAttribute, type ContactContract, contactContract } from "./callFlows/contactContract";
export { apologise } from "./callFlows/fragments/apologise";
export type { FlowSite } from "./callFlows/site";
export { prompts, promptSet, type PromptLookup, type PromptSet, standardPromptSets } from "./callFlows/promptSets";
export type { CallingCode, Speech, SpokenLanguage } from "./callFlows/speech";
export {
  ENTRY_FLOW,
  MAIN_FLOW,
  OUTBOUND_WHISPER_FLOW,
  QUEUE_TRANSFER_FLOW,
  standardFlows,
} from "./callFlows/standardFlows";
export { type ConnectFunctionArgs } from "./components/connectFunction/args";
export { ConnectFunction, type FunctionPermissionArgs } from "./components/connectFunction/connectFunction";
export {
  type ContactRecordArchiveArgs,
  type ExistingBucketArgs,
  type ExistingDeliveryStreamArgs,
  type ExistingStreamArgs,
  type ArchiveLifecycleArgs,
  type ArchiveTransformArgs,
} from "./components/contactRecordArchive/args";
export { ContactRecordArchive } from "./components/contactRecordArchive/contactRecordArchive";
export { type FlowTestCaseArgs } from "./components/flowTestCases/args";
export { type FlowTestCasesArgs } from "./components/flowTestCases/args";
export { FlowTestCases } from "./components/flowTestCases/flowTestCases";
export { testCasesOf, type TestCases, type TestCasesSite } from "./components/flowTestCases/testCases";
export {
  type ConnectInstance,
  isPlaceholder,
  parseInstanceArn,
  functionArns,
  OFFLINE_ORGANIZATION,
} from "./callFlows/instance";
export { type LookupFunctionsArgs } from "./components/lookupFunctions/args";
export { type LookupTablesArgs } from "./components/lookupFunctions/args";
export { type TableReferenceArgs } from "./components/lookupFunctions/args";
export { LookupFunctions } from "./components/lookupFunctions/lookupFunctions";
export { orRefuse } from "./components/shared/orRefuse";
export { type OwnFlow } from "./callFlows/phoneSystemChecks";
export { phoneSystem, type PhoneSystem, type PhoneSystemOptions } from "./callFlows/phoneSystem";
export {
  type ReportedArchiveArgs,
  type QuickSightArgs,
  type QuickSightSubscriptionArgs,
  type RowPermissionsArgs,
} from "./components/reportingDataset/args";
export { type ReportingDatasetArgs } from "./components/reportingDataset/args";
export { ReportingDataset } from "./components/reportingDataset/reportingDataset";
export { type InputKeysArgs } from "./components/selfServiceFunctions/args";
export { type SelfServiceFunctionsArgs } from "./components/selfServiceFunctions/args";
export { SelfServiceFunctions } from "./components/selfServiceFunctions/selfServiceFunctions";
export { type SecurityKeyArgs } from "./components/securityKeys/args";
export { type SecurityKeysArgs } from "./components/securityKeys/args";
export { SecurityKeys } from "./components/securityKeys/securityKeys";
export { type SkillAttributeArgs } from "./components/skillQueues/args";
export { type SkillQueuesArgs } from "./components/skillQueues/args";
export { SkillQueues } from "./components/skillQueues/skillQueues";
