import type { input } from "@pulumi/aws/types";
import { ERRORS_PREFIX, RECORDS_PREFIX } from "./layout";

/**
 * When files of the archive move or go. What is left out stays for ever: Connect itself forgets a contact after 24
 * months.
 */
export interface ArchiveLifecycleArgs {
  /** Days after which records move to Intelligent-Tiering, which keeps rarely read ones for less. Default: never. */
  coldAfterDays?: number;
  /** Days after which records are deleted. Default: never. */
  deleteRecordsAfterDays?: number;
  /**
   * Days after which undeliverable records are deleted. They hold what the transform would have hidden. Default: never.
   */
  deleteErrorsAfterDays?: number;
  /** Days after which a version is deleted that was overwritten or deleted. Default: never. */
  deleteOldVersionsAfterDays?: number;
}

/** @returns one sentence a problem */
export function lifecycleProblems(lifecycle: ArchiveLifecycleArgs): string[] {
  const { coldAfterDays: cold, deleteRecordsAfterDays: gone } = lifecycle;
  return [
    ...Object.entries(lifecycle).flatMap(([name, days]) =>
      days === undefined || (Number.isInteger(days) && days >= 1)
        ? []
        : [`lifecycle.${name} is ${days}. Write whole days, at least 1, or leave it out.`],
    ),
    ...(cold !== undefined && gone !== undefined && gone <= cold
      ? [
          `lifecycle: records would be deleted after ${gone} days and moved after ${cold}. Move them earlier, or not at all.`,
        ]
      : []),
  ];
}

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
