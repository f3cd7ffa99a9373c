import type { ReportingDatasetArgs } from "./args";

export function problems({
  firstDay,
  reportedDays,
  costPerAgentContact,
  scanLimitGb,
  quickSight,
}: ReportingDatasetArgs): string[] {
  return [
    ...(firstDay !== undefined && !/^\d{4}-\d\d-\d\d$/.test(firstDay)
      ? [`firstDay is "${firstDay}". Write a day as 2026-01-31.`]
      : []),
    ...(reportedDays !== undefined && !(Number.isInteger(reportedDays) && reportedDays >= 8)
      ? [`reportedDays is ${reportedDays}. Write whole days, at least 8: repeat callers are looked for in seven.`]
      : []),
    ...(costPerAgentContact >= 0
      ? []
      : [`costPerAgentContact is ${costPerAgentContact}. Write what a contact costs, such as 6.5.`]),
    ...(scanLimitGb !== undefined && !(scanLimitGb >= 1) ? [`scanLimitGb is ${scanLimitGb}. Write at least 1.`] : []),
    ...(quickSight !== undefined && quickSight.ownerGroups.length === 0
      ? ["quickSight.ownerGroups is empty. Name at least one group: what nobody owns, nobody can see."]
      : []),
  ];
}
