import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseInstanceArn } from "connect-ivr/internal/callFlows/instance";
import { ContentError, type ContentSources, describeProblem, readContent } from "connect-ivr/content";
import { type Project, readProject } from "../../engine/project";
import { describeReview, isClean, type LanguageReview, reviewPrompts } from "../../prompts/review";
import { type Synthesis, synthesize } from "../../prompts/synthesize";
import { print, printJson } from "../output";
import { InputError } from "../../shared/errors";

export interface PromptsOptions {
  readonly stack: string;
  /** Folder of the content. Default: `stacks/content` below Pulumi.yaml. */
  readonly content?: string;
  /** Folder for a WAV file of each prompt. Default: none is made. */
  readonly synthesize?: string;
  readonly json?: boolean;
}

/**
 * Shows the prompts of a stack by language with what is missing or cannot be spoken, and has Amazon Polly
 * read them out for review. Nothing is evaluated: the sets checked are the standard ones, and a set that
 * most languages have beside them is taken for the company's own, whose languages are compared.
 * @returns the exit code: 1 for a gap, a problem, or a text that Amazon Polly refuses
 * @throws InputError when the content cannot be read or Amazon Polly cannot be asked
 */
export async function prompts(options: PromptsOptions): Promise<number> {
  const project = readProject(process.cwd(), options.stack);
  const sources = read(resolve(options.content ?? join(project.folder, "stacks", "content")), options.stack);
  const reviews = reviewPrompts(sources, environmentsOf(project, sources));
  if (!options.json) print(describeReview(reviews));
  const synthesis =
    options.synthesize === undefined ? undefined : await readOut(reviews, resolve(options.synthesize), project);
  if (options.json) printJson({ languages: reviews.map((review) => summary(review)), ...(synthesis && { synthesis }) });
  else if (synthesis) print(`\n${describeSynthesis(synthesis, options.synthesize as string)}`);
  return isClean(reviews) && (synthesis?.refused.length ?? 0) === 0 ? 0 : 1;
}

function read(folder: string, stack: string): ContentSources {
  try {
    return readContent(folder, stack);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    throw new InputError(
      existsSync(folder) ? error.message : `There is no content in ${folder}. Name its folder with --content.`,
    );
  }
}

/** The environments of the stack's instance; a program that does not declare them has one. */
function environmentsOf({ name, stack, config }: Project, sources: ContentSources): readonly string[] {
  const declared = config[`${name}:environments`];
  if (declared === undefined) return [sources.numbers.data.environment];
  if (!/^\[.*\]$/s.test(declared))
    throw new InputError(`Pulumi.${stack}.yaml, ${name}:environments is no list. Write one, such as [${stack}].`);
  return JSON.parse(declared) as string[];
}

const summary = ({ language, voice, engine, reviewed, prompts: spoken, gaps, problems }: LanguageReview) => ({
  language,
  voice,
  engine,
  reviewed,
  prompts: spoken.length,
  gaps,
  problems,
});

async function readOut(reviews: readonly LanguageReview[], folder: string, project: Project): Promise<Synthesis> {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new InputError(`--synthesize ${folder} is a file. Name a folder.`);
  const clear = (): void => void (process.stderr.isTTY && process.stderr.write(`\r${" ".repeat(60)}\r`));
  try {
    return await synthesize(
      reviews.flatMap(({ prompts: spoken }) => spoken),
      {
        folder,
        region: () => regionOf(project),
        onProgress: (done, total) =>
          void (
            process.stderr.isTTY && process.stderr.write(`\rAmazon Polly reads out the prompts … ${done} of ${total} `)
          ),
      },
    );
  } finally {
    clear();
  }
}

/** Where Amazon Polly is asked: AWS_REGION, else the region of the stack's instance. */
function regionOf({ name, stack, config }: Project): string {
  const arn = config[`${name}:instanceArn`];
  const region = process.env["AWS_REGION"];
  if (region) return region;
  if (arn === undefined)
    throw new InputError(`Pulumi.${stack}.yaml has no ${name}:instanceArn to take the region from. Set AWS_REGION.`);
  try {
    return parseInstanceArn(arn).region;
  } catch (error) {
    throw new InputError(`Pulumi.${stack}.yaml, ${name}:instanceArn: ${(error as Error).message}`);
  }
}

const describeSynthesis = ({ made, unchanged, removed, refused }: Synthesis, folder: string): string =>
  [
    `${folder}: ${made} made, ${unchanged} unchanged, ${removed.length} removed, ${refused.length} refused.`,
    ...removed.map((path) => `  ${path} is removed: its prompt no longer exists.`),
    ...refused.map((problem) => `  ${describeProblem(problem)}`),
  ].join("\n");
