import * as v from "valibot";
import { exact } from "../schema";

const text = v.pipe(v.string(), v.nonEmpty("Write a text, or leave the key out."));
const names = v.array(text);

/** Which shape is meant shows before it is checked, so that a message is about that shape alone. */
const textOrTexts = v.lazy((input): v.GenericSchema<string | string[]> =>
  Array.isArray(input) ? v.pipe(names, v.nonEmpty("Write at least one text.")) : text,
);

const heard = { language: v.optional(text), voice: v.optional(text) };
const stepWord = v.picklist(["waits", "hangs up", "presses the code"]);
const stepSchemas = {
  presses: exact({ presses: text }),
  hears: exact({ hears: textOrTexts, ...heard }),
  "hears exactly": exact({ "hears exactly": text, ...heard }),
  "hears next": exact({ "hears next": textOrTexts, ...heard }),
};

type WrittenStep =
  | "waits"
  | "hangs up"
  | "presses the code"
  | { readonly presses: string }
  | ({ readonly language?: string; readonly voice?: string } & (
      | { readonly hears: string | string[] }
      | { readonly "hears exactly": string }
      | { readonly "hears next": string | string[] }
    ));

const step = v.lazy((input): v.GenericSchema<WrittenStep> => {
  if (input === null || typeof input !== "object") return stepWord;
  const verb = Object.keys(stepSchemas).find((name) => name in input) as keyof typeof stepSchemas | undefined;
  return stepSchemas[verb ?? "hears"];
});

const world = exact({
  failing: v.optional(names),
  force: v.optional(v.record(v.string(), text)),
  answers: v.optional(v.record(v.string(), v.record(v.string(), text))),
  full: v.optional(names),
  wait: v.optional(
    exact({
      seconds: v.pipe(v.number(), v.minValue(0, "Write how many seconds.")),
      then: v.picklist(["answered", "hangs up"]),
    }),
  ),
  outsideNumbers: v.optional(v.record(v.string(), text)),
  service: v.optional(v.record(v.string(), text)),
  systems: v.optional(v.record(v.string(), text)),
});

const recordValue = v.nullable(v.union([v.string(), v.number(), v.boolean()]));

/** How a file of scenarios is written; what is behind the names is checked against the stack. */
export const scenariosSchema = v.array(
  exact({
    name: text,
    stack: v.optional(text),
    for: v.optional(
      v.pipe(v.array(v.record(v.string(), text)), v.nonEmpty("Write at least one entry, or leave the key out.")),
    ),
    call: exact({ number: text, from: v.optional(text), at: v.optional(text) }),
    world: v.optional(world, {}),
    steps: v.optional(v.array(step), []),
    ends: exact({
      in: v.picklist(["queue", "callback", "transfer", "goodbye", "hangup"]),
      queue: v.optional(text),
      number: v.optional(text),
      attributes: v.optional(v.record(v.string(), text), {}),
      record: v.optional(v.record(v.string(), recordValue), {}),
    }),
  }),
);

export type WrittenScenario = v.InferOutput<typeof scenariosSchema>[number];
export type WrittenWorld = WrittenScenario["world"];
export type ScenarioEnd = WrittenScenario["ends"];
export { type WrittenStep };
