import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Holidays from "date-holidays";
import { parse } from "yaml";

export interface Holiday {
  date: string;
  name: string;
}

const content = join(__dirname, "..", "content");

// The United Kingdom has few days in common; our office there keeps those of England.
const states: Readonly<Record<string, string>> = { GB: "ENG" };

/**
 * The nationwide public holidays of a country, one per date, in order, named in the library's first language of that
 * country.
 */
export function publicHolidays(country: string, years: readonly number[]): Holiday[] {
  const state = states[country];
  const calendar = state === undefined ? new Holidays(country) : new Holidays(country, state);
  const byDate = new Map<string, string>();
  for (const holiday of years.flatMap((year) => calendar.getHolidays(year))) {
    // The library's date may carry a time and an offset; the day it names is the local one.
    const date = holiday.date.slice(0, 10);
    if (holiday.type === "public" && !byDate.has(date)) byDate.set(date, holiday.name);
  }
  if (byDate.size === 0)
    throw new Error(
      `date-holidays knows no public holidays for ${country} in ${years.join(", ")}: write holidays/${country}.yaml by hand.`,
    );
  return [...byDate].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

export function renderHolidays(country: string, holidays: readonly Holiday[]): string {
  return [
    `# Public holidays of ${country}${states[country] === undefined ? "" : ` (${states[country]})`}: on these days callers hear that we are closed.`,
    "# Source: npm date-holidays, nationwide public holidays only.",
    "# Regenerate with `npm run content:holidays` (this year and next). It replaces the",
    "# whole file, so note any line you added (a day off of our own) and put it back.",
    `country: ${country}`,
    "holidays:",
    ...holidays.map(({ date, name }) => `  - { date: "${date}", name: ${plainOrQuoted(name)} }`),
    "",
  ].join("\n");
}

function plainOrQuoted(text: string): string {
  return /^\p{L}[\p{L}\p{N} .'’()-]*$/u.test(text) ? text : JSON.stringify(text);
}

function main(): void {
  const thisYear = new Date().getFullYear();
  const years = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [thisYear, thisYear + 1];
  if (!years.every((year) => Number.isInteger(year) && year >= 2000 && year <= 2100))
    throw new Error("Give years between 2000 and 2100, such as: 2026 2027");
  const { countries } = parse(readFileSync(join(content, "countries.yaml"), "utf8")) as {
    countries: Record<string, unknown>;
  };
  mkdirSync(join(content, "holidays"), { recursive: true });
  for (const country of Object.keys(countries)) {
    writeFileSync(
      join(content, "holidays", `${country}.yaml`),
      renderHolidays(country, publicHolidays(country, years)),
    );
  }
}

if (require.main === module) main();
