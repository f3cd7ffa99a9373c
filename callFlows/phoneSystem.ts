import {
  type ClaimedNumber,
  contentExamples,
  type ContentSources,
  DEFAULT_QUEUE,
  loadContent,
  promptRows,
  queueKeys,
  routingRows,
} from "../contentModel";
import { render } from "../flowLanguage";
import type { CallerRow, MenuRow, NumberRow, PromptRow, VoiceRow } from "../handlers";
import { type CallLimits, DEFAULT_CALL_LIMITS, type FlowSite } from "./site";
import { standardPromptSets } from "./promptSets";
import { STANDARD_MENU_FLOWS, STANDARD_MENU_MODULES, standardFlows } from "./standardFlows";
import {
  builtProblems,
  claimProblems,
  fallbackQueueProblems,
  limitProblems,
  logicalKeyProblems,
  nameProblems,
  type OwnFlow,
  transferProblems,
} from "./phoneSystemChecks";
import { contentSpeech } from "./speech";
import { functionArns, parseInstanceArn } from "./instance";
import { refuse } from "../contentModel/refuse";

export interface PhoneSystemOptions {
  /** Folder of the content (see `loadContent`). */
  readonly contentFolder: string;
  readonly stack: string;
  /** The environments that the instance hosts. */
  readonly environments: readonly string[];
  readonly instanceArn: string;
  /** Beginning of all names on the instance, `<company>-<stack>`. */
  readonly namePrefix: string;
  /** Flows beside the standard ones. Default: none. */
  readonly ownFlows?: readonly OwnFlow[];
  /** Modules beside the standard ones, that menus can run. Default: none. */
  readonly ownModules?: readonly OwnFlow[];
  /** ARNs of functions that own flows and modules call beside the lookups, by role. Default: none. */
  readonly ownFunctions?: Readonly<Record<string, string>>;
  /** Claimed numbers by logical name. Default: none. */
  readonly claimedNumbers?: Readonly<Record<string, ClaimedNumber>>;
  /**
   * Whether numbers that are fictional get no row: dialed ones that are not claimed, and callers'. On a laptop they are
   * wanted (`onLaptop`). Default: false.
   */
  readonly leaveOutFictionalNumbers?: boolean;
  /** Whether agents who know the caller's country are asked first. Default: true. */
  readonly skillRouting?: boolean;
  /** How flows name modules. Default: `dynamic`. */
  readonly moduleReferences?: "dynamic" | "static";
  /** How long a call goes on by itself. Default: `DEFAULT_CALL_LIMITS`, for each that is left out. */
  readonly limits?: Partial<CallLimits>;
  /**
   * ARN of a queue of the instance that no stack made, such as its BasicQueue: who calls while nothing can be looked up
   * waits there. Default: such a caller hears an apology, and the call ends.
   */
  readonly fallbackQueueArn?: string;
}

/** A flow or flow module in the service's JSON, as `ConnectFlowSet` deploys it. */
export interface RenderedFlow {
  /** A flow type of the service, or `MODULE`. */
  type: string;
  content: string;
  description: string;
}

/** Hours of operation, as `BusinessHours` deploys them. */
export interface HoursOfOperation {
  /** IANA time zone. */
  timeZone: string;
  description: string;
  /** The days that are open, `MONDAY` to `SUNDAY`, each from and to a local time of day (HH:MM). */
  open: { day: string; opens: string; closes: string }[];
  /** Local dates (YYYY-MM-DD) that are closed nevertheless. */
  holidays: { date: string; name: string }[];
}

/** What the components of a stack are built from: plain values, checked, and known in every preview. */
export interface PhoneSystem {
  readonly routingRows: (NumberRow | MenuRow | CallerRow)[];
  readonly promptRows: (PromptRow | VoiceRow)[];
  readonly flows: Record<string, RenderedFlow>;
  /** What each queue is for, by logical key. */
  readonly queues: Record<string, string>;
  readonly routingProfiles: Record<string, string[]>;
  readonly hours: Record<string, HoursOfOperation>;
  /** What of the content is an example, a line each with its remedy: `refuseExamples` takes them. */
  readonly examples: readonly string[];
  /** ARNs of the claimed numbers that callbacks show, by country. */
  readonly callerIds: Record<string, string>;
  /** The predefined attribute by which agents of one queue are told apart. */
  readonly skill?: { name: string; values: string[] };
}

/**
 * A phone system out of content: rows, flows, queues and hours. Registers nothing.
 * @throws ContentError for content, FlowError for flows, Error for numbers: always before anything is registered
 */
export function phoneSystem(options: PhoneSystemOptions): PhoneSystem {
  const {
    ownFlows = [],
    ownModules = [],
    claimedNumbers = {},
    leaveOutFictionalNumbers = false,
    skillRouting = true,
    moduleReferences = "dynamic",
    fallbackQueueArn,
  } = options;
  const limits = { ...DEFAULT_CALL_LIMITS, ...options.limits };
  const own = [...ownFlows, ...ownModules];
  const promptSets = [...standardPromptSets, ...own.flatMap((flow) => flow.promptSets)];
  refuse("The flows cannot be deployed:", [
    ...nameProblems(own, promptSets),
    ...limitProblems(limits),
    ...fallbackQueueProblems(fallbackQueueArn, options.instanceArn),
  ]);
  const modules = [...STANDARD_MENU_MODULES, ...ownModules.map(({ name }) => name)];
  const content = loadContent(options.contentFolder, {
    stack: options.stack,
    environments: options.environments,
    promptSets,
    flows: [...STANDARD_MENU_FLOWS, ...ownFlows.map(({ name }) => name)],
    modules,
  });
  refuse("The numbers cannot be deployed:", claimProblems(content, claimedNumbers));
  const site: FlowSite = {
    speech: contentSpeech(content),
    moduleReferences,
    menuModules: modules,
    limits,
    ...(fallbackQueueArn !== undefined && { fallbackQueueArn: fallbackQueueArn as `arn:${string}` }),
  };
  const links = { functions: { ...functionArns(options.instanceArn, options.namePrefix), ...options.ownFunctions } };
  const flows = [...standardFlows(site), ...own.map(({ build }) => build(site))];
  refuse("The flows cannot be deployed:", [
    ...builtProblems(own, flows),
    ...logicalKeyProblems(flows, content),
    ...transferProblems(flows, content),
  ]);
  const examples = contentExamples(content, claimedNumbers);
  const leftOut = new Set<string>(leaveOutFictionalNumbers ? examples.rowKeys : []);
  return {
    examples: [...(leaveOutFictionalNumbers ? [] : examples.rows), ...examples.targets],
    routingRows: routingRows(content, { claimed: claimedNumbers, skillRouting }).filter(({ key }) => !leftOut.has(key)),
    promptRows: promptRows(content, promptSets, options.environments),
    flows: Object.fromEntries(
      flows.map((flow) => [
        flow.name,
        { type: flow.type, description: flow.description, content: render(flow, links) },
      ]),
    ),
    queues: queueDescriptions(content),
    routingProfiles: routingProfiles(content),
    hours: businessHours(content),
    callerIds: callerIds(content, claimedNumbers, options.instanceArn),
    ...(content.skills &&
      skillRouting && {
        skill: { name: content.skills.data.attribute, values: Object.keys(content.countries.data.countries) },
      }),
  };
}

/** Skill queues: every line of business in every language that is spoken, and the default queue. */
function queueDescriptions({ languages, linesOfBusiness, ...rest }: ContentSources): Record<string, string> {
  const describe = (key: string): string => {
    const line = Object.values(linesOfBusiness.data.linesOfBusiness).find(({ queue }) =>
      key.startsWith(queue.split("{")[0] as string),
    );
    const language = Object.keys(languages.data.languages).find((tag) => key.endsWith(tag));
    return key === DEFAULT_QUEUE
      ? "Callers that nothing else could be done for."
      : `${line?.name ?? key}, ${languages.data.languages[language ?? ""]?.name ?? "any language"}.`;
  };
  return Object.fromEntries([...queueKeys({ languages, linesOfBusiness, ...rest })].map((key) => [key, describe(key)]));
}

/** A profile per language: its queues of every line of business, then the default queue. */
function routingProfiles(content: ContentSources): Record<string, string[]> {
  const keys = [...queueKeys(content)];
  return Object.fromEntries(
    Object.keys(content.languages.data.languages).map((language) => [
      language,
      [...keys.filter((key) => key.endsWith(`-${language}`)), DEFAULT_QUEUE],
    ]),
  );
}

const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];

const businessHours = (content: ContentSources): Record<string, HoursOfOperation> =>
  Object.fromEntries(
    Object.entries(content.countries.data.countries).map(([code, { name, timeZone, open }]) => [
      code,
      {
        timeZone,
        description: `Opening hours of ${name}.`,
        open: [
          ...WEEKDAYS.map((day) => ({ day, ...open.weekdays })),
          ...(open.saturday ? [{ day: "SATURDAY", ...open.saturday }] : []),
        ],
        holidays: content.holidays.find(({ data }) => data.country === code)?.data.holidays ?? [],
      },
    ]),
  );

/**
 * The ARN of the number that callbacks show in each country: of the claimed ones, the first of the country in the
 * content.
 */
function callerIds(
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
