import type { ErrorType, Operator } from "../../flowLanguage";
import { ALL, type Row } from "./masterTableRow";

const NO_CAMPAIGN = "IN TR CW AW OW CQ CH AH M";
const any: readonly ErrorType[] = ["NoMatchingError"];
const equals: readonly Operator[] = ["Equals"];
const numbers: readonly Operator[] = ["NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo"];

/** Reference 2.0, row by row. */
export const MASTER_TABLE: readonly Row[] = [
  { type: "MessageParticipant", parameters: { SSML: "<speak>Hello</speak>" }, documented: any, next: "yes", flowTypes: "IN TR CW AW OW CQ M", required: [], any: ["SSML"] },
  { type: "MessageParticipant", form: "a prompt", parameters: { PromptId: "arn", SkipWhenDTMFBufferEnabled: "false" }, documented: any, next: "yes", flowTypes: "IN TR CW AW OW CQ M", required: [], optional: ["SkipWhenDTMFBufferEnabled"], path: ["PromptId"] },
  {
    type: "MessageParticipant", form: "a recording", parameters: { Media: { Uri: "https://example.com/1.wav", SourceType: "S3", MediaType: "Audio" } },
    documented: any, next: "yes", flowTypes: "IN TR CW AW OW CQ M", required: ["Media.Uri", "Media.SourceType", "Media.MediaType"], static: ["Media.SourceType"], any: ["Media.Uri"],
  },
  { type: "MessageParticipantIteratively", parameters: { Messages: [{ Text: "One" }, { PromptId: "arn" }] }, tolerated: any, next: "optional", flowTypes: "CQ CH AH M", required: ["Messages"], any: ["Messages.0.Text"], path: ["Messages.1.PromptId"] },
  {
    type: "MessageParticipantIteratively", form: "with interruption", parameters: { Messages: [{ Text: "One" }], InterruptFrequencySeconds: "30" }, conditions: { operators: equals, operands: ["MessagesInterrupted"] },
    tolerated: any, next: "optional", flowTypes: "CQ CH AH M", required: ["Messages"], optional: ["InterruptFrequencySeconds"], static: ["InterruptFrequencySeconds"],
  },
  {
    type: "GetParticipantInput", form: "menu", parameters: { Text: "Press a key.", InputTimeLimitSeconds: "5", StoreInput: "False" }, conditions: { operators: equals },
    errors: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"], next: "yes", flowTypes: "IN TR CQ M", channels: ["VOICE"],
    required: ["InputTimeLimitSeconds", "StoreInput"], optional: ["Text"], static: ["InputTimeLimitSeconds", "StoreInput"], any: ["Text"],
  },
  {
    type: "GetParticipantInput", form: "store", next: "yes", flowTypes: "IN TR CQ M", channels: ["VOICE"], fills: ["StoredCustomerInput"], errors: any,
    parameters: {
      Text: "Key in a number.", InputTimeLimitSeconds: "5", StoreInput: "True", InputValidation: { CustomValidation: { MaximumLength: "8" } },
      InputEncryption: { EncryptionKeyId: "id", Key: "certificate" }, DTMFConfiguration: { InputTerminationSequence: "#", DisableCancelKey: "True", InterdigitTimeLimitSeconds: "5" },
    },
    required: ["InputTimeLimitSeconds", "InputValidation", "InputValidation.CustomValidation", "InputEncryption.EncryptionKeyId", "InputEncryption.Key"], optional: ["InputEncryption", "DTMFConfiguration"],
    static: ["InputTimeLimitSeconds", "InputValidation.CustomValidation.MaximumLength", "DTMFConfiguration.InputTerminationSequence"], path: ["InputEncryption.EncryptionKeyId", "InputEncryption.Key"], any: ["Text"],
  },
  {
    type: "GetParticipantInput", form: "store a phone number", parameters: { InputTimeLimitSeconds: "5", StoreInput: "True", InputValidation: { PhoneNumberValidation: { NumberFormat: "Local", CountryCode: "US" } } },
    errors: ["NoMatchingError", "InvalidPhoneNumber"], next: "yes", flowTypes: "IN TR CQ M", channels: ["VOICE"], fills: ["StoredCustomerInput"],
    required: ["InputValidation.PhoneNumberValidation.NumberFormat"], static: ["InputValidation.PhoneNumberValidation.NumberFormat"],
  },
  { type: "GetParticipantInput", form: "buffer", parameters: { EnableDTMFBuffer: "True" }, documented: any, next: "yes", flowTypes: "IN TR CQ M", channels: ["VOICE"], required: [], static: ["EnableDTMFBuffer"] },
  {
    type: "ConnectParticipantWithLexBot", form: "V2", parameters: { SSML: "<speak>How can I help?</speak>", LexV2Bot: { AliasArn: "arn" }, LexSessionAttributes: { k: "v" }, LexInitializationData: { InitialMessage: "Hi" } }, conditions: { operators: equals }, branching: true,
    errors: ["NoMatchingError", "NoMatchingCondition"], tolerated: ["InputTimeLimitExceeded"], next: "yes", flowTypes: "IN TR CQ M", fills: ["Lex"],
    required: ["LexV2Bot", "LexV2Bot.AliasArn"], optional: ["SSML", "LexSessionAttributes", "LexInitializationData"], path: ["LexV2Bot.AliasArn"], any: ["SSML", "LexSessionAttributes.k"],
  },
  {
    type: "ConnectParticipantWithLexBot", form: "V1, any intent", parameters: { LexBot: { Name: "Bot", Region: "us-east-1", Alias: "live" } }, conditions: { operators: equals },
    errors: any, tolerated: ["NoMatchingCondition", "InputTimeLimitExceeded"], next: "yes", flowTypes: "IN TR CQ M", fills: ["Lex"], required: ["LexBot", "LexBot.Name", "LexBot.Region", "LexBot.Alias"],
  },
  { type: "DisconnectParticipant", parameters: {}, next: "terminal", flowTypes: "IN TR CQ CAMP", seenRefusedIn: "CW AW OW CH AH", required: [] },
  {
    type: "ShowView", parameters: { ViewResource: { Id: "arn:$LATEST" }, InvocationTimeLimitSeconds: "400", ViewData: { a: { b: true } }, SensitiveDataConfiguration: { HideResponseOn: ["TRANSCRIPT"] } }, conditions: { operators: equals },
    errors: ["NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"], next: "yes", flowTypes: "IN CQ", channels: ["CHAT"], fills: ["Views"],
    required: ["ViewResource", "ViewResource.Id", "InvocationTimeLimitSeconds"], optional: ["ViewData", "SensitiveDataConfiguration"], static: ["InvocationTimeLimitSeconds"], path: ["ViewResource.Id"],
  },
  {
    type: "TransferParticipantToThirdParty", parameters: { ThirdPartyPhoneNumber: "+15555550100", ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "False", ThirdPartyDTMFDigits: "1,2#", CallerId: { Number: "+15555550101", Name: "Us" } },
    errors: any, next: "yes", flowTypes: "IN TR CQ", channels: ["VOICE"], required: ["ThirdPartyPhoneNumber", "ThirdPartyConnectionTimeLimitSeconds", "ContinueFlowExecution"], optional: ["ThirdPartyDTMFDigits", "CallerId"],
    path: ["ThirdPartyConnectionTimeLimitSeconds"], any: ["ThirdPartyPhoneNumber", "CallerId.Number"],
  },
  {
    type: "TransferParticipantToThirdParty", form: "that comes back", parameters: { ThirdPartyPhoneNumber: "+15555550100", ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "True" },
    errors: ["NoMatchingError", "CallFailed", "ConnectionTimeLimitExceeded"], next: "yes", flowTypes: "IN TR CQ", channels: ["VOICE"], required: [],
  },
  {
    type: "TransferParticipantToThirdParty", form: "that comes back, in an agent-transfer flow", parameters: { ThirdPartyPhoneNumber: "+15555550100", ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "True" },
    errors: any, next: "yes", flowTypes: "IN TR CQ", within: "AGENT_TRANSFER", channels: ["VOICE"], required: [],
  },
  {
    type: "InvokeLambdaFunction",
    parameters: { LambdaFunctionARN: "arn", InvocationTimeLimitSeconds: "8", InvocationType: "SYNCHRONOUS", LambdaInvocationAttributes: { k: "$.Attributes.x" }, ResponseValidation: { ResponseType: "STRING_MAP" } },
    errors: any, next: "yes", flowTypes: ALL, fills: ["External"], required: ["LambdaFunctionARN", "ResponseValidation.ResponseType"], optional: ["InvocationType", "LambdaInvocationAttributes", "ResponseValidation"],
    static: ["InvocationTimeLimitSeconds", "InvocationType", "ResponseValidation.ResponseType"], path: ["LambdaFunctionARN"], any: ["LambdaInvocationAttributes.k"],
  },
  { type: "InvokeLambdaFunction", form: "asynchronous", parameters: { LambdaFunctionARN: "arn", InvocationTimeLimitSeconds: "60", InvocationType: "ASYNCHRONOUS" }, errors: any, next: "yes", flowTypes: ALL, fills: ["LambdaInvocation"], required: [] },
  { type: "UpdateContactAttributes", parameters: { Attributes: { k: "v" }, TargetContact: "Current" }, errors: any, next: "yes", flowTypes: ALL, required: ["Attributes", "TargetContact"], static: ["TargetContact"], any: ["Attributes.k"] },
  { type: "UpdateFlowAttributes", parameters: { FlowAttributes: { k: { Value: "v", Type: "String" } } }, errors: any, next: "yes", flowTypes: ALL, required: ["FlowAttributes", "FlowAttributes.k.Value"], optional: ["FlowAttributes.k.Type"], any: ["FlowAttributes.k.Value"] },
  { type: "UpdateContactData", parameters: { LanguageCode: "fr-CA" }, errors: any, next: "yes", flowTypes: ALL, required: ["LanguageCode"], path: ["LanguageCode"] },
  {
    type: "UpdateContactData", form: "more", parameters: { Name: "n", Description: "d", CustomerId: "c", WisdomSessionArn: "arn", References: { r: { Type: "URL", Value: "https://example.com" } }, IsVoiceIdStreamingEnabled: "TRUE", TargetContact: "Current" },
    errors: any, next: "yes", flowTypes: ALL, required: [], optional: ["Name", "Description", "CustomerId", "WisdomSessionArn", "TargetContact"], static: ["TargetContact"], any: ["Name", "Description"],
  },
  {
    type: "UpdateContactTextToSpeechVoice", parameters: { TextToSpeechVoice: "Joanna", TextToSpeechEngine: "Neural", TextToSpeechStyle: "None" },
    errors: any, next: "yes", flowTypes: ALL, required: ["TextToSpeechVoice"], optional: ["TextToSpeechEngine", "TextToSpeechStyle"], path: ["TextToSpeechVoice", "TextToSpeechEngine", "TextToSpeechStyle"],
  },
  {
    type: "UpdateContactRecordingBehavior", next: "yes", flowTypes: "IN TR OW CQ M", required: ["RecordingBehavior", "RecordingBehavior.RecordedParticipants"], optional: ["AnalyticsBehavior"],
    parameters: {
      RecordingBehavior: { RecordedParticipants: ["Agent", "Customer"], ScreenRecordedParticipants: ["Agent"], IVRRecordingBehavior: "Enabled" },
      AnalyticsBehavior: {
        Enabled: "True", AnalyticsLanguage: "en-US", AnalyticsRedactionBehavior: "Enabled", AnalyticsRedactionResults: "RedactedOnly", ChannelConfiguration: { Voice: { AnalyticsModes: ["RealTime"] }, Chat: { AnalyticsModes: ["ContactLens"] } },
        SentimentConfiguration: { Enabled: "True" }, SummaryConfiguration: { SummaryModes: ["PostContact"] },
      },
    },
    static: ["RecordingBehavior.IVRRecordingBehavior", "RecordingBehavior.RecordedParticipants.0", "AnalyticsBehavior.AnalyticsRedactionResults"],
  },
  {
    type: "UpdateContactRecordingAndAnalyticsBehavior", form: "voice", errors: ["NoMatchingError", "ChannelMismatch"], next: "yes", flowTypes: NO_CAMPAIGN, required: ["VoiceBehavior"],
    parameters: {
      VoiceBehavior: {
        VoiceRecordingBehavior: { RecordedParticipants: ["Agent", "Customer"], IVRRecordingBehavior: "Disabled" },
        VoiceAnalyticsBehavior: {
          Enabled: "True", AnalyticsLanguage: "en-US", AnalyticsModes: ["PostContact"], SentimentConfiguration: { Enabled: "True" }, SummaryConfiguration: { SummaryModes: ["PostContact"] },
          ConversationalAnalyticsRedactionConfiguration: { Enabled: "True", RedactionResults: "RedactedOnly", RedactionMaskMode: "PII", RedactionEntities: ["NAME"] },
        },
      },
    },
    static: ["VoiceBehavior.VoiceRecordingBehavior.IVRRecordingBehavior", "VoiceBehavior.VoiceAnalyticsBehavior.AnalyticsModes.0"],
  },
  {
    type: "UpdateContactRecordingAndAnalyticsBehavior", form: "chat", errors: ["NoMatchingError", "ChannelMismatch", "InFlightRedactionConfigurationFailed"], next: "yes", flowTypes: NO_CAMPAIGN, required: ["ChatBehavior"],
    parameters: { ChatBehavior: { ChatAnalyticsBehavior: { Enabled: "True", AnalyticsLanguage: "en-US", AnalyticsModes: ["ContactLens"], InFlightChatRedactionConfiguration: { Enabled: "True", RedactionMaskMode: "PII", RedactionEntities: ["NAME"], DeliverUnprocessedMessages: "False" } } } },
  },
  {
    type: "UpdateContactRecordingAndAnalyticsBehavior", form: "screen", parameters: { ScreenRecordingBehavior: { ScreenRecordedParticipants: ["Agent"] } }, errors: ["NoMatchingError", "ChannelMismatch"], next: "yes", flowTypes: NO_CAMPAIGN,
    required: ["ScreenRecordingBehavior"], static: ["ScreenRecordingBehavior.ScreenRecordedParticipants.0"],
  },
  { type: "UpdateFlowLoggingBehavior", parameters: { FlowLoggingBehavior: "Enabled" }, next: "yes", flowTypes: ALL, required: ["FlowLoggingBehavior"], static: ["FlowLoggingBehavior"] },
  { type: "UpdateContactEventHooks", parameters: { EventHooks: { CustomerQueue: "arn" } }, errors: any, next: "yes", flowTypes: ALL, required: ["EventHooks"], path: ["EventHooks.CustomerQueue"] },
  { type: "UpdateContactTargetQueue", parameters: { QueueId: "arn" }, errors: any, next: "yes", flowTypes: "IN TR M", required: ["QueueId"], path: ["QueueId"] },
  { type: "UpdateContactTargetQueue", form: "to an agent", parameters: { AgentId: "arn" }, errors: any, next: "yes", flowTypes: "IN TR M", required: ["AgentId"], path: ["AgentId"] },
  { type: "TransferContactToQueue", parameters: {}, errors: ["QueueAtCapacity", "NoMatchingError"], next: "yes", flowTypes: "IN TR M", required: [] },
  { type: "DequeueContactAndTransferToQueue", parameters: { QueueId: "arn" }, errors: ["QueueAtCapacity", "NoMatchingError"], next: "yes", flowTypes: "CQ", required: [], optional: ["QueueId"], path: ["QueueId"] },
  { type: "TransferContactToAgent", parameters: {}, next: "terminal", flowTypes: "AT QT", channels: ["VOICE"], required: [] },
  { type: "TransferToFlow", parameters: { ContactFlowId: "arn" }, errors: any, next: "yes", flowTypes: "IN TR M", required: ["ContactFlowId"], path: ["ContactFlowId"] },
  { type: "UpdateContactRoutingBehavior", form: "priority", parameters: { QueuePriority: "1" }, next: "yes", flowTypes: "IN TR CQ", required: ["QueuePriority"], static: ["QueuePriority"] },
  { type: "UpdateContactRoutingBehavior", form: "age", parameters: { QueueTimeAdjustmentSeconds: "-60" }, next: "yes", flowTypes: "IN TR CQ", required: ["QueueTimeAdjustmentSeconds"], static: ["QueueTimeAdjustmentSeconds"] },
  { type: "UpdateContactRoutingCriteria", form: "by reference", parameters: { RoutingCriteria: "$.External.criteria" }, errors: any, next: "yes", flowTypes: "IN TR CQ", required: ["RoutingCriteria"] },
  {
    type: "UpdateContactRoutingCriteria", errors: any, next: "yes", flowTypes: "IN TR CQ", required: ["RoutingCriteria", "RoutingCriteria.Steps", "RoutingCriteria.Steps.0.Expiry.DurationInSeconds"], optional: ["RoutingCriteria.Steps.0.Expiry"],
    parameters: {
      RoutingCriteria: {
        Steps: [{ Expression: { AndExpression: [{ AttributeCondition: { Name: "Language", Value: "Spanish", ProficiencyLevel: "4.0", ComparisonOperator: "NumberGreaterOrEqualTo" } }] }, Expiry: { DurationInSeconds: "30" } }],
      },
    },
    any: ["RoutingCriteria.Steps.0.Expression.AndExpression.0.AttributeCondition.Value"],
  },
  {
    type: "UpdateContactCallbackNumber", parameters: { CallbackNumber: "$.CustomerEndpoint.Address" }, errors: ["InvalidCallbackNumber", "CallbackNumberNotDialable"], next: "yes", flowTypes: "IN TR CQ",
    required: ["CallbackNumber"], reference: ["CallbackNumber"],
  },
  {
    type: "CreateCallbackContact", parameters: { QueueId: "arn", InitialCallDelaySeconds: "5", MaximumConnectionAttempts: "2", RetryDelaySeconds: "600", ContactFlowId: "arn", CallerId: { Number: "+15555550100" } }, errors: any, next: "yes", flowTypes: "IN TR CQ",
    required: ["InitialCallDelaySeconds", "MaximumConnectionAttempts", "RetryDelaySeconds"], optional: ["QueueId", "ContactFlowId", "CallerId"],
    static: ["InitialCallDelaySeconds", "MaximumConnectionAttempts", "RetryDelaySeconds"], path: ["QueueId", "ContactFlowId"],
  },
  { type: "UpdatePreviousContactParticipantState", parameters: { PreviousContactParticipantState: "OffHold" }, errors: any, next: "yes", flowTypes: "IN TR", channels: ["VOICE"], required: ["PreviousContactParticipantState"] },
  { type: "CheckHoursOfOperation", parameters: { HoursOfOperationId: "arn" }, conditions: { operators: equals, operands: ["True", "False"] }, errors: any, next: "yes", flowTypes: "IN TR CQ M", required: [], optional: ["HoursOfOperationId"], path: ["HoursOfOperationId"] },
  {
    type: "CheckMetricData", form: "agents", parameters: { MetricType: "NumberOfAgentsStaffed", QueueId: "arn" }, conditions: { operators: ["NumberGreaterThan"], operands: ["0"], needed: true },
    errors: ["NoMatchingError", "NoMatchingCondition"], next: "yes", flowTypes: "IN TR CQ M", required: ["MetricType"], optional: ["QueueId"], static: ["MetricType"], path: ["QueueId"],
  },
  {
    type: "CheckMetricData", form: "queue", parameters: { MetricType: "OldestContactInQueueAgeSeconds" }, conditions: { operators: ["Equals", ...numbers], needed: true },
    errors: ["NoMatchingError", "NoMatchingCondition"], next: "yes", flowTypes: "IN TR CQ M", required: ["MetricType"],
  },
  { type: "GetMetricData", parameters: { QueueId: "arn", QueueChannel: "Voice" }, errors: any, next: "yes", flowTypes: ALL, fills: ["Metrics"], required: [], optional: ["QueueId", "QueueChannel"], path: ["QueueId", "QueueChannel"] },
  {
    type: "Compare", parameters: { ComparisonValue: "$.Attributes.language" }, conditions: { operators: ["Equals", "TextStartsWith", "TextEndsWith", "TextContains", ...numbers, "KeyExists"], needed: true },
    errors: ["NoMatchingCondition"], next: "yes", flowTypes: ALL, required: ["ComparisonValue"], reference: ["ComparisonValue"],
  },
  { type: "Loop", parameters: { LoopCount: "3" }, conditions: { operators: equals, operands: ["ContinueLooping", "DoneLooping"] }, tolerated: any, next: "yes", flowTypes: ALL, required: ["LoopCount"], path: ["LoopCount"] },
  { type: "Wait", parameters: { TimeLimitSeconds: "60" }, conditions: { operators: equals, operands: ["WaitCompleted"] }, errors: any, next: "yes", flowTypes: ALL, channels: ["CHAT"], required: ["TimeLimitSeconds"], path: ["TimeLimitSeconds"] },
  {
    type: "Wait", form: "for events", parameters: { TimeLimitSeconds: "60", Events: ["CustomerReturned", "BotParticipantDisconnected"] }, conditions: { operators: equals, operands: ["WaitCompleted", "CustomerReturned", "BotParticipantDisconnected"] },
    errors: ["NoMatchingError", "ParticipantNotFound"], next: "yes", flowTypes: ALL, channels: ["CHAT"], required: [],
  },
  {
    type: "Wait", form: "that goes on", parameters: { TimeLimitSeconds: "60", MinimumWaitTimeSeconds: "5", ContinueExecution: "True" }, conditions: { operators: equals, operands: ["WaitCompleted", "Continue"] },
    errors: any, next: "yes", flowTypes: ALL, channels: ["CHAT"], required: ["MinimumWaitTimeSeconds"],
  },
  { type: "DistributeByPercentage", parameters: {}, conditions: { operators: ["NumberLessThan"], needed: true }, errors: ["NoMatchingCondition"], next: "yes", flowTypes: "IN TR CQ", required: [] },
  { type: "EndFlowExecution", parameters: {}, next: "terminal", flowTypes: "CW AW OW CQ CH AH", required: [] },
  { type: "EndFlowModuleExecution", parameters: { Result: "paid", ResultData: { amount: 7 } }, next: "terminal", flowTypes: "M", required: [], optional: ["Result", "ResultData"], static: ["Result"] },
  { type: "InvokeFlowModule", parameters: { FlowModuleId: "arn", Input: { tries: 3 } }, conditions: { operators: equals }, errors: ["NoMatchingCondition", "NoMatchingError"], next: "yes", flowTypes: "IN M", fills: ["Modules"], clears: ["External", "LambdaInvocation", "StoredCustomerInput", "Lex"], required: ["FlowModuleId"], optional: ["Input"], path: ["FlowModuleId"] },
  {
    type: "CreateTask", parameters: { ContactFlowId: "arn", Name: "n", Description: "d", Attributes: { k: "v" }, DelaySeconds: "60", TaskTemplateId: "id" }, errors: any, next: "yes", flowTypes: ALL,
    required: ["ContactFlowId", "Name"], optional: ["Description", "Attributes", "DelaySeconds", "TaskTemplateId"], static: ["TaskTemplateId"], path: ["ContactFlowId"], any: ["Name", "Description", "Attributes.k"],
  },
  { type: "TagContact", parameters: { Tags: { k: "v" } }, errors: any, next: "yes", flowTypes: ALL, required: ["Tags"], any: ["Tags.k"] },
  { type: "UntagContact", parameters: { TagKeys: ["k"] }, errors: any, next: "yes", flowTypes: ALL, required: ["TagKeys"], static: ["TagKeys.0"] },
  {
    type: "CompleteOutboundCall", parameters: { CallerId: { Number: "+15555550100" }, VoiceConnector: { VoiceConnectorType: "ChimeConnector", VoiceConnectorArn: "arn", FromUser: "a", ToUser: "b" }, ConnectionTimeLimitSeconds: "30" },
    next: "yes", flowTypes: "OW", seenRefusedIn: "IN", channels: ["VOICE"], required: ["VoiceConnector.VoiceConnectorArn"], optional: ["CallerId", "VoiceConnector", "ConnectionTimeLimitSeconds"], path: ["CallerId.Number"],
  },
  {
    type: "CheckOutboundCallStatus", parameters: {}, conditions: { operators: equals, operands: ["CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"] }, documented: any, next: "yes", flowTypes: "IN CAMP", channels: ["VOICE"], required: [],
  },
  {
    type: "UpdateContactMediaStreamingBehavior", parameters: { MediaStreamingState: "Enabled", Participants: [{ ParticipantType: "Customer", MediaDirections: ["From", "To"] }], MediaStreamType: "Audio" },
    documented: any, next: "yes", flowTypes: "IN CQ TR CW AW OW", required: ["MediaStreamingState", "Participants", "MediaStreamType"], static: ["MediaStreamingState", "MediaStreamType", "Participants.0.MediaDirections.0"],
  },
];
