import {
  associateProfile,
  type Block,
  callNumber,
  checkAgents,
  checkOutboundCall,
  checkQueue,
  completeOutboundCall,
  createCallback,
  createCase,
  createProfile,
  createTask,
  createWisdomSession,
  dequeueTo,
  distribute,
  endModule,
  evaluateDataTable,
  type FlowType,
  getCalculatedAttributes,
  getCase,
  getMetrics,
  getProfile,
  getProfileObject,
  invokeModule,
  lexBot,
  listDataTable,
  type Parameters,
  play,
  playWhileWaiting,
  resumeContact,
  setCallbackNumber,
  setContactData,
  setDisconnectFlow,
  setHook,
  setKeyBuffer,
  setMediaStreaming,
  setPreviousParticipants,
  setQueueAge,
  setQueuePriority,
  setRecording,
  setRecordingBehavior,
  setRoutingCriteria,
  setScreenRecording,
  setVoiceAnalytics,
  showView,
  startFunction,
  startOutboundChat,
  storeEncrypted,
  storePhoneNumber,
  tagContact,
  transferToAgent,
  transferToNumber,
  untagContact,
  updateCase,
  updateProfile,
  upsertDataTable,
  wait,
} from "../../flowLanguage";

const to = { then: "end", error: "end" } as const;
const limits = { seconds: 9, digits: 4 };
const stored = { then: "end", silence: "end" } as const;
const dtmf = { DisableCancelKey: "True", InterdigitTimeLimitSeconds: "5" };
const voice = { ...to, otherChannel: "end" } as const;

const branch = (operand: string, operator = "Equals") =>
  ({ operator, operand, next: "end" }) as NonNullable<Block["conditions"]>[number];
const block = (
  type: string,
  parameters: Parameters,
  errors: readonly string[] = ["NoMatchingError"],
  conditions?: readonly NonNullable<Block["conditions"]>[number][],
): Block => ({
  type,
  parameters,
  next: "end",
  ...(errors.length > 0 && { errors: Object.fromEntries(errors.map((error) => [error, "end"])) }),
  ...(conditions && { conditions }),
});

/** What builders give beside the commonest, and a type of flow that takes it. */
export const BUILT_MORE: Readonly<Record<string, readonly [Block, FlowType, Block]>> = {
  "play a prompt": [
    play({ promptId: "$.FlowAttributes.prompt" }, to),
    "OUTBOUND_WHISPER",
    block("MessageParticipant", { PromptId: "$.FlowAttributes.prompt" }),
  ],
  "play a recording": [
    play({ mediaUri: "https://example.com/$.Attributes.language.wav" }, to),
    "CONTACT_FLOW",
    block("MessageParticipant", {
      Media: { Uri: "https://example.com/$.Attributes.language.wav", SourceType: "S3", MediaType: "Audio" },
    }),
  ],
  "play text": [
    play({ text: "Hello $.Attributes.name" }, to),
    "MODULE",
    block("MessageParticipant", { Text: "Hello $.Attributes.name" }),
  ],
  playWhileWaiting: [
    playWhileWaiting([{ ssml: "<speak>1</speak>" }, { promptId: "id" }], 30, { interrupted: "end", error: "end" }),
    "CUSTOMER_QUEUE",
    block(
      "MessageParticipantIteratively",
      { Messages: [{ SSML: "<speak>1</speak>" }, { PromptId: "id" }], InterruptFrequencySeconds: "30" },
      ["NoMatchingError"],
      [branch("MessagesInterrupted")],
    ),
  ],
  setMediaStreaming: [
    setMediaStreaming("Enabled", ["From", "To"], to),
    "CONTACT_FLOW",
    block("UpdateContactMediaStreamingBehavior", {
      MediaStreamingState: "Enabled",
      Participants: [{ ParticipantType: "Customer", MediaDirections: ["From", "To"] }],
      MediaStreamType: "Audio",
    }),
  ],
  "storePhoneNumber, local": [
    storePhoneNumber("<speak>?</speak>", { seconds: 9, country: "CA" }, { ...stored, invalid: "end" }),
    "CONTACT_FLOW",
    block(
      "GetParticipantInput",
      {
        SSML: "<speak>?</speak>",
        InputTimeLimitSeconds: "9",
        StoreInput: "True",
        InputValidation: { PhoneNumberValidation: { NumberFormat: "Local", CountryCode: "CA" } },
        DTMFConfiguration: dtmf,
      },
      ["NoMatchingError", "InvalidPhoneNumber"],
    ),
  ],
  "storePhoneNumber, E.164": [
    storePhoneNumber("<speak>?</speak>", { seconds: 9 }, { ...stored, invalid: "end" }),
    "MODULE",
    block(
      "GetParticipantInput",
      {
        SSML: "<speak>?</speak>",
        InputTimeLimitSeconds: "9",
        StoreInput: "True",
        InputValidation: { PhoneNumberValidation: { NumberFormat: "E164" } },
        DTMFConfiguration: dtmf,
      },
      ["NoMatchingError", "InvalidPhoneNumber"],
    ),
  ],
  setKeyBuffer: [setKeyBuffer("keep", to), "CONTACT_FLOW", block("GetParticipantInput", { EnableDTMFBuffer: "True" })],
  "setKeyBuffer to clear": [
    setKeyBuffer("clear", to),
    "CONTACT_FLOW",
    block("GetParticipantInput", { EnableDTMFBuffer: "False" }),
  ],
  lexBot: [
    lexBot(
      { aliasArn: "arn" },
      { ssml: "<speak>?</speak>" },
      { intents: { pay: "end" }, otherwise: "end", error: "end", silence: "end" },
      { attributes: { k: "v" }, initialMessage: "Hi" },
    ),
    "CONTACT_FLOW",
    block(
      "ConnectParticipantWithLexBot",
      {
        SSML: "<speak>?</speak>",
        LexV2Bot: { AliasArn: "arn" },
        LexSessionAttributes: { k: "v" },
        LexInitializationData: { InitialMessage: "Hi" },
      },
      ["NoMatchingError", "NoMatchingCondition", "InputTimeLimitExceeded"],
      [branch("pay")],
    ),
  ],
  "lexBot, V1": [
    lexBot(
      { name: "Bot", region: "us-east-1", alias: "live" },
      { text: "?" },
      { intents: {}, otherwise: "end", error: "end" },
    ),
    "QUEUE_TRANSFER",
    block(
      "ConnectParticipantWithLexBot",
      { Text: "?", LexBot: { Name: "Bot", Region: "us-east-1", Alias: "live" } },
      ["NoMatchingError", "NoMatchingCondition"],
      [],
    ),
  ],
  showView: [
    showView(
      "arn:$LATEST",
      { rows: [{ n: 1 }] },
      { actions: { Next: "end" }, otherwise: "end", timeout: "end", error: "end" },
      { sensitive: true },
    ),
    "CONTACT_FLOW",
    block(
      "ShowView",
      {
        ViewResource: { Id: "arn:$LATEST" },
        InvocationTimeLimitSeconds: "400",
        ViewData: { rows: [{ n: 1 }] },
        SensitiveDataConfiguration: { HideResponseOn: ["TRANSCRIPT"] },
      },
      ["NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"],
      [branch("Next")],
    ),
  ],
  setContactData: [
    setContactData({ name: "$.Attributes.name", wisdomSessionArn: "$.Wisdom.SessionArn" }, to),
    "CONTACT_FLOW",
    block("UpdateContactData", { Name: "$.Attributes.name", WisdomSessionArn: "$.Wisdom.SessionArn" }),
  ],
  setHook: [
    setHook("AgentWhisper", "$.FlowAttributes.flow", to),
    "CONTACT_FLOW",
    block("UpdateContactEventHooks", { EventHooks: { AgentWhisper: "$.FlowAttributes.flow" } }),
  ],
  setDisconnectFlow: [
    setDisconnectFlow("$.FlowAttributes.flow", to),
    "CONTACT_FLOW",
    block("UpdateContactEventHooks", { EventHooks: { CustomerRemaining: "$.FlowAttributes.flow" } }),
  ],
  tagContact: [
    tagContact({ team: "$.Attributes.team" }, to),
    "MODULE",
    block("TagContact", { Tags: { team: "$.Attributes.team" } }),
  ],
  untagContact: [untagContact(["team"], to), "CUSTOMER_HOLD", block("UntagContact", { TagKeys: ["team"] })],
  resumeContact: [resumeContact(to), "CONTACT_FLOW", block("ResumeContact", {})],
  createWisdomSession: [
    createWisdomSession("arn", to),
    "CONTACT_FLOW",
    block("CreateWisdomSession", { WisdomAssistantArn: "arn" }),
  ],
  setRecording: [
    setRecording({ participants: ["Agent", "Customer"], flow: "Disabled" }, voice),
    "CONTACT_FLOW",
    block(
      "UpdateContactRecordingAndAnalyticsBehavior",
      {
        VoiceBehavior: {
          VoiceRecordingBehavior: { RecordedParticipants: ["Agent", "Customer"], IVRRecordingBehavior: "Disabled" },
        },
      },
      ["NoMatchingError", "ChannelMismatch"],
    ),
  ],
  setVoiceAnalytics: [
    setVoiceAnalytics(
      { language: "fr-CA", modes: ["PostContact"], redaction: "RedactedOnly", sentiment: true, summary: true },
      voice,
    ),
    "CONTACT_FLOW",
    block(
      "UpdateContactRecordingAndAnalyticsBehavior",
      {
        VoiceBehavior: {
          VoiceRecordingBehavior: { RecordedParticipants: ["Agent", "Customer"] },
          VoiceAnalyticsBehavior: {
            Enabled: "True",
            AnalyticsLanguage: "fr-CA",
            AnalyticsModes: ["PostContact"],
            ConversationalAnalyticsRedactionConfiguration: { Enabled: "True", RedactionResults: "RedactedOnly" },
            SentimentConfiguration: { Enabled: "True" },
            SummaryConfiguration: { SummaryModes: ["PostContact"] },
          },
        },
      },
      ["NoMatchingError", "ChannelMismatch"],
    ),
  ],
  setScreenRecording: [
    setScreenRecording(voice),
    "CONTACT_FLOW",
    block(
      "UpdateContactRecordingAndAnalyticsBehavior",
      { ScreenRecordingBehavior: { ScreenRecordedParticipants: ["Agent"] } },
      ["NoMatchingError", "ChannelMismatch"],
    ),
  ],
  setRecordingBehavior: [
    setRecordingBehavior({ participants: [] }, { then: "end" }),
    "OUTBOUND_WHISPER",
    block("UpdateContactRecordingBehavior", { RecordingBehavior: { RecordedParticipants: [] } }, []),
  ],
  setQueuePriority: [
    setQueuePriority(1, { then: "end" }),
    "CONTACT_FLOW",
    block("UpdateContactRoutingBehavior", { QueuePriority: "1" }, []),
  ],
  setQueueAge: [
    setQueueAge(-60, { then: "end" }),
    "CONTACT_FLOW",
    block("UpdateContactRoutingBehavior", { QueueTimeAdjustmentSeconds: "-60" }, []),
  ],
  "setRoutingCriteria in steps": [
    setRoutingCriteria(
      [
        { require: [{ attribute: "Language", value: "Spanish", level: 4 }], seconds: 30 },
        { require: [{ attribute: "Language", value: "Spanish", level: 2 }] },
      ],
      to,
    ),
    "CONTACT_FLOW",
    block("UpdateContactRoutingCriteria", {
      RoutingCriteria: {
        Steps: [
          {
            Expression: {
              AndExpression: [
                {
                  AttributeCondition: {
                    Name: "Language",
                    Value: "Spanish",
                    ProficiencyLevel: "4.0",
                    ComparisonOperator: "NumberGreaterOrEqualTo",
                  },
                },
              ],
            },
            Expiry: { DurationInSeconds: "30" },
          },
          {
            Expression: {
              AndExpression: [
                {
                  AttributeCondition: {
                    Name: "Language",
                    Value: "Spanish",
                    ProficiencyLevel: "2.0",
                    ComparisonOperator: "NumberGreaterOrEqualTo",
                  },
                },
              ],
            },
          },
        ],
      },
    }),
  ],
  setPreviousParticipants: [
    setPreviousParticipants("CustomerOnHold", to),
    "AGENT_TRANSFER",
    block("UpdatePreviousContactParticipantState", { PreviousContactParticipantState: "CustomerOnHold" }),
  ],
  "setCallbackNumber with its own branch": [
    setCallbackNumber("$.StoredCustomerInput", { ...to, notDialable: "end" }),
    "CONTACT_FLOW",
    block("UpdateContactCallbackNumber", { CallbackNumber: "$.StoredCustomerInput" }, [
      "InvalidCallbackNumber",
      "CallbackNumberNotDialable",
    ]),
  ],
  "createCallback in full": [
    createCallback(to, {
      initialDelaySeconds: 60,
      attempts: 1,
      retryDelaySeconds: 300,
      queue: "$.FlowAttributes.queue",
      flow: "$.FlowAttributes.flow",
      callerNumber: "+15555550100",
    }),
    "CUSTOMER_QUEUE",
    block("CreateCallbackContact", {
      QueueId: "$.FlowAttributes.queue",
      InitialCallDelaySeconds: "60",
      MaximumConnectionAttempts: "1",
      RetryDelaySeconds: "300",
      ContactFlowId: "$.FlowAttributes.flow",
      CallerId: { Number: "+15555550100" },
    }),
  ],
  dequeueTo: [
    dequeueTo("$.FlowAttributes.queue", { full: "end", error: "end" }),
    "CUSTOMER_QUEUE",
    block("DequeueContactAndTransferToQueue", { QueueId: "$.FlowAttributes.queue" }, [
      "QueueAtCapacity",
      "NoMatchingError",
    ]),
  ],
  transferToAgent: [transferToAgent(), "AGENT_TRANSFER", { type: "TransferContactToAgent", parameters: {} }],
  "transferToNumber in full": [
    transferToNumber(
      "$.FlowAttributes.number",
      { error: "end" },
      { seconds: 60, keys: "1,2#", callerId: { number: "+15555550100", name: "Us" } },
    ),
    "CONTACT_FLOW",
    block("TransferParticipantToThirdParty", {
      ThirdPartyPhoneNumber: "$.FlowAttributes.number",
      ThirdPartyConnectionTimeLimitSeconds: "60",
      ContinueFlowExecution: "False",
      ThirdPartyDTMFDigits: "1,2#",
      CallerId: { Number: "+15555550100", Name: "Us" },
    }),
  ],
  callNumber: [
    callNumber("$.FlowAttributes.number", { ...to, callFailed: "end", timeLimit: "end" }),
    "QUEUE_TRANSFER",
    block(
      "TransferParticipantToThirdParty",
      {
        ThirdPartyPhoneNumber: "$.FlowAttributes.number",
        ThirdPartyConnectionTimeLimitSeconds: "30",
        ContinueFlowExecution: "True",
      },
      ["NoMatchingError", "CallFailed", "ConnectionTimeLimitExceeded"],
    ),
  ],
  distribute: [
    distribute(
      [
        [3, "end"],
        [6, "end"],
        [8, "end"],
      ],
      "end",
    ),
    "CONTACT_FLOW",
    block(
      "DistributeByPercentage",
      {},
      ["NoMatchingCondition"],
      ["4", "10", "18"].map((operand) => branch(operand, "NumberLessThan")),
    ),
  ],
  wait: [
    wait(60, to),
    "CONTACT_FLOW",
    block("Wait", { TimeLimitSeconds: "60" }, ["NoMatchingError"], [branch("WaitCompleted")]),
  ],
  "wait for events": [
    wait(60, to, { customerReturned: "end", botLeft: { then: "end", notFound: "end" } }),
    "CONTACT_FLOW",
    block(
      "Wait",
      { TimeLimitSeconds: "60", Events: ["CustomerReturned", "BotParticipantDisconnected"] },
      ["NoMatchingError", "ParticipantNotFound"],
      [branch("WaitCompleted"), branch("CustomerReturned"), branch("BotParticipantDisconnected")],
    ),
  ],
  checkAgents: [
    checkAgents("Staffed", { some: "end", none: "end", error: "end" }),
    "CONTACT_FLOW",
    block(
      "CheckMetricData",
      { MetricType: "NumberOfAgentsStaffed" },
      ["NoMatchingError", "NoMatchingCondition"],
      [branch("0", "NumberGreaterThan")],
    ),
  ],
  checkQueue: [
    checkQueue(
      "contacts",
      [["NumberGreaterThan", 5, "end"]],
      { otherwise: "end", error: "end" },
      "$.FlowAttributes.queue",
    ),
    "CUSTOMER_QUEUE",
    block(
      "CheckMetricData",
      { MetricType: "NumberOfContactsInQueue", QueueId: "$.FlowAttributes.queue" },
      ["NoMatchingError", "NoMatchingCondition"],
      [branch("5", "NumberGreaterThan")],
    ),
  ],
  "checkQueue by age, in milliseconds": [
    checkQueue("oldestContactSeconds", [["NumberGreaterThan", 300, "end"]], { otherwise: "end", error: "end" }),
    "CONTACT_FLOW",
    block(
      "CheckMetricData",
      { MetricType: "OldestContactInQueueAgeSeconds" },
      ["NoMatchingError", "NoMatchingCondition"],
      [branch("300000", "NumberGreaterThan")],
    ),
  ],
  getMetrics: [
    getMetrics(to, { queue: "$.FlowAttributes.queue", channel: "Voice" }),
    "CUSTOMER_HOLD",
    block("GetMetricData", { QueueId: "$.FlowAttributes.queue", QueueChannel: "Voice" }),
  ],
  "invokeModule with input and branches": [
    invokeModule("id", { ...to, branches: { paid: "end" } }, { amount: 7 }),
    "CONTACT_FLOW",
    block(
      "InvokeFlowModule",
      { FlowModuleId: "id", Input: { amount: 7 } },
      ["NoMatchingError", "NoMatchingCondition"],
      [branch("paid")],
    ),
  ],
  "endModule with a result": [
    endModule({ result: "paid", data: { id: "$.Attributes.id" } }),
    "MODULE",
    { type: "EndFlowModuleExecution", parameters: { Result: "paid", ResultData: { id: "$.Attributes.id" } } },
  ],
  startFunction: [
    startFunction({ role: "tell", parameters: ["reason"], answers: [] }, { reason: "late" }, to),
    "CONTACT_FLOW",
    block("InvokeLambdaFunction", {
      LambdaFunctionARN: "{{function:tell}}",
      InvocationTimeLimitSeconds: "4",
      InvocationType: "ASYNCHRONOUS",
      LambdaInvocationAttributes: { reason: "late" },
      ResponseValidation: { ResponseType: "STRING_MAP" },
    }),
  ],
  evaluateDataTable: [
    evaluateDataTable("arn", { hours: { attributes: ["open"], row: { country: "$.Attributes.country" } } }, to),
    "CONTACT_FLOW",
    block("EvaluateDataTableValues", {
      DataTableId: "arn",
      Queries: [
        {
          QueryName: "hours",
          Attributes: ["open"],
          PrimaryValues: [{ AttributeName: "country", Value: "$.Attributes.country" }],
        },
      ],
    }),
  ],
  listDataTable: [
    listDataTable("arn", { here: { country: "CA" } }, to),
    "CONTACT_FLOW",
    block("ListDataTableValues", {
      DataTableId: "arn",
      PrimaryKeyGroups: [{ PrimaryKeyGroupName: "here", PrimaryValues: [{ Name: "country", Value: "CA" }] }],
    }),
  ],
  "listDataTable, every row": [
    listDataTable("arn", {}, to),
    "CONTACT_FLOW",
    block("ListDataTableValues", { DataTableId: "arn" }),
  ],
  upsertDataTable: [
    upsertDataTable("arn", { here: { row: { country: "CA" }, values: { calls: "1", last: undefined } } }, to),
    "CONTACT_FLOW",
    block("UpsertDataTableValues", {
      LockVersion: "LATEST",
      DataTableId: "arn",
      DataTableUpsertAttributes: [
        {
          PrimaryKeyGroupName: "here",
          PrimaryValues: [{ Name: "country", Value: "CA" }],
          Attributes: [
            { Name: "calls", Value: "1" },
            { Name: "last", UseDefaultValue: "True" },
          ],
        },
      ],
    }),
  ],
  getProfile: [
    getProfile({ _phone: "$.CustomerEndpoint.Address" }, ["FirstName"], { ...to, none: "end", several: "end" }),
    "CONTACT_FLOW",
    block(
      "GetCustomerProfile",
      {
        ProfileRequestData: {
          SearchCriteria: [{ IdentifierName: "_phone", IdentifierValue: "$.CustomerEndpoint.Address" }],
          LogicalOperator: "AND",
        },
        ProfileResponseData: ["FirstName"],
      },
      ["MultipleFoundError", "NoneFoundError", "NoMatchingError"],
    ),
  ],
  createProfile: [
    createProfile({ FirstName: "n" }, to),
    "CONTACT_FLOW",
    block("CreateCustomerProfile", { ProfileRequestData: { FirstName: "n" } }),
  ],
  updateProfile: [
    updateProfile({ FirstName: "n" }, to),
    "CONTACT_FLOW",
    block("UpdateCustomerProfile", { ProfileRequestData: { FirstName: "n" } }),
  ],
  "getProfileObject, the latest": [
    getProfileObject({ profileId: "id", objectType: "_order" }, ["OrderStatus"], { ...to, none: "end" }),
    "CONTACT_FLOW",
    block(
      "GetCustomerProfileObject",
      {
        ProfileRequestData: { ProfileId: "id", ObjectType: "_order", UseLatest: "true" },
        ProfileResponseData: ["OrderStatus"],
      },
      ["NoneFoundError", "NoMatchingError"],
    ),
  ],
  "getProfileObject by its key": [
    getProfileObject({ profileId: "id", objectType: "_order", by: { name: "_orderId", value: "7" } }, ["OrderStatus"], {
      ...to,
      none: "end",
    }),
    "CONTACT_FLOW",
    block(
      "GetCustomerProfileObject",
      {
        ProfileRequestData: { ProfileId: "id", ObjectType: "_order", IdentifierName: "_orderId", IdentifierValue: "7" },
        ProfileResponseData: ["OrderStatus"],
      },
      ["NoneFoundError", "NoMatchingError"],
    ),
  ],
  getCalculatedAttributes: [
    getCalculatedAttributes("id", ["CalculatedAttributes._frequent_caller"], { ...to, none: "end" }),
    "CONTACT_FLOW",
    block(
      "GetCalculatedAttributesForCustomerProfile",
      { ProfileRequestData: { ProfileId: "id" }, ProfileResponseData: ["CalculatedAttributes._frequent_caller"] },
      ["NoneFoundError", "NoMatchingError"],
    ),
  ],
  associateProfile: [
    associateProfile("$.Customer.ProfileId", "$.ContactId", to),
    "CONTACT_FLOW",
    block("AssociateContactToCustomerProfile", {
      ProfileRequestData: { ProfileId: "$.Customer.ProfileId", ContactId: "$.ContactId" },
    }),
  ],
  createCase: [
    createCase("id", { title: "t" }, to),
    "CONTACT_FLOW",
    block("CreateCase", { LinkContactToCase: "false", CaseTemplateId: "id", CaseRequestFields: { title: "t" } }),
  ],
  getCase: [
    getCase({ customerId: "$.Customer.ProfileId", latest: true }, ["status"], {
      ...to,
      notLinked: "end",
      none: "end",
      several: "end",
    }),
    "CONTACT_FLOW",
    block(
      "GetCase",
      {
        LinkContactToCase: "true",
        GetLastUpdatedCase: "true",
        CustomerId: "$.Customer.ProfileId",
        CaseResponseFields: ["status"],
      },
      ["ContactNotLinked", "MultipleFound", "NoneFound", "NoMatchingError"],
    ),
  ],
  updateCase: [
    updateCase("$.Case.case_id", { status: "open" }, { ...to, notLinked: "end" }),
    "MODULE",
    block(
      "UpdateCase",
      { LinkContactToCase: "true", CaseId: "$.Case.case_id", CaseRequestFields: { status: "open" } },
      ["ContactNotLinked", "NoMatchingError"],
    ),
  ],
  createTask: [
    createTask(
      { flow: "$.FlowAttributes.flow", name: "Call back", attributes: { k: "v" }, due: { inSeconds: 60 } },
      to,
    ),
    "CONTACT_FLOW",
    block("CreateTask", {
      ContactFlowId: "$.FlowAttributes.flow",
      Name: "Call back",
      Attributes: { k: "v" },
      DelaySeconds: "60",
    }),
  ],
  "createTask at a time": [
    createTask(
      {
        flow: "$.FlowAttributes.flow",
        name: "Call back",
        description: "d",
        due: { at: "$.External.when" },
        templateId: "id",
      },
      to,
    ),
    "CONTACT_FLOW",
    block("CreateTask", {
      ContactFlowId: "$.FlowAttributes.flow",
      Name: "Call back",
      Description: "d",
      ScheduledTime: "$.External.when",
      TaskTemplateId: "id",
    }),
  ],
  startOutboundChat: [
    startOutboundChat(
      { fromNumberArn: "arn", toNumber: "$.CustomerEndpoint.Address", flow: "$.FlowAttributes.flow", message: "Hello" },
      to,
    ),
    "CONTACT_FLOW",
    block("StartOutboundChatContact", {
      SourceEndpoint: { Address: "arn", Type: "CONNECT_PHONENUMBER_ARN" },
      DestinationEndpoint: { Address: "$.CustomerEndpoint.Address", Type: "TELEPHONE_NUMBER" },
      ContactFlowArn: "$.FlowAttributes.flow",
      ContactSubtype: "connect:SMS",
      InitialSystemMessage: { Content: "Hello" },
    }),
  ],
  completeOutboundCall: [
    completeOutboundCall({ then: "end" }, "+15555550100"),
    "OUTBOUND_WHISPER",
    block("CompleteOutboundCall", { CallerId: { Number: "+15555550100" } }, []),
  ],
  checkOutboundCall: [
    checkOutboundCall({
      answered: "end",
      voicemailBeep: "end",
      voicemailNoBeep: "end",
      notDetected: "end",
      error: "end",
    }),
    "CAMPAIGN",
    block(
      "CheckOutboundCallStatus",
      {},
      ["NoMatchingError"],
      ["CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"].map((operand) => branch(operand)),
    ),
  ],
};

/** Encrypted input by itself: a flow around it has to turn the flow log and recording off first. */
export const ENCRYPTED: readonly [Block, Block] = [
  storeEncrypted(
    "<speak>?</speak>",
    limits,
    { id: "key", certificate: "$.FlowAttributes.certificate" },
    { then: "end", error: "end" },
  ),
  block("GetParticipantInput", {
    SSML: "<speak>?</speak>",
    InputTimeLimitSeconds: "9",
    StoreInput: "True",
    InputValidation: { CustomValidation: { MaximumLength: "4" } },
    InputEncryption: { EncryptionKeyId: "key", Key: "$.FlowAttributes.certificate" },
    DTMFConfiguration: dtmf,
  }),
];
