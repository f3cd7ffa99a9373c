import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { standardPromptSets } from "../../callFlows/promptSets";
import { FLOW_REASONS, promptNameOf } from "../../handlers/contracts";
import { COMPANY_CONTENT } from "../company";
import { temporaryFolder } from "./run";

/** A content folder that a test may change. */
export interface Content {
  readonly folder: string;
  /** Puts another text in the place of one that stands once in a file. @returns the line that it stood on */
  change(file: string, from: string, to: string): number;
  write(file: string, text: string): void;
}

function contentIn(folder: string): Content {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  return {
    folder,
    write,
    change: (file, from, to) => {
      const parts = readFileSync(join(folder, file), "utf8").split(from);
      if (parts.length !== 2)
        throw new Error(
          `${file} holds ${JSON.stringify(from)} ${parts.length - 1} times; name a text that stands there once.`,
        );
      write(file, parts.join(to));
      return (parts[0] as string).split("\n").length;
    },
  };
}

/** A copy of the company's content. */
export function companyContent(): Content {
  const folder = join(temporaryFolder(), "content");
  cpSync(COMPANY_CONTENT, folder, { recursive: true });
  return contentIn(folder);
}

const REASONS = [...FLOW_REASONS.map(promptNameOf), "support"];
/**
 * How many texts `smallContent` speaks in each of its languages: the prompts of the standard flows, the reasons, and
 * one menu.
 */
export const SPOKEN = standardPromptSets.flatMap(({ prompts }) => prompts).length + REASONS.length + 1;

type Sets = Record<string, Record<string, string>>;

/**
 * A text for every prompt that the standard flows play, the last of a set with its placeholders, for every reason, and
 * the phrases of one menu.
 */
const everyPrompt = (language: string): Sets => ({
  ...Object.fromEntries(
    standardPromptSets.map(({ name, prompts, placeholders }) => [
      name,
      Object.fromEntries(
        prompts.map((prompt) => [
          prompt,
          [
            `${name} ${prompt} in ${language}`,
            ...(prompt === prompts.at(-1) ? placeholders : []).map((placeholder) => `{${placeholder}}`),
          ].join(" "),
        ]),
      ),
    ]),
  ),
  reasons: Object.fromEntries(REASONS.map((reason) => [reason, `${reason} in ${language}`])),
  options: { agent: "Agent, {key}", repeat: "Again, {key}", support: "Support, {key}" },
});

interface SmallFile {
  readonly prompts?: Sets;
  readonly countries?: Record<string, Sets>;
  readonly environments?: Record<string, Sets>;
}

/** One number in Canada, one menu, English and French, every prompt: whole, but quick to read out. */
export function smallContent(files: Readonly<Record<string, SmallFile>> = {}): Content {
  const content = contentIn(join(temporaryFolder(), "content"));
  const yaml = (file: string, data: unknown): void => content.write(file, stringify(data, { lineWidth: 0 }));
  const voices = { "en-US": "Joanna", "fr-CA": "Gabrielle" };
  yaml("languages.yaml", {
    defaultLanguage: "en-US",
    languages: Object.fromEntries(
      Object.entries(voices).map(([language, voice]) => [language, { name: language, voice, engine: "Neural" }]),
    ),
  });
  yaml("countries.yaml", {
    countries: {
      CA: {
        name: "Canada",
        callingCode: "1",
        timeZone: "America/Toronto",
        languages: Object.keys(voices),
        open: { weekdays: { opens: "09:00", closes: "18:00" } },
        menus: { support: "support" },
      },
    },
  });
  yaml("linesOfBusiness.yaml", { linesOfBusiness: { support: { name: "Support", queue: "support-{language}" } } });
  yaml("menus.yaml", {
    menus: { support: { "1": { say: "support", queue: "support-{language}", reason: "support" } } },
  });
  yaml("numbers/dev.yaml", {
    environment: "dev",
    numbers: [
      {
        name: "ca-support",
        e164: "+14165550143",
        country: "CA",
        lineOfBusiness: "support",
        kind: "did",
        fictional: "reserved",
      },
    ],
  });
  for (const language of Object.keys(voices)) {
    const { prompts = {}, ...layers } = files[language] ?? {};
    yaml(`prompts/${language}.yaml`, {
      language,
      reviewed: language === "en-US",
      prompts: { ...everyPrompt(language), ...prompts },
      ...layers,
    });
  }
  return content;
}
