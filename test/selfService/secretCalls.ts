import { createHash } from "node:crypto";
import type { MenuRow, NumberRow } from "../../handlers";
import { remembered } from "../../handlers/shared/remembered";
import { hashOf } from "../../local/backend/hashes";
import { e164Of, type Laptop } from "../../local/laptop";
import { rowsOf } from "../../local/rows";
import type { CallResult } from "../../local/simulator/call";
import type { Script } from "../../local/simulator/script";
import { type Keyed, leaksIn } from "./leaks";

/** A call in which a caller proves who they are and pays, with all that was keyed. */
export interface SecretCall {
  readonly result: CallResult;
  readonly keyed: Keyed;
}

/** Countries that are open in the afternoon of a day in London. */
const OPEN = ["US", "CA", "MX", "BR", "GB", "FR", "DE", "IT", "ES", "NL"];
const BEGIN = Date.parse("2026-11-24T15:00:00Z");
const SECOND_MS = 1000;
const AMOUNT = 1250;

/** Card numbers of the industry's tests begin so; those that are declined or pending stand whole. */
const CARDS = ["4", "4", "4", "51", "2221", "37", "6011"] as const;
const JUDGED = ["4000000000000002", "4000000000009995", "4000000000003220"] as const;
const FAULTS = ["failing", "malformed", "duplicated"] as const;

/** Numbers drawn from a seed: the same in every run. */
export function draws(seed: string): { below(limit: number): number; digits(count: number): string; of<One>(list: readonly One[]): One } {
  let drawn = 0;
  const below = (limit: number): number => createHash("sha256").update(`${seed} ${drawn++}`).digest().readUInt32BE() % limit;
  return { below, digits: (count) => Array.from({ length: count }, () => below(10)).join(""), of: (list) => list[below(list.length)] as (typeof list)[number] };
}

function checkDigit(payload: string): string {
  const sum = [...payload].reverse().reduce((total, digit, index) => total + (index % 2 === 0 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)] as number : Number(digit)), 0);
  return String((10 - (sum % 10)) % 10);
}

const menusOf = remembered(({ graph }: Laptop) => rowsOf(graph) as MenuRow[]);

/** The key of a menu that leads to a target. */
function keyTo(target: string, menu: string, laptop: Laptop): string {
  const row = menusOf(laptop).find(({ key }) => key === `menu#${menu}`);
  return Object.entries(row?.routes ?? {}).find(([, route]) => route.target === target)?.[0] ?? "0";
}

/** Calls as different as the seed makes them: PIN or code, good cards and bad, tries, countries, faults. */
export async function secretCall(laptop: Laptop, seed: string, index: number, script: Partial<Script> = {}): Promise<SecretCall> {
  const draw = draws(`${seed} ${index}`);
  const { backend } = laptop;
  const number: NumberRow = draw.of(laptop.numbers.filter((row) => row.lineOfBusiness === "support" && OPEN.includes(row.country)));
  const [accountNumber, pin] = [`3${draw.digits(7)}`, `8${draw.digits(5 + draw.below(3))}`];
  const phoneNumber = `+1416${draw.digits(7)}`;
  const orderId = `B-${String.fromCharCode(...Array.from({ length: 8 }, () => 97 + draw.below(26)))}`;
  backend.open({ accountId: orderId.replace("B", "A"), accountNumber, pin: hashOf(pin), phoneNumber, country: number.country, addOn: "owned", balance: { orderId, amount: AMOUNT, currency: "CAD", dueDate: "2026-12-01", overdue: false } });
  if (draw.below(6) === 0) backend.faults.set("takePayment", draw.of(FAULTS));
  const keyed: Record<keyof Keyed, string[]> = { cards: [], numbers: [accountNumber], short: [] };
  const keep = (kind: keyof Keyed, digits: string): { keys: string } => (keyed[kind].push(digits), { keys: `${digits}#` });
  const card = (): string => {
    if (draw.below(5) === 0) return draw.of(JUDGED);
    const prefix = draw.of(CARDS);
    const payload = prefix + draw.digits((prefix === "37" ? 14 : 15) - prefix.length);
    return payload + (draw.below(6) === 0 ? String(draw.below(10)) : checkDigit(payload));
  };
  const menus = [keyTo("selfService", number.menu, laptop), keyTo("balanceModule", "selfService", laptop)];
  const answers: Readonly<Record<string, (block: string) => { keys: string } | "hangUp">> = {
    languageModule: () => ({ keys: "1" }),
    recordingModule: () => ({ keys: "1" }),
    balanceModule: () => ({ keys: "1" }),
    mainFlow: () => (menus.length > 0 ? { keys: menus.shift() as string } : "hangUp"),
    authenticationModule: (block) => {
      if (block.startsWith("askMethod")) return { keys: draw.of(["1", "1", "2"]) };
      if (block.startsWith("askAccount")) return keep("numbers", draw.below(8) === 0 ? `2${draw.digits(7)}` : accountNumber);
      if (block.startsWith("askPin")) return keep("numbers", draw.below(4) === 0 ? `7${draw.digits(6)}` : pin);
      return keep("numbers", backend.outbox.findLast(({ to }) => to === phoneNumber)?.code ?? draw.digits(6));
    },
    paymentModule: (block) => {
      if (block.startsWith("confirm")) return { keys: "1" };
      if (block.startsWith("askCard")) return keep("cards", card());
      if (block.startsWith("askExpiry")) return keep("short", draw.below(6) === 0 ? `08${20 + draw.below(5)}` : `0${1 + draw.below(9)}${28 + draw.below(9)}`);
      if (draw.below(12) === 0) return "hangUp";
      return keep("short", String(600 + draw.below(400)) + (keyed.cards.at(-1)?.startsWith("37") ? draw.digits(1) : ""));
    },
  };
  const result = await laptop.call(
    { dialed: e164Of(number), from: `+1647${draw.digits(7)}`, at: new Date(BEGIN + index * SECOND_MS) },
    { ...script, caller: ({ flow, block }) => answers[flow]?.(block) ?? "hangUp" },
  );
  backend.faults.clear();
  return { result, keyed };
}

/** What calls ended with, counted, and what of their secrets was found in all that was written down. */
export async function secretCalls(laptop: Laptop, seed: string, count: number): Promise<{ outcomes: Record<string, number>; leaks: string[] }> {
  const outcomes: Record<string, number> = {};
  const leaks: string[] = [];
  const all: Keyed[] = [];
  for (let index = 0; index < count; index++) {
    const before = laptop.logs.length;
    const { result, keyed } = await secretCall(laptop, seed, index);
    all.push(keyed);
    leaks.push(...leaksIn([JSON.stringify(result), ...laptop.logs.slice(before)].join("\n"), keyed));
    for (const name of ["auth_result", "auth_method", "payment_result", "country", "language"]) {
      const outcome = `${name} ${result.attributes[name]}`;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    const ending = `end ${result.end}`;
    outcomes[ending] = (outcomes[ending] ?? 0) + 1;
  }
  // Three digits stand in any long text by chance: they are looked for in what was written of their own call.
  const written = [...laptop.logs, ...laptop.backend.log].join("\n");
  return { outcomes, leaks: [...leaks, ...all.flatMap((keyed) => leaksIn(written, { ...keyed, short: [] }))] };
}
