import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } from "google-libphonenumber";
import { parse } from "yaml";
import { isReservedNumber } from "../../contentModel";

export interface FictionalNumber {
  name: string;
  e164: string;
  country: string;
  lineOfBusiness: string;
  kind: Kind;
  fictional: "reserved" | "example";
  /** Where it is not the environment of its file. */
  environment?: string;
}

type Kind = "tollFree" | "did";

const environments = ["dev", "staging", "prod"] as const;
const kinds: readonly Kind[] = ["tollFree", "did"];
const typeOf: Readonly<Record<Kind, PhoneNumberType>> = {
  tollFree: PhoneNumberType.TOLL_FREE,
  did: PhoneNumberType.FIXED_LINE,
};
const content = join(__dirname, "..", "content");
const util = PhoneNumberUtil.getInstance();

// Two digits follow each beginning, in ranges that are kept for fiction (contentModel/reservedNumbers.ts).
const reservedBeginnings: Readonly<Record<string, Partial<Record<Kind, string>>>> = {
  US: { tollFree: "+180055501", did: "+120255501" },
  CA: { tollFree: "+183355501", did: "+141655501" },
  GB: { tollFree: "+4480815701", did: "+4420794601" },
  IE: { did: "+3532091014" },
  FR: { did: "+331990014" },
  DE: { did: "+4930231251" },
  AU: { did: "+612555014" },
};

// Australia keeps single freephone numbers, fewer than we need: the rest are examples.
const reservedSingly: Readonly<Record<string, Partial<Record<Kind, readonly string[]>>>> = {
  AU: {
    tollFree: ["+611800160401", "+611800975707", "+611800975708", "+611800975709", "+611800975710", "+611800975711"],
  },
};

// With 42, dev's second line (support) ends in 43, the Canadian numbers that the scenarios and documents dial.
const firstEnding = 42;

/**
 * The number a country uses at a position (0 upwards: every line of business of dev, then of staging, then of prod).
 */
export function fictionalNumber(
  country: string,
  kind: Kind,
  position: number,
): Pick<FictionalNumber, "e164" | "fictional"> {
  const single = reservedSingly[country]?.[kind]?.[position];
  if (single !== undefined) return { e164: single, fictional: "reserved" };
  const ending = String(firstEnding + position);
  const beginning = reservedBeginnings[country]?.[kind];
  if (beginning !== undefined) return { e164: beginning + ending, fictional: "reserved" };
  const example = util.getExampleNumberForType(country, typeOf[kind]);
  return { e164: util.format(example, PhoneNumberFormat.E164).slice(0, -ending.length) + ending, fictional: "example" };
}

/**
 * Why a number cannot be used, or undefined. Reserved numbers may be unassigned (Ireland's are), so they need only be
 * possible.
 */
export function problemWith({ e164, country, kind, fictional }: FictionalNumber): string | undefined {
  const number = util.parse(e164);
  if (!util.isPossibleNumber(number)) return `${e164} is not a possible number`;
  if (fictional === "reserved") return isReservedNumber(e164) ? undefined : `${e164} is not kept for fiction`;
  if (!util.isValidNumberForRegion(number, country)) return `${e164} is not a valid number of ${country}`;
  return util.getNumberType(number) === typeOf[kind] ? undefined : `${e164} is not of kind ${kind}`;
}

export function numbersOf(
  environmentIndex: number,
  countries: readonly string[],
  linesOfBusiness: readonly string[],
): FictionalNumber[] {
  return countries.flatMap((country) =>
    linesOfBusiness.flatMap((lineOfBusiness, line) =>
      kinds.map((kind) => ({
        name: [country, lineOfBusiness, kind].join("-").toLowerCase(),
        ...fictionalNumber(country, kind, environmentIndex * linesOfBusiness.length + line),
        country,
        lineOfBusiness,
        kind,
      })),
    ),
  );
}

/** One number per country on the production instance, on which testers hear staging. */
export function testerNumbers(countries: readonly string[], position: number): FictionalNumber[] {
  return countries.map((country) => ({
    name: `${country.toLowerCase()}-support-tester`,
    ...fictionalNumber(country, "did", position),
    country,
    lineOfBusiness: "support",
    kind: "did",
    environment: "staging",
  }));
}

export function renderNumbers(environment: string, numbers: readonly FictionalNumber[]): string {
  return [
    `# The phone numbers of the ${environment} stack: which country and which line of business`,
    "# each one belongs to, and its environment where it is another one. All are fictional. fictional: reserved means kept for",
    "# fiction by the country's regulator; example means made up in the country's format, so",
    "# it may belong to somebody: never dial one.",
    "# Do not type real numbers here: they go under `numbers:` in the stack file, by name.",
    "# Written by `npx tsx stacks/tools/generateNumbers.ts`, which replaces the whole file.",
    `environment: ${environment}`,
    "numbers:",
    ...numbers.map(
      ({ name, e164, country, lineOfBusiness, kind, fictional, environment: other }) =>
        `  - { name: ${name}, e164: "${e164}", country: ${country}, lineOfBusiness: ${lineOfBusiness}, kind: ${kind}, fictional: ${fictional}${other === undefined ? "" : `, environment: ${other}`} }`,
    ),
    "",
  ].join("\n");
}

function keysOf(file: string, section: string): string[] {
  const sections = parse(readFileSync(join(content, file), "utf8")) as Record<
    string,
    Record<string, unknown> | undefined
  >;
  return Object.keys(sections[section] ?? {});
}

function main(): void {
  const countries = keysOf("countries.yaml", "countries");
  const linesOfBusiness = keysOf("linesOfBusiness.yaml", "linesOfBusiness");
  const perEnvironment = environments.map((_, index) => numbersOf(index, countries, linesOfBusiness));
  perEnvironment[environments.indexOf("prod")]?.push(
    ...testerNumbers(countries, environments.length * linesOfBusiness.length),
  );
  const all = perEnvironment.flat();
  const repeated = all.filter(({ e164 }, index) => all.findIndex((other) => other.e164 === e164) !== index);
  const problems = [
    ...all.flatMap((number) => problemWith(number) ?? []),
    ...repeated.map(({ e164 }) => `${e164} is used twice`),
  ];
  if (problems.length > 0) throw new Error(`No file was written:\n${problems.join("\n")}`);
  mkdirSync(join(content, "numbers"), { recursive: true });
  environments.forEach((environment, index) => {
    writeFileSync(
      join(content, "numbers", `${environment}.yaml`),
      renderNumbers(environment, perEnvironment[index] ?? []),
    );
  });
}

if (require.main === module) main();
