import { spokenTime } from "../../handlers/shared/localTime";

/** Times of day that a reviewer recognises as examples. */
const TIMES = { opens: "09:00", closes: "18:00", saturdayOpens: "10:00", saturdayCloses: "16:00" };

const sampleValues = (language: string): Readonly<Record<string, string>> => ({
  key: "1",
  ...Object.fromEntries(Object.entries(TIMES).map(([name, time]) => [name, spokenTime(time, language)])),
});

/** `orderNumber` as words, for a placeholder whose values only a company's own flow knows. */
const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A prompt as one caller may hear it: its `{name}`s filled with examples in its language. */
export function withSamples(ssml: string, language: string): string {
  const values = sampleValues(language);
  return ssml.replace(/\{([a-z][A-Za-z]*)\}/g, (_, name: string) => values[name] ?? words(name));
}
