import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../support";

interface Country {
  readonly languages: readonly string[];
}

interface DialedNumber {
  readonly e164: string;
  readonly country: string;
  readonly lineOfBusiness: string;
  readonly languages?: readonly string[];
}

interface Option {
  readonly queue?: string;
}

type Prompts = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Language {
  readonly prompts: Prompts;
  readonly countries?: Readonly<Record<string, Prompts>>;
}

export const CONTENT = join(ROOT, "stacks", "content");

const read = <T>(...path: string[]): T => parse(readFileSync(join(CONTENT, ...path), "utf8")) as T;

/*
 * What the files of Example Corp's content say, read without the code that is tested: what is expected of a stack is
 * counted here, so that it stays true when the content grows.
 */
export const { countries } = read<{ countries: Readonly<Record<string, Country>> }>("countries.yaml");
export const languages = Object.keys(read<{ languages: object }>("languages.yaml").languages);
export const { linesOfBusiness } = read<{ linesOfBusiness: Readonly<Record<string, { queue: string }>> }>(
  "linesOfBusiness.yaml",
);
export const { menus } = read<{ menus: Readonly<Record<string, Readonly<Record<string, Option>>>> }>("menus.yaml");
const promptsByLanguage = new Map(
  readdirSync(join(CONTENT, "prompts")).map((file) => [file.replace(".yaml", ""), read<Language>("prompts", file)]),
);

export const numbersOf = (stack: string): readonly DialedNumber[] =>
  read<{ numbers: readonly DialedNumber[] }>("numbers", `${stack}.yaml`).numbers;

/** The languages that callers of a number can choose between. */
export const languagesOf = (number: DialedNumber): readonly string[] =>
  number.languages ?? countries[number.country]?.languages ?? [];

/** The queues of agents: one for each line of business in each language. */
export const skillQueues: readonly string[] = Object.values(linesOfBusiness).flatMap(({ queue }) =>
  languages.map((language) => queue.replace("{language}", language)),
);

/** The text of a prompt in a language, in the country's own words where it has any. */
export function promptOf(language: string, country: string, set: string, prompt: string): string | undefined {
  const texts = promptsByLanguage.get(language);
  return texts?.countries?.[country]?.[set]?.[prompt] ?? texts?.prompts[set]?.[prompt];
}
