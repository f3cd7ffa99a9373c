import type * as pulumi from "@pulumi/pulumi";

/** One native test case of Amazon Connect. */
export interface FlowTestCaseArgs {
  /** Its name on the instance, behind the prefix. */
  name: string;
  /** The content, as `testCaseOf` writes it. */
  content: string;
  /** Number that the test call comes from, in E.164. */
  sourcePhoneNumber: string;
  /** Claimed number that is called, in E.164. */
  destinationPhoneNumber: string;
}

export interface FlowTestCasesArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** Beginning of the names that test cases have on the instance. */
  namePrefix: string;
  /** Test cases by logical name. */
  testCases: Record<string, FlowTestCaseArgs>;
  /** ARN of each queue by logical key. */
  queueArns: Record<string, pulumi.Input<string>>;
  /** ARN of the opening hours by logical key. */
  hoursArns: Record<string, pulumi.Input<string>>;
}
