import { contracts, type EnvironmentRow, type LanguageOption, type MenuRow, type NumberRow } from "../../handlers";

export const DIALED = "+14165550143";

const VOICES: Readonly<Record<string, string>> = {
  "en-US": "Joanna",
  "en-GB": "Amy",
  "fr-CA": "Gabrielle",
  "de-DE": "Vicki",
  "it-IT": "Bianca",
};

export const option = (language: string): LanguageOption => ({
  language,
  voice: VOICES[language] ?? "Voice",
  engine: "Neural",
  prompt: `<speak>${language} {key}</speak>`,
});

/** A Canadian number that offers English and French. */
export const numberRow = (changes: Partial<NumberRow> = {}): NumberRow => ({
  key: `number#${DIALED}`,
  active: "yes",
  environment: "dev",
  country: "CA",
  kind: "did",
  languages: "en-US fr-CA",
  defaultLanguage: "en-US",
  option1: option("en-US"),
  option2: option("fr-CA"),
  callerLanguages: "33=fr-CA 41=fr-CA",
  lineOfBusiness: "support",
  queue: "support-{language}",
  skills: '{"Steps":[]}',
  menu: "support",
  hours: "CA",
  timeZone: "America/Toronto",
  holidays: "2026-01-01 2026-07-01",
  opens: "09:00",
  closes: "18:30",
  saturdayOpens: "10:00",
  saturdayCloses: "16:00",
  flow: "mainFlow",
  apiProfile: "default",
  greetByName: "no",
  recording: "off",
  ...changes,
});

const arn = (kind: string, key: string): string =>
  `arn:aws:connect:eu-central-1:111122223333:instance/i/${kind}/${key}`;
const arns = (kind: string, keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, arn(kind, key)]));

export const queueArn = (key: string): string => arn("queue", key);
export const flowArn = (key: string): string => arn("contact-flow", key);
export const moduleArn = (key: string): string => arn("flow-module", key);
export const hoursArn = (key: string): string => arn("operating-hours", key);

export const ENVIRONMENT: EnvironmentRow = {
  environment: "dev",
  instanceArn: "arn:aws:connect:eu-central-1:111122223333:instance/i",
  instanceId: "i",
  defaultQueue: "default",
  flows: arns("contact-flow", ["newsFlow", ...contracts.NAMED_FLOWS]),
  modules: arns("flow-module", ["hoursModule", ...contracts.NAMED_MODULES]),
  queues: arns("queue", ["default", "support-en-US", "support-fr-CA", "sales-CA"]),
  hours: arns("operating-hours", ["CA"]),
  apis: {},
  views: { agentGuide: `${arn("view", "agentGuide")}:$LATEST` },
  callerIds: { CA: arn("phone-number", "CA") },
  security: { keyId: "key-1", certificate: "-----BEGIN CERTIFICATE-----" },
};

/** The same without a security key. */
export const KEYLESS = Object.fromEntries(
  Object.entries(ENVIRONMENT).filter(([name]) => name !== "security"),
) as unknown as EnvironmentRow;

export const MENU: MenuRow = {
  key: "menu#support",
  routes: {
    "1": { type: "queue", target: "support-{language}", reason: "support_agent" },
    "2": { type: "callback", target: "support-{language}", reason: "callback" },
    "3": { type: "flow", target: "newsFlow", reason: "product_news" },
    "4": { type: "module", target: "hoursModule", reason: "opening_hours" },
    "5": { type: "menu", target: "sales", reason: "sales_menu" },
    "6": { type: "number", target: "+14165550199", reason: "repairs" },
    "7": { type: "queue", target: "sales-{country}", reason: "country_sales" },
    "8": { type: "queue", target: "nowhere-{language}", reason: "mistake" },
    "0": { type: "queue", target: "{queue}", reason: "agent" },
    "9": { type: "menu", target: "support", reason: "repeat" },
    timeout: { type: "menu", target: "support", reason: "silence" },
  },
};

/** Runs to be refused: gives the error of a promise, or fails where there is none. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("It was answered, and an error was expected.");
}
