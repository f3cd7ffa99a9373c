import type * as v from "valibot";
import type {
  callersSchema,
  countriesSchema,
  holidaysSchema,
  languagesSchema,
  linesOfBusinessSchema,
  menusSchema,
  numbersSchema,
  promptsSchema,
  skillsSchema,
} from "./schema";
import type { Source } from "./source";

/** The files of one stack's content, each with the lines its keys stand on. */
export interface ContentSources {
  readonly languages: Source<v.InferOutput<typeof languagesSchema>>;
  readonly countries: Source<v.InferOutput<typeof countriesSchema>>;
  readonly linesOfBusiness: Source<v.InferOutput<typeof linesOfBusinessSchema>>;
  readonly menus: Source<v.InferOutput<typeof menusSchema>>;
  readonly numbers: Source<v.InferOutput<typeof numbersSchema>>;
  /** The numbers of the other stacks, which share the rest of the content. */
  readonly otherStacks: readonly Source<v.InferOutput<typeof numbersSchema>>[];
  readonly prompts: readonly Source<v.InferOutput<typeof promptsSchema>>[];
  readonly holidays: readonly Source<v.InferOutput<typeof holidaysSchema>>[];
  readonly skills?: Source<v.InferOutput<typeof skillsSchema>>;
  readonly callers?: Source<v.InferOutput<typeof callersSchema>>;
}

/** What the content has to know of a prompt set; `PromptSet` of the flows has this shape. */
export interface PromptSetShape {
  readonly name: string;
  readonly prompts: readonly string[];
  readonly placeholders: readonly string[];
  readonly storedIn: "table" | "flow" | "number";
}

/** What the program around the content provides, so that references to it can be checked. */
export interface ContentContext {
  /** The stack: names the file of numbers, `numbers/<stack>.yaml`. */
  readonly stack: string;
  /** The environments that the stack's instance hosts. */
  readonly environments: readonly string[];
  /** The prompts that the flows play, by set. */
  readonly promptSets: readonly PromptSetShape[];
  /** Logical names of the flows and modules that a menu or number may lead to. */
  readonly flows: readonly string[];
  readonly modules: readonly string[];
}
