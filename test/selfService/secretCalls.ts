import type { MenuRow, NumberRow } from "../../handlers";
import { HIDDEN } from "../../handlers/shared/maskDigits";
import { remembered } from "../../handlers/shared/remembered";
import type { Fault } from "../../local/emulator/backend/faults";
import { hashOf } from "../../local/emulator/backend/hashes";
import { inLanes } from "../../local/shared/concurrency";
import { e164Of, type Laptop } from "../../local/laptop";
import type { CallResult } from "../../local/simulator/call";
import type { Script } from "../../local/simulator/script";
import type { InputRequest } from "../../local/simulator/world";
import { drawsOf } from "../random";
import { checked } from "./cards";
import { type Keyed, type KeyedCall, leaksInLines, searchOf } from "./leaks";
import { rowsOf } from "../../local/engine/rowSets";

/** A call in which a caller proves who they are and pays, with all that was keyed. */
export interface SecretCall {
  readonly result: CallResult;
  readonly keyed: Keyed;
}

/** In the small company, all countries are open then, and for an hour more: calls begin within it. */
const BEGIN = Date.parse("2026-11-24T15:00:00Z");
const SECOND_MS = 1000;
const SECONDS = 3600;
const AMOUNT = 1250;

/** Card numbers of the industry's tests begin so; those that are declined or pending stand whole. */
const CARDS = ["4", "4", "4", "51", "2221", "37", "6011"] as const;
const JUDGED = ["4000000000000002", "4000000000009995", "4000000000003220"] as const;
const FAULTS = ["failing", "malformed", "duplicated"] as const satisfies readonly Fault[];

const menusOf = remembered(({ graph }: Laptop) => rowsOf(graph) as MenuRow[]);

/** The key of a menu that leads to a target, or to a kind of route. */
function keyTo(wanted: string, menu: string, laptop: Laptop): string {
  const row = menusOf(laptop).find(({ key }) => key === `menu#${menu}`);
  return Object.entries(row?.routes ?? {}).find(([, { target, type }]) => [target, type].includes(wanted))?.[0] ?? "0";
}

/** A caller who somewhere does something else than what is asked. */
export interface Straying {
  /** What the caller does instead; undefined where it is as in any other call. */
  readonly caller: (request: InputRequest) => { readonly keys: string; readonly bargesIn?: true } | undefined;
  /** The caller withholds the number and wants to be called back. */
  readonly isCalledBack?: boolean;
}

/** What is wrong with the gateway in a call. */
function faultOf(seed: string, index: number): Fault | undefined {
  const draw = drawsOf(`fault ${seed} ${index}`);
  return draw.below(6) === 0 ? draw.of(FAULTS) : undefined;
}

/** Calls as different as the seed makes them: PIN or code, good cards and bad, tries, countries. */
export async function secretCall(
  laptop: Laptop,
  seed: string,
  index: number,
  script: Partial<Script> = {},
  straying?: Straying,
): Promise<SecretCall> {
  const draw = drawsOf(`${seed} ${index}`);
  const { backend } = laptop;
  const number: NumberRow = draw.of(laptop.numbers.filter((row) => row.lineOfBusiness === "support"));
  const [accountNumber, pin] = [`3${draw.digits(7)}`, `8${draw.digits(5 + draw.below(3))}`];
  const phoneNumber = `+1416${draw.digits(7)}`;
  const orderId = `B-${String.fromCharCode(...Array.from({ length: 8 }, () => 97 + draw.below(26)))}`;
  backend.open({
    accountId: orderId.replace("B", "A"),
    accountNumber,
    pin: hashOf(pin),
    phoneNumber,
    country: number.country,
    addOn: "owned",
    balance: { orderId, amount: AMOUNT, currency: "CAD", dueDate: "2026-12-01", overdue: false },
  });
  const keyed: Record<keyof Keyed, string[]> = { cards: [], numbers: [accountNumber], short: [] };
  const keep = (kind: keyof Keyed, digits: string): { keys: string } => (
    keyed[kind].push(digits),
    { keys: `${digits}#` }
  );
  const card = (): string => {
    if (draw.below(5) === 0) return draw.of(JUDGED);
    const prefix = draw.of(CARDS);
    const payload = prefix + draw.digits((prefix === "37" ? 14 : 15) - prefix.length);
    return draw.below(6) === 0 ? payload + String(draw.below(10)) : checked(payload);
  };
  const menus =
    straying?.isCalledBack === true
      ? [keyTo("callback", number.menu, laptop)]
      : [keyTo("selfService", number.menu, laptop), keyTo("balanceModule", "selfService", laptop)];
  const answers: Readonly<Record<string, (block: string) => { keys: string } | "hangUp">> = {
    languageModule: () => ({ keys: "1" }),
    recordingModule: () => ({ keys: "1" }),
    balanceModule: () => ({ keys: "1" }),
    mainFlow: () => (menus.length > 0 ? { keys: menus.shift() as string } : "hangUp"),
    authenticationModule: (block) => {
      if (block.startsWith("askMethod")) return { keys: draw.of(["1", "1", "2"]) };
      if (block.startsWith("askAccount"))
        return keep("numbers", draw.below(8) === 0 ? `2${draw.digits(7)}` : accountNumber);
      if (block.startsWith("askPin")) return keep("numbers", draw.below(4) === 0 ? `7${draw.digits(6)}` : pin);
      return keep("numbers", backend.outbox.findLast(({ to }) => to === phoneNumber)?.code ?? draw.digits(6));
    },
    paymentModule: (block) => {
      if (block.startsWith("confirm")) return { keys: "1" };
      if (block.startsWith("askCard")) return keep("cards", card());
      if (block.startsWith("askExpiry"))
        return keep(
          "short",
          draw.below(6) === 0 ? `08${20 + draw.below(5)}` : `0${1 + draw.below(9)}${28 + draw.below(9)}`,
        );
      if (draw.below(12) === 0) return "hangUp";
      return keep(
        "short",
        String(600 + draw.below(400)) + (keyed.cards.at(-1)?.startsWith("37") ? draw.digits(1) : ""),
      );
    },
  };
  const result = await laptop.call(
    {
      dialed: e164Of(number),
      ...(straying?.isCalledBack !== true && { from: `+1647${draw.digits(7)}` }),
      at: new Date(BEGIN + (index % SECONDS) * SECOND_MS),
    },
    { ...script, caller: (request) => straying?.caller(request) ?? answers[request.flow]?.(request.block) ?? "hangUp" },
  );
  return { result, keyed };
}

/** What calls ended with, counted, and what of their secrets was found in all that was written down. */
export async function secretCalls(
  laptop: Laptop,
  seed: string,
  count: number,
): Promise<{ outcomes: Record<string, number>; leaks: string[] }> {
  const outcomes: Record<string, number> = {};
  const leaks: string[] = [];
  const calls: KeyedCall[] = [];
  const place = async (index: number): Promise<void> => {
    const { result, keyed } = await secretCall(laptop, seed, index);
    calls.push({ contacts: result.contactRecords.map(({ ContactId }) => ContactId), keyed });
    leaks.push(...searchOf(JSON.stringify(result))(keyed));
    // The simulator masks long numbers in its flow log; in that of the service they would stand.
    if (JSON.stringify(result.flowLog).includes(HIDDEN)) leaks.push("a long number in the flow log");
    for (const outcome of outcomesOf(result, faultOf(seed, index))) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  };
  const indexes = Array.from({ length: count }, (_, index) => index);
  // A fault is the gateway's for all who call: those who meet the same call side by side.
  for (const fault of [undefined, ...FAULTS]) {
    if (fault !== undefined) laptop.backend.faults.set("takePayment", fault);
    await inLanes(
      indexes.filter((index) => faultOf(seed, index) === fault),
      place,
    );
    laptop.backend.faults.clear();
  }
  const lines = [...laptop.logs, ...laptop.backend.log].flatMap((written) => written.split("\n"));
  return { outcomes, leaks: [...leaks, ...leaksInLines(lines, calls)] };
}

const outcomesOf = ({ attributes, end }: CallResult, fault: Fault | undefined): string[] => [
  ...["auth_result", "auth_method", "payment_result", "country", "language"].map(
    (name) => `${name} ${attributes[name]}`,
  ),
  ...(fault === undefined ? [] : [`${fault}: payment_result ${attributes["payment_result"]}`]),
  `end ${end}`,
];
