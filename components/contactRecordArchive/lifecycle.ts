import type { input } from "@pulumi/aws/types";
import { ERRORS_PREFIX, RECORDS_PREFIX } from "./layout";
import type { ArchiveLifecycleArgs } from "./args";
type Rule = input.s3.BucketLifecycleConfigurationRule;

export function lifecycleRules({
  coldAfterDays,
  deleteRecordsAfterDays,
  deleteErrorsAfterDays,
  deleteOldVersionsAfterDays,
}: ArchiveLifecycleArgs): Rule[] {
  const rule = (id: string, prefix: string, actions: Partial<Rule>): Rule[] =>
    Object.keys(actions).length === 0 ? [] : [{ id, status: "Enabled", filter: { prefix }, ...actions }];
  return [
    ...rule("records", RECORDS_PREFIX, {
      ...(coldAfterDays !== undefined && {
        transitions: [{ days: coldAfterDays, storageClass: "INTELLIGENT_TIERING" }],
      }),
      ...(deleteRecordsAfterDays !== undefined && { expiration: { days: deleteRecordsAfterDays } }),
    }),
    ...rule("errors", ERRORS_PREFIX, {
      ...(deleteErrorsAfterDays !== undefined && { expiration: { days: deleteErrorsAfterDays } }),
    }),
    ...rule("old-versions", "", {
      ...(deleteOldVersionsAfterDays !== undefined && {
        noncurrentVersionExpiration: { noncurrentDays: deleteOldVersionsAfterDays },
      }),
    }),
  ];
}
