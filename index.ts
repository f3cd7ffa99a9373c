export { AGENT_VIEW, agentScreenView, type AgentView } from "./callFlows/agentScreen";
export { attributes, type ContactAttributeName, contactAttributes, setAttributes } from "./callFlows/contactAttributes";
export { type ContactAttribute, type ContactContract, contactContract } from "./callFlows/contactContract";
export { apologise } from "./callFlows/fragments/apologise";
export { type ConnectInstance, functionArns, parseInstanceArn } from "./callFlows/instance";
export { goneWhileHeld, heldFlows } from "./callFlows/heldFlows";
export {
  type HoursOfOperation,
  phoneSystem,
  type PhoneSystem,
  type PhoneSystemOptions,
  type RenderedFlow,
} from "./callFlows/phoneSystem";
export type { OwnFlow } from "./callFlows/phoneSystemChecks";
export { type PromptLookup, prompts, promptSet, type PromptSet, standardPromptSets } from "./callFlows/promptSets";
export type { FlowSite } from "./callFlows/site";
export type { CallingCode, Speech, SpokenLanguage } from "./callFlows/speech";
export {
  ENTRY_FLOW,
  MAIN_FLOW,
  OUTBOUND_WHISPER_FLOW,
  QUEUE_TRANSFER_FLOW,
  standardFlows,
} from "./callFlows/standardFlows";
export { AgentGuide } from "./components/agentGuide/agentGuide";
export type { AgentGuideArgs, ViewArgs } from "./components/agentGuide/args";
export type { BusinessHoursArgs, HolidayArgs, HoursArgs, OpenDayArgs } from "./components/businessHours/args";
export { BusinessHours } from "./components/businessHours/businessHours";
export type { CallAlarmsArgs } from "./components/callAlarms/args";
export { CallAlarms } from "./components/callAlarms/callAlarms";
export type { CallbackCheckArgs, CallbackPolicyArgs } from "./components/callbackCheck/args";
export { CallbackCheck } from "./components/callbackCheck/callbackCheck";
export type { CallStateArgs } from "./components/callState/args";
export { CallState } from "./components/callState/callState";
export type {
  ApiArgs,
  ApiProfileArgs,
  ConfigTablesArgs,
  EnvironmentArgs,
  EnvironmentRowsArgs,
  ExistingTablesArgs,
  SecurityKeyReferenceArgs,
} from "./components/configTables/args";
export { ConfigTables } from "./components/configTables/configTables";
export { EnvironmentRows } from "./components/configTables/environmentRows";
export type { ConnectFlowSetArgs, FlowArgs } from "./components/connectFlowSet/args";
export { ConnectFlowSet } from "./components/connectFlowSet/connectFlowSet";
export type { ConnectFunctionArgs, FunctionPermissionArgs } from "./components/connectFunction/args";
export { ConnectFunction } from "./components/connectFunction/connectFunction";
export type {
  ArchiveLifecycleArgs,
  ArchiveTransformArgs,
  ContactRecordArchiveArgs,
  ExistingBucketArgs,
  ExistingDeliveryStreamArgs,
  ExistingStreamArgs,
} from "./components/contactRecordArchive/args";
export { ContactRecordArchive } from "./components/contactRecordArchive/contactRecordArchive";
export type { FlowTestCaseArgs, FlowTestCasesArgs } from "./components/flowTestCases/args";
export { FlowTestCases } from "./components/flowTestCases/flowTestCases";
export { type TestCases, testCasesOf, type TestCasesSite } from "./components/flowTestCases/testCases";
export type { LookupFunctionsArgs, LookupTablesArgs, TableReferenceArgs } from "./components/lookupFunctions/args";
export { LookupFunctions } from "./components/lookupFunctions/lookupFunctions";
export type { NumberAssociationArgs, NumberAssociationsArgs } from "./components/numberAssociations/args";
export { NumberAssociations } from "./components/numberAssociations/numberAssociations";
export type { PaymentPolicyArgs, PaymentSettlementArgs } from "./components/paymentSettlement/args";
export { PaymentSettlement } from "./components/paymentSettlement/paymentSettlement";
export type {
  QuickSightArgs,
  QuickSightSubscriptionArgs,
  ReportedArchiveArgs,
  ReportingDatasetArgs,
  RowPermissionsArgs,
} from "./components/reportingDataset/args";
export { ReportingDataset } from "./components/reportingDataset/reportingDataset";
export type { SecurityKeyArgs, SecurityKeysArgs } from "./components/securityKeys/args";
export { SecurityKeys } from "./components/securityKeys/securityKeys";
export type {
  InputKeysArgs,
  SelfServiceFunctionsArgs,
  VerificationPolicyArgs,
} from "./components/selfServiceFunctions/args";
export { SelfServiceFunctions } from "./components/selfServiceFunctions/selfServiceFunctions";
export { onLaptop } from "./components/shared/onLaptop";
export { orRefuse } from "./components/shared/orRefuse";
export { previousOutputs } from "./components/shared/previousOutputs";
export { refuseExamples } from "./components/shared/refuseExamples";
export type { SkillAttributeArgs, SkillQueuesArgs } from "./components/skillQueues/args";
export { SkillQueues } from "./components/skillQueues/skillQueues";
export type { RowSetArgs, TableRowArgs, TableRowsArgs } from "./components/tableRows/args";
export { promptRowSet, routingRowSet } from "./components/tableRows/rowSets";
export { TableRows } from "./components/tableRows/tableRows";
