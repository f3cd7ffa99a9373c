import { PROMPT_KEYS, ROUTING_KEYS } from "../tableRows/rowSets";
import { rowProblems } from "../tableRows/checks";
import type { TableRowArgs } from "../tableRows/args";
import type { ApiArgs, EnvironmentRowsArgs } from "./args";

/** How many rows earlier versions kept as resources. */
const MAXIMUM_ITEMS = 500;

/** What is wrong with rows that are resources once more. */
export function itemProblems(routingRows: TableRowArgs[], promptRows: TableRowArgs[]): string[] {
  const count = routingRows.length + promptRows.length;
  return [
    ...(count > MAXIMUM_ITEMS
      ? [
          `${count} rows are more than the ${MAXIMUM_ITEMS} that can be resources. Deploy with rowsAsItems the content that is deployed now, and add to it afterwards.`,
        ]
      : []),
    ...rowProblems("routing", { keys: ROUTING_KEYS, groups: { routing: routingRows } }),
    ...rowProblems("prompts", { keys: PROMPT_KEYS, groups: { prompts: promptRows } }),
  ];
}

/** The maps of an environments row that hold ARNs, and the kind of ARN that belongs in each. */
const RESOURCE = { flows: "contact-flow", modules: "flow-module", queues: "queue", hours: "operating-hours" } as const;

type Kind = keyof typeof RESOURCE;

/** ARNs of another instance, or of another kind than their map says. */
export const arnProblems = (
  environment: string,
  instanceArn: string,
  maps: Readonly<Record<Kind, Readonly<Record<string, string>>>>,
): string[] =>
  (Object.keys(RESOURCE) as Kind[]).flatMap((kind) =>
    Object.entries(maps[kind])
      .filter(([, arn]) => !arn.startsWith(`${instanceArn}/${RESOURCE[kind]}/`))
      .map(
        ([key, arn]) =>
          `${environment}: ${kind}.${key} is ${arn}, which is no ${RESOURCE[kind]} of ${instanceArn}. Deploy it on this instance.`,
      ),
  );

export const defaultQueueProblems = ({ environments }: EnvironmentRowsArgs): string[] =>
  Object.entries(environments)
    .filter(([, { defaultQueue, queues }]) => !(defaultQueue in queues))
    .map(
      ([environment, { defaultQueue, queues }]) =>
        `The default queue ${defaultQueue} of ${environment} is not among its queues. Name one of ${Object.keys(queues).join(", ")}.`,
    );

/** What is wrong with the address of one of the company's systems; undefined where nothing is. */
export function apiUrlProblem(url: string): string | undefined {
  // Not shown: whatever stands there may be a password.
  if (/^[^/]*:[\\/]*[^/?#]*@/.test(url))
    return "The address holds credentials, which would stand in rows and in the state. Put the token into AWS Secrets Manager and write its ARN as secretArn.";
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const isPlain = address?.protocol === "https:" && /^https:\/\/[^/?#\s\\]+(\/[^/?#\s\\]+)*$/.test(url);
  return isPlain
    ? undefined
    : "Write an address that begins with https:// and has no slash at its end and no query, such as https://api.example.com/ivr.";
}

/** Addresses of systems that no row may hold. */
export const apiProblems = ({ environments }: EnvironmentRowsArgs): string[] =>
  Object.entries(environments).flatMap(([environment, { apis = {} }]) =>
    Object.entries(apis).flatMap(([profile, systems]) =>
      Object.entries(systems as Record<string, ApiArgs | undefined>).flatMap(([api, row]) => {
        const problem = row && apiUrlProblem(row.url);
        return problem === undefined ? [] : [`${environment}: apis.${profile}.${api}.url: ${problem}`];
      }),
    ),
  );
