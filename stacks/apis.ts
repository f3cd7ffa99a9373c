import * as v from "valibot";
import { apiUrlProblem } from "../components/configTables/checks";
import { APIS } from "../handlers";

/** Connect waits 8 s for a function, which may need two requests and the tables beside. */
const LONGEST_WAIT_MS = 5000;

const api = v.strictObject({
  url: v.pipe(
    v.string(),
    v.check(
      (url) => apiUrlProblem(url) === undefined,
      ({ input }) => apiUrlProblem(input) as string,
    ),
  ),
  system: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, "Name the system by letters, digits and hyphens.")),
  ),
  timeoutMs: v.optional(
    v.pipe(
      v.number(),
      v.integer("Write whole milliseconds."),
      v.minValue(100, "Give the system 100 ms at least."),
      v.maxValue(LONGEST_WAIT_MS, `Write ${LONGEST_WAIT_MS} at most: a caller hears nothing meanwhile.`),
    ),
  ),
  secretArn: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/,
        "Write the ARN of a secret of AWS Secrets Manager, never the token itself.",
      ),
    ),
  ),
});

/** The company's systems by environment and by API profile. */
export const apisSchema = v.record(
  v.string(),
  v.record(v.string(), v.strictObject(v.entriesFromList(APIS, v.optional(api)))),
);
export type Apis = v.InferOutput<typeof apisSchema>;

/** Environments that the stack does not have, and profiles that numbers name and their environment does not. */
export function apiProblems(
  apis: Apis,
  environments: readonly string[],
  numbers: readonly { readonly environment: string; readonly apiProfile: string }[],
): string[] {
  const strangers = Object.keys(apis).filter((name) => !environments.includes(name));
  const missing = numbers.filter(
    ({ environment, apiProfile }) => apis[environment] !== undefined && !(apiProfile in apis[environment]),
  );
  return [
    ...strangers.map(
      (name) => `apis.${name}: the stack has no environment of this name. There are ${environments.join(", ")}.`,
    ),
    ...[
      ...new Set(
        missing.map(
          ({ environment, apiProfile }) =>
            `apis.${environment}: numbers name the API profile ${apiProfile}, which is not there. Add it, or correct the numbers of ${environment}.`,
        ),
      ),
    ],
  ];
}
