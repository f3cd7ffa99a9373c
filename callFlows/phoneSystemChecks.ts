import { calledCountries, type ContentSources, queueKeys, type ClaimedNumber } from "../contentModel";
import { type Flow, functionMarker } from "../flowLanguage";
import { contracts } from "../handlers";
import { refusalOf } from "../handlers/shared/callable";
import { UUID } from "../handlers/shared/uuid";
import type { PromptSet } from "./promptSets";
import { STANDARD_FLOW_NAMES } from "./standardFlows";
import { parseInstanceArn } from "./instance";
import type { CallLimits, FlowSite } from "./site";

/** A company's own flow or module beside the standard ones, and the prompts that it plays. */
export interface OwnFlow {
  /** Logical name, by which menus lead to it; that of the flow which `build` gives. */
  readonly name: string;
  readonly promptSets: readonly PromptSet[];
  readonly build: (site: FlowSite) => Flow;
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) < index)),
];

/** Names of flows and of prompt sets that are taken twice. */
export const nameProblems = (own: readonly OwnFlow[], promptSets: readonly PromptSet[]): string[] => [
  ...repeated([...STANDARD_FLOW_NAMES, ...own.map(({ name }) => name)]).map(
    (name) => `Two flows are named ${name}. Give your own another name.`,
  ),
  ...repeated(promptSets.map(({ name }) => name)).map(
    (name) => `Two prompt sets are named ${name}. Give your own another name.`,
  ),
];

/** A Loop block of Amazon Connect counts to 100 (its API reference). */
const GREATEST_LOOP = 100;

/** Limits that no flow could hold. */
export const limitProblems = (limits: CallLimits): string[] =>
  (
    [
      ["menuChoices", contracts.GREATEST_CHOICES],
      ["queueMinutes", GREATEST_LOOP],
    ] as const
  )
    .filter(([name, greatest]) => !Number.isInteger(limits[name]) || limits[name] < 1 || limits[name] > greatest)
    .map(
      ([name, greatest]) =>
        `limits.${name}: ${limits[name]} cannot be held. Write a whole number from 1 to ${greatest}.`,
    );

const QUEUE_ID = new RegExp(`^${UUID}$`);

/** A fallback queue that is none of the instance: its callers would be lost in the very moment that it is for. */
export function fallbackQueueProblems(arn: string | undefined, instanceArn: string): string[] {
  const beginning = `${parseInstanceArn(instanceArn).arn}/queue/`;
  return arn === undefined || (arn.startsWith(beginning) && QUEUE_ID.test(arn.slice(beginning.length)))
    ? []
    : [`fallbackQueueArn: "${arn}" is no queue of the instance. Copy the ARN from the queue's page: ${beginning}<id>.`];
}

/** Own flows that were built under another name than menus know them by. */
export function builtProblems(own: readonly OwnFlow[], flows: readonly Flow[]): string[] {
  const built = new Set(flows.map(({ name }) => name));
  return own
    .filter(({ name }) => !built.has(name))
    .map(({ name }) => `The flow announced as ${name} was built under another name. Use one name for both.`);
}

/** Logical keys that flows write down and the environment will not have: they would fail in a call only. */
export function logicalKeyProblems(flows: readonly Flow[], content: ContentSources): string[] {
  const named = (module: boolean): Set<string> =>
    new Set(flows.filter(({ type }) => (type === "MODULE") === module).map(({ name }) => name));
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    flow: named(false),
    queueFlow: named(false),
    module: named(true),
    queue: queueKeys(content),
    hours: new Set(Object.keys(content.countries.data.countries)),
  };
  const languages = Object.keys(content.languages.data.languages);
  return flows.flatMap((flow) =>
    Object.entries(flow.blocks).flatMap(([block, { parameters }]) => {
      if (parameters["LambdaFunctionARN"] !== functionMarker(contracts.getEnvironment.role)) return [];
      return Object.entries(parameters["LambdaInvocationAttributes"] as Record<string, string>).flatMap(
        ([kind, key]) => {
          const keys = key.includes("{language}")
            ? languages.map((language) => key.replace("{language}", language))
            : [key];
          const missing = key.startsWith("$") ? undefined : keys.find((one) => known[kind]?.has(one) === false);
          return missing === undefined
            ? []
            : [
                `${flow.name}, block ${block}: the ${kind} ${missing} is not there. Known: ${[...(known[kind] ?? [])].slice(0, 8).join(", ")}, …`,
              ];
        },
      );
    }),
  );
}

/** Numbers that flows write down and transfer to, an agent's transfers among them: the rule is that of callbacks. */
export function transferProblems(flows: readonly Flow[], content: ContentSources): string[] {
  const countries = calledCountries(content);
  return flows.flatMap((flow) =>
    Object.entries(flow.blocks).flatMap(([block, { parameters }]) => {
      const number = parameters["ThirdPartyPhoneNumber"];
      if (typeof number !== "string" || number.startsWith("$")) return [];
      const refusal = refusalOf(number, countries);
      return refusal === undefined
        ? []
        : [
            `${flow.name}, block ${block}: ${number} is not called: ${refusal}. Check its digits, or name its country under callbackCountries of a number.`,
          ];
    }),
  );
}

export function claimProblems(content: ContentSources, claimed: Readonly<Record<string, ClaimedNumber>>): string[] {
  const { numbers } = content.numbers.data;
  const names = new Set(numbers.map(({ name }) => name));
  const taken = new Map(numbers.map(({ name, e164 }) => [claimed[name]?.e164 ?? e164, name]));
  const ledTo = Object.values(content.menus.data.menus).flatMap((options) =>
    Object.values(options).flatMap(({ number = [] }) => number),
  );
  return [
    ...Object.keys(claimed)
      .filter((name) => !names.has(name))
      .map(
        (name) =>
          `numbers.${name}: ${content.numbers.file} has no number of this name. Add it there, or correct the name.`,
      ),
    ...Object.entries(claimed)
      .filter(([, { e164 }]) => ledTo.includes(e164))
      .map(
        ([name, { e164 }]) =>
          `numbers.${name}: a menu leads to ${e164} as to a number outside. Lead it to a menu, flow or queue.`,
      ),
    ...(taken.size < numbers.length
      ? [`numbers: two numbers of ${content.numbers.file} would have the same E.164. Claim each number once.`]
      : []),
  ];
}
