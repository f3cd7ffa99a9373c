import { describeCall } from "../../local/cli/describeCall";
import type { Laptop } from "../../local/laptop";
import { describeUtterance } from "../../local/shared/transcript";
import type { CallResult } from "../../local/simulator/call";
import { shownCall } from "../../local/simulator/shown";
import type { InputRequest } from "../../local/simulator/world";
import { drawsOf } from "../random";
import { checked } from "./cards";
import { holdsCard, leaksInLines, searchOf } from "./leaks";
import { secretCall } from "./secretCalls";

/** Moments at which nobody asks for a card, and the input that takes the keys. */
export const MOMENTS = {
  "before the first prompt is over": () => true,
  "at the main menu": ({ flow }) => flow === "mainFlow",
  "for the callback number": ({ block }) => block.startsWith("askNumber"),
  "at the confirmation of a payment": ({ flow, block }) => flow === "paymentModule" && block.startsWith("confirm"),
} as const satisfies Readonly<Record<string, (request: InputRequest) => boolean>>;
export type Moment = keyof typeof MOMENTS;

/** At once: the first key answers a menu. One by one: each menu takes a digit, and what it says is cut short. */
export const WAYS = ["at once", "one by one"] as const;
export type Way = (typeof WAYS)[number];

export interface StrayCall {
  readonly result: CallResult;
  /** Where the first digit was keyed: `flow/block`; undefined where the call did not come so far. */
  readonly at: string | undefined;
  /** What of the card was found in all that the call left behind. */
  readonly leaks: readonly string[];
}

/** A call in which the caller keys a card number at the wrong moment, and goes on as if nothing had happened. */
export async function strayCall(
  laptop: Laptop,
  moment: Moment,
  way: Way,
  seed: string,
  index: number,
): Promise<StrayCall> {
  const card = checked(`4${drawsOf(`card ${seed} ${index}`).digits(14)}`);
  const left = way === "at once" ? [card] : [...card];
  let at: string | undefined;
  const before = [laptop.logs.length, laptop.backend.log.length] as const;
  const { result } = await secretCall(
    laptop,
    seed,
    index,
    {},
    {
      isCalledBack: moment === "for the callback number",
      caller: (request) => {
        if (at === undefined && !MOMENTS[moment](request)) return undefined;
        at ??= `${request.flow}/${request.block}`;
        const keys = left.shift();
        return keys === undefined ? undefined : { keys, bargesIn: true };
      },
    },
  );
  const shown = shownCall(result);
  // The result itself too: no flow may keep a card number, since the service would.
  const told = [result, shown].map((one) => JSON.stringify(one));
  const printed = [...result.transcript.map(describeUtterance), describeCall(shown)];
  const logs = [...laptop.logs.slice(before[0]), ...laptop.backend.log.slice(before[1])].join("\n").split("\n");
  const contacts = result.contactRecords.map(({ ContactId }) => ContactId);
  const keyed = { cards: [card], numbers: [], short: [] };
  return {
    result,
    at,
    leaks: [
      ...searchOf([...told, ...printed].join("\n"))(keyed).map((leak) => `${leak}, shown`),
      ...leaksInLines(logs, [{ contacts, keyed }]).map((leak) => `${leak}, logged`),
      ...(holdsCard(keysIn(result), card) ? [`card ${card}, key by key`] : []),
    ],
  };
}

/** All keys of a call that can be read, one behind the other: of its transcript, and then of its flow log. */
const keysIn = ({ transcript, flowLog }: CallResult): string =>
  [
    transcript.filter(({ speaker }) => speaker === "caller").map(({ text }) => text),
    flowLog.filter(({ ContactFlowModuleType: name }) => name.endsWith("UserInput")).map(({ Results = "" }) => Results),
  ]
    .map((keys) => keys.join(""))
    .join("\n");
