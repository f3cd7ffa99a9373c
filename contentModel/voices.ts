type Engine = "Standard" | "Neural" | "Generative";

/**
 * Amazon Polly voices by language and engine, as DescribeVoices lists them (standard, neural) and
 * AWS's page of generative voices (2026). A voice that is not here is refused, because the service finds
 * a wrong pair of voice and engine only in a call and then says nothing more to that caller.
 */
const VOICES: Readonly<Record<string, Readonly<Record<Engine, string>>>> = {
  "en-US": {
    Standard: "Ivy Joanna Joey Justin Kendra Kimberly Matthew Salli",
    Neural: "Danielle Gregory Ivy Joanna Joey Justin Kendra Kevin Kimberly Matthew Ruth Salli Stephen",
    Generative: "Danielle Joanna Matthew Ruth Salli Stephen Tiffany",
  },
  "en-GB": { Standard: "Amy Brian Emma", Neural: "Amy Arthur Brian Emma", Generative: "Amy Brian" },
  "en-AU": { Standard: "Nicole Russell", Neural: "Olivia", Generative: "Olivia" },
  "en-IN": { Standard: "Aditi Raveena", Neural: "Kajal", Generative: "Kajal" },
  "en-IE": { Standard: "", Neural: "Niamh", Generative: "Niamh" },
  "en-NZ": { Standard: "", Neural: "Aria", Generative: "Aria" },
  "en-ZA": { Standard: "", Neural: "Ayanda", Generative: "Ayanda" },
  "en-SG": { Standard: "", Neural: "", Generative: "Jasmine" },
  "fr-CA": { Standard: "Chantal", Neural: "Gabrielle Liam", Generative: "Gabrielle Liam" },
  "fr-FR": { Standard: "Celine Lea Mathieu", Neural: "Lea Remi", Generative: "Ambre Celine Florian Lea Remi" },
  "fr-BE": { Standard: "", Neural: "Isabelle", Generative: "Isabelle" },
  "it-IT": { Standard: "Bianca Carla Giorgio", Neural: "Adriano Bianca", Generative: "Beatrice Bianca Lorenzo" },
  "nl-NL": { Standard: "Lotte Ruben", Neural: "Laura", Generative: "Laura" },
  "nl-BE": { Standard: "", Neural: "Lisa", Generative: "Lisa" },
  "de-DE": { Standard: "Hans Marlene Vicki", Neural: "Daniel Vicki", Generative: "Daniel Lennart Vicki" },
  "de-AT": { Standard: "", Neural: "Hannah", Generative: "Hannah" },
  "de-CH": { Standard: "", Neural: "Sabrina", Generative: "Sabrina" },
  "es-ES": { Standard: "Conchita Enrique Lucia", Neural: "Lucia Sergio", Generative: "Lucia Sergio" },
  "es-MX": { Standard: "Mia", Neural: "Andres Mia", Generative: "Andres Mia" },
  "es-US": { Standard: "Lupe Miguel Penelope", Neural: "Lupe Pedro", Generative: "Lupe Pedro" },
  "pt-BR": { Standard: "Camila Ricardo Vitoria", Neural: "Camila Thiago Vitoria", Generative: "Camila" },
  "pt-PT": { Standard: "Cristiano Ines", Neural: "Ines", Generative: "" },
  "sv-SE": { Standard: "Astrid", Neural: "Elin", Generative: "" },
  "da-DK": { Standard: "Mads Naja", Neural: "Sofie", Generative: "" },
  "nb-NO": { Standard: "Liv", Neural: "Ida", Generative: "" },
  "fi-FI": { Standard: "", Neural: "Suvi", Generative: "" },
  "pl-PL": { Standard: "Ewa Jacek Jan Maja", Neural: "Ola", Generative: "Ewa Ola" },
  "ja-JP": { Standard: "Mizuki Takumi", Neural: "Kazuha Takumi Tomoko", Generative: "" },
  "ko-KR": { Standard: "Seoyeon", Neural: "Seoyeon", Generative: "Seoyeon" },
  "tr-TR": { Standard: "Filiz", Neural: "Burcu", Generative: "" },
  "ca-ES": { Standard: "", Neural: "Arlet", Generative: "" },
};

/** The voices that speak a language on an engine; empty when there is none. */
export const voicesFor = (language: string, engine: Engine): string[] =>
  (VOICES[language]?.[engine] ?? "").split(" ").filter((voice) => voice !== "");

/** The language that a voice speaks, or undefined for a voice that is not listed. */
export const languageOf = (voice: string): string | undefined =>
  Object.keys(VOICES).find((language) =>
    Object.values(VOICES[language] ?? {}).some((voices) => voices.split(" ").includes(voice)),
  );
