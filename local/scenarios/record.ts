import { stringify } from "yaml";
import type { NumberRow } from "connect-ivr/handlers";
import { momentOf } from "../shared/time";
import type { Laptop } from "../laptop";
import type { Call, CallResult } from "../simulator/call";
import type { World } from "../simulator/world";

/**
 * Places a call and writes it down as a scenario that comes true as it stands.
 * @returns YAML: a list with one scenario
 */
export async function recordScenario(
  name: string,
  stack: string,
  call: Call,
  caller: World["caller"],
  laptop: Pick<Laptop, "call" | "numbers">,
): Promise<{ yaml: string; result: CallResult }> {
  const steps: unknown[] = [];
  let voice = "";
  const result = await laptop.call(call, {
    caller: async (request) => {
      const done = await caller(request);
      steps.push(done === "silence" ? "waits" : done === "hangUp" ? "hangs up" : { presses: done.keys });
      return done;
    },
    heard: (utterance) => {
      if (utterance.speaker !== "system" || utterance.to !== undefined) return;
      steps.push({
        "hears exactly": utterance.text,
        ...(utterance.voice !== voice && { language: utterance.language, voice: utterance.voice }),
      });
      voice = utterance.voice;
    },
  });
  const { end, route, attributes } = result;
  const number = laptop.numbers.find(({ key }) => key === `number#${call.dialed}`);
  const scenario = {
    name,
    ...(stack !== "dev" && { stack }),
    call: {
      number: call.dialed,
      ...(call.from !== undefined && { from: call.from }),
      at: writtenMoment(call.at, number),
    },
    steps,
    ends: {
      in: end,
      ...(route !== null && (route.type === "number" ? { number: route.key } : { queue: route.key })),
      ...(Object.keys(attributes).length > 0 && { attributes }),
    },
  };
  return { yaml: stringify([scenario], { lineWidth: 0 }), result };
}

/** The moment on the number's clock; as UTC where that would be another moment (an hour that summer time repeats). */
function writtenMoment(at: Date, number: NumberRow | undefined): string {
  const local = new Intl.DateTimeFormat("sv-SE", {
    timeZone: number?.timeZone ?? "UTC",
    dateStyle: "short",
    timeStyle: "medium",
  })
    .format(at)
    .replace(" ", "T");
  return momentOf(local, number).getTime() === Math.floor(at.getTime() / 1000) * 1000 ? local : at.toISOString();
}
