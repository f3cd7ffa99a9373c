import type { ApiArgs, EnvironmentRowsArgs } from "./args";

/** How many rows one stack keeps as resources: beyond, previews and updates become slow. */
export const MAXIMUM_ROWS = 500;

/** What a flow can read of one answer, in bytes of UTF-8. */
const MAXIMUM_ANSWER_BYTES = 32_768;

/** What is wrong with the rows of a table, as sentences with their remedy. */
export function rowProblems(
  table: string,
  keys: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): string[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const key = keys.map((name) => String(row[name])).join(" ");
    const twice = seen.has(key);
    seen.add(key);
    return [
      ...(keys.every((name) => typeof row[name] === "string" && row[name] !== "")
        ? []
        : [`A row of ${table} lacks its key ${keys.join(" or ")}. Give it one.`]),
      ...(twice ? [`Two rows of ${table} have the key ${key}. Keep one.`] : []),
      ...(hasEmptyString(row)
        ? [`The row ${key} of ${table} holds an empty string, which no flow can read. Leave the attribute out.`]
        : []),
      ...(Buffer.byteLength(JSON.stringify(row)) > MAXIMUM_ANSWER_BYTES
        ? [`The row ${key} of ${table} is larger than the 32 KB that a flow can read. Split it.`]
        : []),
    ];
  });
}

const hasEmptyString = (value: unknown): boolean =>
  value === "" || (value !== null && typeof value === "object" && Object.values(value).some(hasEmptyString));

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

/** Default quotas of an instance (AWS raises them on request). */
const QUOTAS: Readonly<Record<Kind, number>> = { flows: 100, modules: 200, queues: 50, hours: 100 };

/** Where an instance would hold more than AWS grants without asking. Environments share what has the same key. */
export function quotaWarnings(
  environments: readonly Readonly<Record<Kind, Readonly<Record<string, unknown>>>>[],
): string[] {
  return (Object.keys(QUOTAS) as Kind[]).flatMap((kind) => {
    const count = new Set(environments.flatMap((environment) => Object.keys(environment[kind]))).size;
    return count > QUOTAS[kind]
      ? [
          `${count} ${kind} are more than the default quota of ${QUOTAS[kind]} an instance: ask AWS to raise it before you deploy.`,
        ]
      : [];
  });
}

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
