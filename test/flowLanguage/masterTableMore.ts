import type { ErrorType } from "../../flowLanguage";
import { ALL, type Row } from "./masterTableRow";

const any: readonly ErrorType[] = ["NoMatchingError"];
const dataTable = { documented: any, next: "yes", flowTypes: ALL, clears: ["DataTables", "DataTableList"] } as const;
const documentedEverywhere = { documented: any, next: "yes", flowTypes: ALL } as const;
const profile = { ProfileRequestData: { ProfileId: "id" }, ProfileResponseData: ["FirstName"] };
const key = [{ Name: "number", Value: "$.SystemEndpoint.Address" }];

/** What the master table does not hold (reference 2.3, 2.6, 2.7). */
export const MORE_ROWS: readonly Row[] = [
  { ...documentedEverywhere, type: "ResumeContact", parameters: {}, required: [] },
  {
    ...documentedEverywhere,
    type: "CreateWisdomSession",
    parameters: { WisdomAssistantArn: "arn" },
    required: ["WisdomAssistantArn"],
    path: ["WisdomAssistantArn"],
  },
  {
    type: "GetCustomerProfile",
    parameters: {
      ProfileRequestData: {
        SearchCriteria: [{ IdentifierName: "_phone", IdentifierValue: "$.CustomerEndpoint.Address" }],
        LogicalOperator: "AND",
      },
      ProfileResponseData: ["FirstName"],
    },
    documented: ["MultipleFoundError", "NoneFoundError", "NoMatchingError"],
    next: "yes",
    flowTypes: ALL,
    required: ["ProfileRequestData", "ProfileRequestData.SearchCriteria"],
    optional: ["ProfileResponseData"],
    any: ["ProfileRequestData.SearchCriteria.0.IdentifierValue"],
  },
  {
    type: "GetCustomerProfile",
    form: "by one key",
    parameters: { ProfileRequestData: { IdentifierName: "_phone", IdentifierValue: "1" } },
    documented: ["MultipleFoundError", "NoneFoundError", "NoMatchingError"],
    next: "yes",
    flowTypes: ALL,
    required: ["ProfileRequestData"],
  },
  {
    ...documentedEverywhere,
    type: "CreateCustomerProfile",
    parameters: { ProfileRequestData: { FirstName: "n" } },
    required: ["ProfileRequestData"],
    any: ["ProfileRequestData.FirstName"],
  },
  {
    ...documentedEverywhere,
    type: "UpdateCustomerProfile",
    parameters: { ProfileRequestData: { FirstName: "n" } },
    required: ["ProfileRequestData"],
    any: ["ProfileRequestData.FirstName"],
  },
  {
    type: "GetCustomerProfileObject",
    parameters: { ProfileRequestData: { ProfileId: "id", ObjectType: "_order", UseLatest: "true" } },
    documented: ["NoneFoundError", "NoMatchingError"],
    next: "yes",
    flowTypes: ALL,
    required: ["ProfileRequestData.ProfileId", "ProfileRequestData.ObjectType", "ProfileRequestData.UseLatest"],
  },
  {
    type: "GetCalculatedAttributesForCustomerProfile",
    parameters: profile,
    documented: ["NoneFoundError", "NoMatchingError"],
    next: "yes",
    flowTypes: ALL,
    required: ["ProfileRequestData.ProfileId"],
  },
  {
    ...documentedEverywhere,
    type: "AssociateContactToCustomerProfile",
    parameters: { ProfileRequestData: { ProfileId: "id", ContactId: "$.ContactId" } },
    required: ["ProfileRequestData.ProfileId", "ProfileRequestData.ContactId"],
  },
  {
    ...documentedEverywhere,
    type: "CreateCase",
    parameters: { LinkContactToCase: "false", CaseTemplateId: "id", CaseRequestFields: { f: "v" } },
    required: ["LinkContactToCase", "CaseTemplateId"],
    optional: ["CaseRequestFields"],
    static: ["LinkContactToCase"],
    any: ["CaseRequestFields.f"],
  },
  {
    type: "CreateCase",
    form: "linked",
    parameters: { LinkContactToCase: "true", CaseTemplateId: "id" },
    documented: ["ContactNotLinked", "NoMatchingError"],
    next: "yes",
    flowTypes: ALL,
    required: [],
  },
  {
    type: "GetCase",
    parameters: {
      LinkContactToCase: "true",
      GetLastUpdatedCase: "true",
      CustomerId: "$.Customer.ProfileId",
      CaseResponseFields: ["status"],
    },
    documented: ["ContactNotLinked", "MultipleFound", "NoneFound", "NoMatchingError"],
    next: "yes",
    flowTypes: ALL,
    required: ["LinkContactToCase", "GetLastUpdatedCase"],
    optional: ["CustomerId", "CaseResponseFields"],
    static: ["GetLastUpdatedCase"],
  },
  {
    ...documentedEverywhere,
    type: "UpdateCase",
    parameters: { LinkContactToCase: "false", CaseId: "$.Case.case_id", CaseRequestFields: { f: "v" } },
    required: ["CaseId"],
    optional: ["CaseRequestFields"],
  },
  {
    ...dataTable,
    type: "EvaluateDataTableValues",
    parameters: {
      DataTableId: "arn",
      Queries: [{ QueryName: "q", Attributes: ["a"], PrimaryValues: [{ AttributeName: "n", Value: "v" }] }],
    },
    fills: ["DataTables"],
    required: ["DataTableId", "Queries", "Queries.0.QueryName", "Queries.0.Attributes"],
    static: ["Queries.0.QueryName"],
    path: ["DataTableId"],
    any: ["Queries.0.PrimaryValues.0.Value"],
  },
  {
    ...dataTable,
    type: "ListDataTableValues",
    parameters: { DataTableId: "arn", PrimaryKeyGroups: [{ PrimaryKeyGroupName: "g", PrimaryValues: key }] },
    fills: ["DataTableList"],
    required: ["DataTableId", "PrimaryKeyGroups.0.PrimaryValues"],
    optional: ["PrimaryKeyGroups"],
  },
  {
    ...dataTable,
    type: "UpsertDataTableValues",
    required: [
      "LockVersion",
      "DataTableId",
      "DataTableUpsertAttributes",
      "DataTableUpsertAttributes.0.Attributes.0.Name",
    ],
    optional: ["DataTableUpsertAttributes.0.Attributes.0.Value"],
    static: ["LockVersion"],
    parameters: {
      LockVersion: "LATEST",
      DataTableId: "arn",
      DataTableUpsertAttributes: [
        { PrimaryKeyGroupName: "g", PrimaryValues: key, Attributes: [{ Name: "a", Value: "v" }] },
      ],
    },
  },
  {
    type: "AuthenticateParticipant",
    parameters: {
      CognitoConfiguration: { UserPoolArn: "arn", AppClientId: "id" },
      CustomerProfilesConfiguration: { ObjectTypeName: "o" },
      TimeLimitMinutes: "10",
    },
    conditions: { operators: ["Equals"], operands: ["OptedOut"] },
    documented: ["TimeLimitExceeded", "NoMatchingError"],
    next: "yes",
    flowTypes: ALL,
    channels: ["CHAT"],
    required: ["CognitoConfiguration", "TimeLimitMinutes"],
  },
  {
    ...documentedEverywhere,
    type: "LoadContactContent",
    parameters: { ContentType: "EmailMessage" },
    channels: ["EMAIL"],
    required: ["ContentType"],
    static: ["ContentType"],
  },
  {
    ...documentedEverywhere,
    type: "CreatePersistentContactAssociation",
    parameters: { RehydrationType: "FROM_SEGMENT", SourceContactId: "$.Attributes.before" },
    channels: ["CHAT"],
    required: ["RehydrationType", "SourceContactId"],
  },
  {
    ...documentedEverywhere,
    type: "StartOutboundChatContact",
    required: ["SourceEndpoint", "DestinationEndpoint", "ContactFlowArn", "ContactSubtype"],
    path: ["ContactFlowArn"],
    parameters: {
      SourceEndpoint: { Address: "arn", Type: "CONNECT_PHONENUMBER_ARN" },
      DestinationEndpoint: { Address: "$.CustomerEndpoint.Address", Type: "TELEPHONE_NUMBER" },
      ContactFlowArn: "arn",
      ContactSubtype: "connect:SMS",
    },
  },
  {
    type: "UpdateContactMediaProcessing",
    parameters: {
      ChatProcessor: {
        ProcessingEnabled: "True",
        LambdaProcessorARN: "arn",
        ChatProcessorSettings: { DeliverUnprocessedMessages: "True" },
      },
    },
    errors: any,
    documented: ["ChannelMismatch"],
    next: "yes",
    flowTypes: ALL,
    channels: ["CHAT"],
    required: ["ChatProcessor", "ChatProcessor.ChatProcessorSettings"],
  },
];

/** Types that the service does not take, with a word of the remedy. */
export const REFUSED: readonly (readonly [type: string, remedy: string])[] = [
  ["UnTagContact", "UntagContact"],
  ["UpdateRoutingCriteria", "UpdateContactRoutingCriteria"],
  ["StartVoiceIdStream", "2026-05-20"],
  ["CheckVoiceId", "2026-05-20"],
  ["RouteContactToAgent", "UpdateContactTargetQueue"],
  ["CheckSegmentMembership", "Lambda"],
];
