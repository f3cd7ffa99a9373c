import { Command, CommanderError } from "commander";
import { InputError } from "../engine/project";
import { call, type CallOptions } from "./commands/call";
import { explore, type ExploreOptions } from "./commands/explore";
import { graph, type GraphOptions } from "./commands/graph";
import { prompts, type PromptsOptions } from "./commands/prompts";
import { start } from "./commands/start";
import { printError } from "./output";

const BAD_INPUT = 2;

/** Runs the command. @returns the exit code: 0 clean, 1 findings, 2 it could not be done */
export async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const run = <Options>(command: (options: Options) => Promise<number>) => async (options: Options): Promise<void> => {
    code = await command(options);
  };
  const ivr = new Command("ivr").description("Runs, checks and explains a phone system on Amazon Connect, on this machine.").exitOverride();
  const add = (name: string, description: string): Command =>
    ivr.command(name).description(description).option("--stack <name>", "the stack", "dev").exitOverride();
  add("start", "places the demo call, then lets you dial any number").action(run(start));
  add("call", "places a call")
    .requiredOption("--dial <number>", "the number to dial, in E.164")
    .option("--from <number>", "the caller's number, in E.164 (default: withheld)")
    .option("--keys <keys>", "what the caller keys: one entry for each input; w waits, h hangs up; then silence")
    .option("--at <time>", "when: ISO 8601, on the number's clock unless it has an offset, or now (default: the next working day at 10:00)")
    .option("--json", "print the result as JSON")
    .action(run<CallOptions>(call));
  add("graph", "prints the stack's resources as JSON")
    .option("--mode <mode>", "preview or up", "up")
    .option("--json", "print JSON, as it always does")
    .action(run<GraphOptions>(graph));
  add("prompts", "shows the prompts by language, with what is missing or cannot be spoken")
    .option("--synthesize <folder>", "have Amazon Polly read them out: a WAV file for each, made again when its text changes")
    .option("--content <folder>", "the content (default: stacks/content below Pulumi.yaml)")
    .option("--json", "print the result as JSON")
    .action(run<PromptsOptions>(prompts));
  add("explore", "walks every call that the stack can have: dead ends, wrong languages, endless loops, blocks that nothing reaches")
    .option("--faults", "try every error branch of every block too")
    .option("--number <number>", "one dialed number alone, in E.164 (default: all)")
    .option("--json", "print the result as JSON")
    .action(run<ExploreOptions>(explore));
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
