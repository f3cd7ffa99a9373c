import type { Effect, Fault, Passed, Party } from "./network";

/** What can become of a request, and of those that follow it at the same party. */
export interface Kind {
  readonly of: "tables" | "systems";
  readonly effects: readonly Effect[];
  /** Whether the function recovers from it: the caller hears what a caller without the fault hears. */
  readonly recovers?: true;
}

const kinds = (of: Kind["of"], ...lists: readonly (readonly Effect[])[]): Kind[] =>
  lists.map((effects) => ({ of, effects }));
const recovering = (of: Kind["of"], ...effects: readonly Effect[]): Kind[] =>
  effects.map((effect) => ({ of, effects: [effect], recovers: true }));

/** Every party asks once more, and what happens once changes nothing. */
const ONCE = (["tables", "systems"] as const).flatMap((of) =>
  recovering(of, "reset before", "reset after", "fails before", "fails after"),
);

/** What finds most: an answer is lost for good, nobody is there, the invocation ends. */
export const MAIN_KINDS: readonly Kind[] = [
  ...recovering("tables", "reset after"),
  ...kinds("tables", ["reset after", "reset after"], ["cut before"], ["cut after"]),
  ...kinds("systems", ["reset after", "down"], ["late"], ["delayed"], ["cut before"], ["cut after"]),
];

export const ALL_KINDS: readonly Kind[] = [
  ...ONCE,
  ...kinds("tables", ["down"], ["reset after", "down"], ["cut before"], ["cut after"]),
  ...kinds("tables", ["reset after", "reset after"], ["reset after", "reset before"], ["reset before", "reset before"]),
  ...kinds("systems", ["down"], ["reset after", "down"], ["fails after", "down"], ["cut before"], ["cut after"]),
  ...kinds(
    "systems",
    ["reset after", "reset after"],
    ["reset after", "reset before"],
    ["reset before", "reset before"],
  ),
  ...kinds("systems", ["fails after", "fails before"], ["reset after", "refused"], ["fails after", "refused"]),
  ...kinds("systems", ["refused"], ["garbled"], ["garbled", "down"]),
  ...kinds("systems", ["late"], ["late", "down"], ["delayed"], ["reset before", "delayed"]),
];

/** DynamoDB answers too late for the SDK, or never: a day of these takes seconds. */
export const SLOW_KINDS: readonly Kind[] = kinds(
  "tables",
  ["late"],
  ["late", "cut after"],
  ["delayed"],
  ["delayed", "reset after"],
);

export interface Planned {
  readonly name: string;
  readonly at: Passed;
  readonly fault: Fault;
  readonly recovers: boolean;
}

const kindOf = (party: Party): Kind["of"] => (party === "tables" ? "tables" : "systems");

/** Every fault of these kinds at every request of an invocation that made these. */
export const faultsAt = (passed: readonly Passed[], wanted: readonly Kind[]): Planned[] =>
  passed.flatMap((request) =>
    wanted
      .filter(({ of }) => of === kindOf(request.party))
      .map(({ effects, recovers = false }) => ({
        name: `${effects.join(", then ")} at ${request.party} ${request.at} (${request.name})`,
        at: request,
        fault: { party: request.party, at: request.at, effects },
        recovers,
      })),
  );
