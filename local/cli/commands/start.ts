import { createInterface } from "node:readline/promises";
import { readProject } from "../../engine/project";
import { e164Of, type Laptop, startLaptop } from "../../laptop";
import type { CallerAction, InputRequest } from "../../simulator/world";
import { scriptedCaller } from "../../simulator/keys";
import { dialBox } from "../dialBox";
import { describeNumber, notOfStack } from "../numbers";
import { describeCall } from "../describeCall";
import { during, print } from "../output";
import { momentOf } from "../../shared/time";
import { InputError } from "../../shared/errors";
import { describeUtterance, type Utterance } from "../../shared/transcript";

/** A caller in Canada who waits for the offer in French, takes it, and asks for support. */
const DEMO = { country: "CA", lineOfBusiness: "support", kind: "tollFree", keys: "w 2 1" };

/** Places the demo call and, on a terminal, lets the user dial any number. @returns the exit code */
export async function start({ stack }: { readonly stack: string }): Promise<number> {
  const laptop = await during(`Evaluating stack ${stack}`, startLaptop(readProject(process.cwd(), stack)));
  try {
    await demo(laptop);
    if (process.stdin.isTTY && process.stdout.isTTY) await phone(laptop, stack);
    return 0;
  } finally {
    await laptop.close();
  }
}

const speak = (utterance: Utterance): void => print(describeUtterance(utterance));

async function demo(laptop: Laptop): Promise<void> {
  const number =
    laptop.numbers.find(
      ({ country, lineOfBusiness, kind }) =>
        country === DEMO.country && lineOfBusiness === DEMO.lineOfBusiness && kind === DEMO.kind,
    ) ?? laptop.numbers[0];
  if (number === undefined) throw new InputError("The stack has no dialed number. Add one to the content.");
  const at = momentOf(undefined, number);
  print(
    `A caller dials ${describeNumber(number)}\nat ${at.toISOString()} and keys: ${DEMO.keys} (w waits for the next offer)\n`,
  );
  const result = await laptop.call({ dialed: e164Of(number), at }, { caller: scriptedCaller(DEMO.keys), heard: speak });
  print(`\n${describeCall(result)}`);
}

async function phone(laptop: Laptop, stack: string): Promise<void> {
  for (;;) {
    print("");
    const dialed = await dialBox({ numbers: laptop.numbers }).catch((error: unknown) => {
      if (error instanceof Error && error.name === "ExitPromptError") return undefined;
      throw error;
    });
    if (dialed === undefined) return;
    const number = laptop.numbers.find((row) => e164Of(row) === dialed);
    const result = await laptop.call(
      { dialed, at: momentOf(undefined, number) },
      { caller: typedKeys(laptop), heard: speak },
    );
    print(`\n${describeCall(result)}`);
    if (number === undefined) print(notOfStack(dialed, stack));
  }
}

/** A caller at the keyboard, who also sees the text messages that the company sends meanwhile. */
function typedKeys({ backend: { outbox } }: Laptop): (request: InputRequest) => Promise<CallerAction> {
  let seen = outbox.length;
  return (request) => {
    for (const { to, code } of outbox.slice(seen)) print(`    (text message to ${to}: ${code})`);
    seen = outbox.length;
    return typed(request);
  };
}

async function typed({ seconds, digits }: InputRequest): Promise<CallerAction> {
  const line = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const keys = (
        await line.question(
          `    ${digits === 1 ? "key" : `up to ${digits} keys`} (Enter waits ${seconds} s, h hangs up): `,
        )
      ).trim();
      if (keys === "") return "silence";
      if (keys === "h") return "hangUp";
      if (/^[0-9*#]+$/.test(keys)) return { keys };
      print("    Only digits, * and # can be keyed.");
    }
  } catch {
    return "hangUp";
  } finally {
    line.close();
  }
}
