import { Command, CommanderError } from "commander";
import type { UnlockOptions } from "./commands/accounts";
import type { CallOptions } from "./commands/call";
import type { EraseOptions } from "./commands/erase";
import type { ExploreOptions } from "./commands/explore";
import type { GraphOptions } from "./commands/graph";
import type { KeysOptions, NewKeyOptions } from "./commands/keys";
import type { LintOptions } from "./commands/lint";
import type { PaymentsOptions, SetPaymentOptions } from "./commands/payments";
import type { PromptsOptions } from "./commands/prompts";
import type { RenderOptions } from "./commands/render";
import type { ReportOptions } from "./commands/report";
import type { RowsOptions } from "./commands/rows";
import type { SimulateOptions } from "./commands/simulate";
import type { TestOptions } from "./commands/test";
import { printError } from "./output";
import { InputError } from "../shared/errors";

const BAD_INPUT = 2;

/** The values of an option that may be given again. */
const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** Each is loaded when it runs: most need the engine, and the others start without waiting for it. */
const commands = {
  accounts: () => module.require("./commands/accounts") as typeof import("./commands/accounts"),
  call: () => module.require("./commands/call") as typeof import("./commands/call"),
  erase: () => module.require("./commands/erase") as typeof import("./commands/erase"),
  explore: () => module.require("./commands/explore") as typeof import("./commands/explore"),
  graph: () => module.require("./commands/graph") as typeof import("./commands/graph"),
  keys: () => module.require("./commands/keys") as typeof import("./commands/keys"),
  lint: () => module.require("./commands/lint") as typeof import("./commands/lint"),
  payments: () => module.require("./commands/payments") as typeof import("./commands/payments"),
  prompts: () => module.require("./commands/prompts") as typeof import("./commands/prompts"),
  render: () => module.require("./commands/render") as typeof import("./commands/render"),
  report: () => module.require("./commands/report") as typeof import("./commands/report"),
  rows: () => module.require("./commands/rows") as typeof import("./commands/rows"),
  simulate: () => module.require("./commands/simulate") as typeof import("./commands/simulate"),
  start: () => module.require("./commands/start") as typeof import("./commands/start"),
  test: () => module.require("./commands/test") as typeof import("./commands/test"),
};

/**
 * Runs the command.
 * @returns the exit code: 0 clean, 1 findings, 2 it could not be done
 */
export async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const run =
    <Arguments extends readonly unknown[]>(command: (...given: Arguments) => Promise<number>) =>
    async (...given: Arguments): Promise<void> => {
      code = await command(...given);
    };
  const ivr = new Command("ivr")
    .description("Runs, checks and explains a phone system on Amazon Connect, on this machine.")
    .enablePositionalOptions()
    .exitOverride();
  const add = (name: string, description: string): Command =>
    ivr.command(name).description(description).option("--stack <name>", "the stack", "dev").exitOverride();
  add("start", "places the demo call, then lets you dial any number").action(
    run((options: { stack: string }) => commands.start().start(options)),
  );
  add("call", "places a call")
    .requiredOption("--dial <number>", "the number to dial, in E.164")
    .option("--from <number>", "the caller's number, in E.164, or anonymous (default: withheld)")
    .option("--keys <keys>", "what the caller keys: one entry for each input; w waits, h hangs up; then silence")
    .option(
      "--at <time>",
      "when: ISO 8601, on the number's clock unless it has an offset, or now (default: the next working day at 10:00)",
    )
    .option(
      "--wait <seconds>",
      "an agent answers after so many seconds in the queue (default: the call ends in the queue)",
    )
    .option("--hang-up-after <seconds>", "the caller hangs up after so many seconds in the queue")
    .option("--full <queue>", "a queue, by logical key, that takes nobody; may be given again", collect, [])
    .option("--fail <function>", "a function, by name or role, whose calls fail; may be given again", collect, [])
    .option(
      "--force <flow/block=error>",
      "an error branch that a block is made to take; may be given again",
      collect,
      [],
    )
    .option(
      "--assume <name=value>",
      "what the service does where its behaviour is unconfirmed; may be given again",
      collect,
      [],
    )
    .option("--json", "print the result as JSON")
    .action(run((options: CallOptions) => commands.call().call(options)));
  add("graph", "prints the stack's resources as JSON")
    .option("--mode <mode>", "preview or up", "up")
    .option("--json", "print JSON, as it always does")
    .action(run((options: GraphOptions) => commands.graph().graph(options)));
  add("render", "shows the flows of the stack, or of files, as text and as diagrams")
    .argument("[files...]", "files of flow JSON, for which no project is needed")
    .option(
      "--out <folder>",
      "write a text and a diagram of each flow, and a page that shows them (default: print the text)",
    )
    .option("--format <format>", "only text or only svg")
    .action(run((files: readonly string[], options: RenderOptions) => commands.render().render(files, options)));
  add("prompts", "shows the prompts by language, with what is missing or cannot be spoken")
    .option(
      "--synthesize <folder>",
      "have Amazon Polly read them out: a WAV file for each, made again when its text changes",
    )
    .option("--content <folder>", "the content (default: stacks/content below Pulumi.yaml)")
    .option("--json", "print the result as JSON")
    .action(run((options: PromptsOptions) => commands.prompts().prompts(options)));
  add("lint", "checks the JSON of flows and modules, from anywhere; no project is needed")
    .argument(
      "<file...>",
      "flow content, describe-contact-flow output or an export of the designer; - reads the standard input",
    )
    .option("--type <type>", "the type of the flows that do not tell theirs (default: CONTACT_FLOW)")
    .option("--json", "print the result as JSON")
    .action(run((files: readonly string[], options: LintOptions) => commands.lint().lint(files, options)));
  ivr
    .command("simulate")
    .description("runs the JSON of flows and modules, from anywhere: one call")
    .exitOverride()
    .argument(
      "<file...>",
      "flow content, describe-contact-flow output or an export of the designer; the call begins in the first flow",
    )
    .option("--start <flow>", "the flow that the call begins in, by its name")
    .option("--keys <keys>", "what the caller keys: one entry for each input; w waits, h hangs up; then silence")
    .option("--lambda <name=file>", "what a function answers: its name or ARN, and a file of JSON", collect)
    .option(
      "--answer <flow/block=json>",
      "what a bot, a data table, a profile, a case or hours of operation answer to a block",
      collect,
    )
    .option("--force <flow/block=error>", "the error branch that a block takes", collect)
    .option("--attribute <name=value>", "an attribute that the contact brings along", collect)
    .option("--dial <number>", "the number dialled, in E.164", "+15555550100")
    .option("--from <number>", "the caller's number, in E.164, or anonymous (default: withheld)")
    .option(
      "--at <time>",
      "when: ISO 8601, in UTC unless it has an offset, or now (default: the next working day at 10:00)",
    )
    .option("--json", "print the result as JSON")
    .action(run((files: readonly string[], options: SimulateOptions) => commands.simulate().simulate(files, options)));
  add("test", "plays scenarios: callers' stories, with what they hear and where they end")
    .argument("[files...]", "files of scenarios (default: scenarios/**/*.yaml beside Pulumi.yaml)")
    .option("--junit <file>", "write the results as JUnit XML")
    .option("--record <name>", "place a call instead, and print it as a scenario of this name")
    .option("--dial <number>", "with --record: the number to dial, in E.164")
    .option("--from <number>", "with --record: the caller's number, in E.164, or anonymous (default: withheld)")
    .option("--keys <keys>", "with --record: what the caller keys, as in ivr call")
    .option("--at <time>", "with --record: when, as in ivr call")
    .option("--json", "print the result as JSON")
    .action(run((files: readonly string[], options: TestOptions) => commands.test().test(files, options)));
  const keys = add("keys", "lists the keys that callers' input is encrypted with, and when they expire")
    .option("--json", "print the result as JSON")
    .enablePositionalOptions()
    .action(run((options: KeysOptions) => commands.keys().keys(options)));
  const ofKeys = (usage: string, description: string): Command =>
    keys
      .command(usage)
      .description(description)
      .option("--stack <name>", "the stack", "dev")
      .option("--prefix <prefix>", "the beginning of the secret's name (default: ivr-<stack>)")
      .exitOverride();
  ofKeys("new", "makes a key: the private half goes into the stack's secret alone, the certificate into a file")
    .option("--name <name>", "what it is called (default: the stack and today's date)")
    .option("--days <days>", "how long its certificate is valid", "730")
    .option("--folder <folder>", "where the certificate is written (default: stacks/keys below Pulumi.yaml)")
    .action(run((options: NewKeyOptions) => commands.keys().newKey(options)));
  ofKeys(
    "retire <name>",
    "removes a private key from the stack's secret that the stack does not name any longer",
  ).action(run((name: string, options: NewKeyOptions) => commands.keys().retireKey(name, options)));
  const tablesOf = (command: Command): Command =>
    command
      .option("--call-state <table>", "the table of call state: pulumi stack output callStateTable")
      .option("--environments <table>", "the environments table: pulumi stack output environmentsTable");
  const payments = tablesOf(add("payments", "lists payments and orders of a deployed stack that are open"))
    .option("--settle", "settle what can be settled first: the gateways are asked, nothing is charged")
    .option("--json", "print the result as JSON")
    .enablePositionalOptions()
    .action(run((options: PaymentsOptions) => commands.payments().payments(options)));
  tablesOf(
    payments
      .command("set <id> <verdict>")
      .description("settles one by hand: paid or unpaid, or told where the order system knows of it")
      .option("--stack <name>", "the stack", "dev"),
  )
    .requiredOption("--by <name>", "who found it out")
    .requiredOption("--why <text>", "by what; no card number")
    .option("--reference <id>", "with paid: the gateway's own id of the payment")
    .exitOverride()
    .action(
      run((id: string, verdict: string, options: SetPaymentOptions) =>
        commands.payments().setPayment(id, verdict, options),
      ),
    );
  add("erase", "erases a caller from the archive of contact records of a deployed stack, or counts what it holds")
    .requiredOption("--caller <number>", "the caller's number, in E.164")
    .requiredOption("--bucket <name>", "the bucket of the archive: pulumi stack output archiveBucket")
    .option("--apply", "erase the records (default: they are counted, and nothing is changed)")
    .option("--json", "print the result as JSON")
    .action(run((options: EraseOptions) => commands.erase().erase(options)));
  ivr
    .command("accounts")
    .description("helps the owner of an account of a deployed stack who is locked out")
    .exitOverride()
    .command("unlock <accountNumber>")
    .description("forgets the failed tries of an account, when its owner was proven otherwise")
    .option("--stack <name>", "the stack", "dev")
    .option("--call-state <table>", "the table of call state: pulumi stack output callStateTable")
    .requiredOption("--by <name>", "who unlocks it")
    .requiredOption("--why <text>", "by what the owner was proven; nothing of a person")
    .exitOverride()
    .action(run((accountNumber: string, options: UnlockOptions) => commands.accounts().unlock(accountNumber, options)));
  add("rows", "lists the rows that the stack writes into its tables, or what became of them")
    .option("--verify", "compare with the tables of the deployed stack; nothing is changed")
    .option("--routing <table>", "with --verify: the routing table: pulumi stack output routingTable")
    .option("--prompts <table>", "with --verify: the prompts table: pulumi stack output promptsTable")
    .option("--json", "print the result as JSON")
    .action(run((options: RowsOptions) => commands.rows().rows(options)));
  add(
    "explore",
    "walks every call that the stack can have: dead ends, wrong languages, endless loops, blocks that nothing reaches",
  )
    .option("--faults", "try every error branch of every block too")
    .option("--number <number>", "one dialed number alone, in E.164 (default: all)")
    .option("--json", "print the result as JSON")
    .action(run((options: ExploreOptions) => commands.explore().explore(options)));
  add("report", "makes a report of contact records: figures and charts by the stack's own SQL")
    .option(
      "--calls <number>",
      "make up a month of so many calls, played through the flows of the stack (default: 10000)",
    )
    .option("--seed <text>", "other made-up calls; the same text gives the same ones (default: 1)")
    .option("--from <folder>", "an archive downloaded from its bucket, instead of made-up calls; no project is needed")
    .requiredOption("--out <folder>", "the report's folder: new, empty, or that of a former report, which is replaced")
    .option("--json", "print the report as JSON")
    .action(run((options: ReportOptions) => commands.report().report(options)));
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
