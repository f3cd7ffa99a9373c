import { everyText, maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import { type CallerAction, unconfirmed } from "../simulator/world";
import type { Choice } from "./choices";
import type { Path } from "./shortest";
import type { Utterance } from "../shared/transcript";

/** How a call can be placed again by `ivr call`. */
export interface Replay {
  readonly command: string;
  /** Why the command alone does not show it, where it does not. */
  readonly limit?: string;
  /** What is said and keyed, from the beginning. */
  readonly transcript: readonly Utterance[];
}

export function replayOf({ root, ways }: Path, stack: string): Replay {
  const choices = ways.flatMap((way) => way.choices);
  const of = (what: Choice["what"]): Choice[] => choices.filter((choice) => choice.what === what);
  const keys = of("caller").map(({ value }) => keyed(value as CallerAction));
  while (keys.at(-1) === "w") keys.pop();
  const forced = of("force").filter(({ value }) => value !== undefined);
  const options = [
    ["--stack", stack],
    ["--dial", root.dialed],
    ...(root.caller === undefined ? [] : [["--from", root.caller]]),
    ["--at", new Date(root.at).toISOString()],
    ...(keys.length === 0 ? [] : [["--keys", keys.join(" ")]]),
    ...distinct(forced.map((choice) => ["--force", `${choice.of}=${String(choice.value)}`])),
    ...distinct(
      of("queue")
        .filter(({ of: name, value }) => name.endsWith(" full") && value === true)
        .map(({ of: name }) => ["--full", name.replace(/ full$/, "")]),
    ),
    ...distinct(
      of("behaviour")
        .filter(({ of: name, value }) => unconfirmed[name as keyof typeof unconfirmed][0] !== value)
        .map(({ of: name, value }) => ["--assume", `${name}=${String(value)}`]),
    ),
  ] as [string, string][];
  const limit = limitOf(choices, root.entry.type);
  return {
    command: [
      "npx ivr call",
      ...options.map(([option, value]) => `${option} ${/[^\w+:./=@-]/.test(value) ? `"${value}"` : value}`),
    ].join(" "),
    ...(limit !== undefined && { limit }),
    transcript: everyText(
      ways.flatMap((way) => way.observed.heard),
      maskDigits,
    ),
  };
}

const distinct = (options: readonly (readonly string[])[]): string[][] => [
  ...new Map(options.map((option) => [option.join(" "), [...option]])).values(),
];

const keyed = (action: CallerAction): string => (action === "silence" ? "w" : action === "hangUp" ? "h" : action.keys);

/** What a command cannot say: an outcome that changes on the way, or what agents do. */
function limitOf(choices: readonly Choice[], entryType: string): string | undefined {
  if (entryType !== "CONTACT_FLOW") return "an agent begins the flow, not a caller";
  const agent = choices.find(({ what }) => what === "agent");
  if (agent !== undefined) return `an agent then passes the caller on through ${String(agent.value)}`;
  const fixed = new Map<string, unknown>();
  for (const { what, of, value } of choices.filter(
    ({ what: kind }) => kind === "force" || kind === "queue" || kind === "thirdParty",
  )) {
    if (fixed.has(`${what} ${of}`) && fixed.get(`${what} ${of}`) !== value)
      return `${of} goes one way and then another`;
    fixed.set(`${what} ${of}`, value);
  }
  if (choices.some(({ what }) => what === "answer")) return "it depends on what the company's systems answer";
  return choices.some(({ what }) => what === "percentile" || what === "thirdParty")
    ? "it depends on a percentage or on an outside number"
    : undefined;
}
