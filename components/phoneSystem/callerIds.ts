import type { ClaimedNumber, ContentSources } from "../../contentModel";
import { parseInstanceArn } from "../instance";

/**
 * The ARN of the number that callbacks show in each country: of the claimed ones, the first of the country in the
 * content.
 */
export function callerIds(
  content: ContentSources,
  claimed: Readonly<Record<string, ClaimedNumber>>,
  instanceArn: string,
): Record<string, string> {
  const { partition, region, account } = parseInstanceArn(instanceArn);
  const arns = content.numbers.data.numbers.flatMap(({ name, country }) => {
    const number = claimed[name];
    return number === undefined
      ? []
      : [[country, `arn:${partition}:connect:${region}:${account}:phone-number/${number.phoneNumberId}`] as const];
  });
  return Object.fromEntries(arns.reverse());
}
