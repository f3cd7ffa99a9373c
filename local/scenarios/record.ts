import { stringify } from "yaml";
import type { NumberRow } from "connect-ivr/handlers";
import { HIDDEN, maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import { momentOf } from "../shared/time";
import type { Laptop } from "../laptop";
import type { Call, CallResult } from "../simulator/call";
import { shownCall } from "../simulator/shown";
import type { World } from "../simulator/world";

/**
 * Places a call and writes it down as a scenario that comes true as it stands. What the caller keyed in secret is
 * masked in it, as in every transcript: somebody has to put keys of a test in its place.
 * @returns YAML: a list with one scenario
 */
export async function recordScenario(
  name: string,
  stack: string,
  call: Call,
  caller: World["caller"],
  laptop: Pick<Laptop, "call" | "numbers">,
): Promise<{ yaml: string; result: CallResult; isMasked: boolean }> {
  const steps: unknown[] = [];
  const pressed: { presses: string }[] = [];
  let voice = "";
  const placed = await laptop.call(call, {
    caller: async (request) => {
      const done = await caller(request);
      if (typeof done === "string") steps.push(done === "silence" ? "waits" : "hangs up");
      else steps.push((pressed[pressed.length] = { presses: done.keys }));
      return done;
    },
    heard: (utterance) => {
      if (utterance.speaker !== "system" || utterance.to !== undefined) return;
      steps.push({
        "hears exactly": maskDigits(utterance.text),
        ...(utterance.voice !== voice && { language: utterance.language, voice: utterance.voice }),
      });
      voice = utterance.voice;
    },
  });
  const result = shownCall(placed);
  const { end, route, attributes, transcript } = result;
  const keyed = transcript.filter(({ speaker }) => speaker === "caller");
  for (const [index, press] of pressed.entries()) press.presses = keyed[index]?.text ?? "";
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
  return {
    yaml: stringify([scenario], { lineWidth: 0 }),
    result,
    isMasked: pressed.some(({ presses }) => presses.includes(HIDDEN)),
  };
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
