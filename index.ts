export { AgentGuide, type AgentGuideArgs, type ViewArgs } from "./components/agentGuide/agentGuide";
export { agentScreenView } from "./components/agentGuide/agentScreenView";
export {
  BusinessHours,
  type BusinessHoursArgs,
  type HolidayArgs,
  type HoursArgs,
  type OpenDayArgs,
} from "./components/businessHours/businessHours";
export { CallState, type CallStateArgs } from "./components/callState/callState";
export {
  ConfigTables,
  type ConfigTablesArgs,
  type ExistingTablesArgs,
  type TableRowArgs,
} from "./components/configTables/configTables";
export {
  type ApiArgs,
  type ApiProfileArgs,
  EnvironmentRows,
  type EnvironmentArgs,
  type EnvironmentRowsArgs,
  type SecurityKeyReferenceArgs,
} from "./components/configTables/environmentRows";
export {
  ConnectFlowSet,
  type ConnectFlowSetArgs,
  type FlowArgs,
  type FlowNumberArgs,
} from "./components/connectFlowSet/connectFlowSet";
export { AGENT_VIEW } from "./components/connectFlowSet/agentScreen";
export {
  attributes,
  contactAttributes,
  type ContactAttributeName,
  setAttributes,
} from "./components/connectFlowSet/contactAttributes";
export {
  type ContactAttribute,
  type ContactContract,
  contactContract,
} from "./components/connectFlowSet/contactContract";
export { apologise } from "./components/connectFlowSet/flows/fragments/apologise";
export type { FlowSite } from "./components/connectFlowSet/flows/site";
export {
  prompts,
  promptSet,
  type PromptLookup,
  type PromptSet,
  standardPromptSets,
} from "./components/connectFlowSet/promptSets";
export type { CallingCode, Speech, SpokenLanguage } from "./components/connectFlowSet/speech";
export {
  ENTRY_FLOW,
  MAIN_FLOW,
  OUTBOUND_WHISPER_FLOW,
  QUEUE_TRANSFER_FLOW,
  standardFlows,
} from "./components/connectFlowSet/standardFlows";
export {
  ConnectFunction,
  type ConnectFunctionArgs,
  type FunctionPermissionArgs,
} from "./components/connectFunction/connectFunction";
export { functionArns } from "./components/connectFunction/names";
export {
  ContactRecordArchive,
  type ContactRecordArchiveArgs,
} from "./components/contactRecordArchive/contactRecordArchive";
export type {
  ExistingBucketArgs,
  ExistingDeliveryStreamArgs,
  ExistingStreamArgs,
} from "./components/contactRecordArchive/existing";
export type { ArchiveLifecycleArgs } from "./components/contactRecordArchive/lifecycle";
export type { ArchiveTransformArgs } from "./components/contactRecordArchive/transform";
export { FlowTestCases, type FlowTestCaseArgs, type FlowTestCasesArgs } from "./components/flowTestCases/flowTestCases";
export { testCasesOf, type TestCases, type TestCasesSite } from "./components/flowTestCases/testCases";
export { type ConnectInstance, isPlaceholder, parseInstanceArn } from "./components/instance";
export {
  LookupFunctions,
  type LookupFunctionsArgs,
  type LookupTablesArgs,
  type TableReferenceArgs,
} from "./components/lookupFunctions/lookupFunctions";
export { OFFLINE_ORGANIZATION } from "./components/offline";
export { orRefuse } from "./components/orRefuse";
export {
  type OwnFlow,
  phoneSystem,
  type PhoneSystem,
  type PhoneSystemOptions,
} from "./components/phoneSystem/phoneSystem";
export type {
  QuickSightArgs,
  QuickSightSubscriptionArgs,
  RowPermissionsArgs,
} from "./components/reportingDataset/quickSight";
export {
  ReportingDataset,
  type ReportedArchiveArgs,
  type ReportingDatasetArgs,
} from "./components/reportingDataset/reportingDataset";
export {
  type InputKeysArgs,
  SelfServiceFunctions,
  type SelfServiceFunctionsArgs,
} from "./components/selfServiceFunctions/selfServiceFunctions";
export { type SecurityKeyArgs, SecurityKeys, type SecurityKeysArgs } from "./components/securityKeys/securityKeys";
export { SkillQueues, type SkillAttributeArgs, type SkillQueuesArgs } from "./components/skillQueues/skillQueues";
