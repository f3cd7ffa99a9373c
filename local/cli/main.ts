import { Command, CommanderError } from "commander";
import { InputError } from "../engine/project";
import type { CallOptions } from "./commands/call";
import type { GraphOptions } from "./commands/graph";
import type { LintOptions } from "./commands/lint";
import type { PromptsOptions } from "./commands/prompts";
import { printError } from "./output";

const BAD_INPUT = 2;

/** Each is loaded when it runs: most need the engine, and the others start without waiting for it. */
const commands = {
  call: () => module.require("./commands/call") as typeof import("./commands/call"),
  graph: () => module.require("./commands/graph") as typeof import("./commands/graph"),
  lint: () => module.require("./commands/lint") as typeof import("./commands/lint"),
  prompts: () => module.require("./commands/prompts") as typeof import("./commands/prompts"),
  start: () => module.require("./commands/start") as typeof import("./commands/start"),
};

/**
 * Runs the command.
 * @returns the exit code: 0 clean, 1 findings, 2 it could not be done
 */
export async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const run = <Arguments extends readonly unknown[]>(command: (...given: Arguments) => Promise<number>) => async (...given: Arguments): Promise<void> => {
    code = await command(...given);
  };
  const ivr = new Command("ivr").description("Runs, checks and explains a phone system on Amazon Connect, on this machine.").exitOverride();
  const add = (name: string, description: string): Command =>
    ivr.command(name).description(description).option("--stack <name>", "the stack", "dev").exitOverride();
  add("start", "places the demo call, then lets you dial any number").action(run((options: { stack: string }) => commands.start().start(options)));
  add("call", "places a call")
    .requiredOption("--dial <number>", "the number to dial, in E.164")
    .option("--from <number>", "the caller's number, in E.164 (default: withheld)")
    .option("--keys <keys>", "what the caller keys: one entry for each input; w waits, h hangs up; then silence")
    .option("--at <time>", "when: ISO 8601, on the number's clock unless it has an offset, or now (default: the next working day at 10:00)")
    .option("--json", "print the result as JSON")
    .action(run((options: CallOptions) => commands.call().call(options)));
  add("graph", "prints the stack's resources as JSON")
    .option("--mode <mode>", "preview or up", "up")
    .option("--json", "print JSON, as it always does")
    .action(run((options: GraphOptions) => commands.graph().graph(options)));
  add("prompts", "shows the prompts by language, with what is missing or cannot be spoken")
    .option("--synthesize <folder>", "have Amazon Polly read them out: a WAV file for each, made again when its text changes")
    .option("--content <folder>", "the content (default: stacks/content below Pulumi.yaml)")
    .option("--json", "print the result as JSON")
    .action(run((options: PromptsOptions) => commands.prompts().prompts(options)));
  add("lint", "checks the JSON of flows and modules, from anywhere; no project is needed")
    .argument("<file...>", "flow content, describe-contact-flow output or an export of the designer; - reads the standard input")
    .option("--type <type>", "the type of the flows that do not tell theirs (default: CONTACT_FLOW)")
    .option("--json", "print the result as JSON")
    .action(run((files: readonly string[], options: LintOptions) => commands.lint().lint(files, options)));
  try {
    await ivr.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
    if (!(error instanceof InputError)) throw error;
    printError(error.message);
    return BAD_INPUT;
  }
}
