import { actionSpecs, type Json, type JsonObject } from "../../flowLanguage";
import { drawsOf } from "../random";

const WORDS = [
  "Identifier",
  "Type",
  "NextAction",
  "Errors",
  "Conditions",
  "Operands",
  "Text",
  "$.External.x",
  "$.Attributes['a b']",
  "",
  " ",
  "__proto__",
  "toString",
  "ñ\u2028\u{1f600}",
  "12",
  "True",
  "Version",
  "Queries",
];

/** A document in the form of a flow, with unknown types, keys and values anywhere: the same for the same seed. */
export function randomDocument(seed: number): JsonObject {
  const { random, below, of: pick } = drawsOf(seed);
  const word = (): string => (random() < 0.7 ? pick(WORDS) : `key ${below(1_000)}`);
  const some = <Item>(make: () => Item, most = 4): Item[] => Array.from({ length: below(most + 1) }, make);
  const map = (depth: number): JsonObject => Object.fromEntries(some(() => [word(), value(depth)] as const));
  const value = (depth: number): Json => {
    const kind = below(depth > 0 ? 7 : 5);
    if (kind === 5) return some(() => value(depth - 1));
    return kind === 6 ? map(depth - 1) : ([word(), word(), below(1_000) / 8, random() < 0.5, null] as const)[kind as 0];
  };
  /** Mostly what belongs there, and sometimes anything. */
  const mostly = (usual: () => Json): Json => (random() < 0.9 ? usual() : value(2));
  const names = Array.from({ length: 1 + below(8) }, (_, index) => (random() < 0.9 ? `block ${index}` : word()));
  const name = (): Json => mostly(() => pick(names));
  const withMore = (known: JsonObject): JsonObject => (random() < 0.3 ? { ...map(2), ...known, ...map(1) } : known);
  return withMore({
    Version: mostly(() => "2019-10-30"),
    StartAction: name(),
    Metadata: mostly(() => map(3)),
    Actions: names.map((identifier) =>
      mostly(() =>
        withMore({
          Parameters: mostly(() => map(3)),
          Identifier: mostly(() => identifier),
          Type: mostly(() => pick(Object.keys(actionSpecs))),
          Transitions: mostly(() =>
            withMore({
              NextAction: name(),
              Errors: mostly(() =>
                some(() =>
                  mostly(() =>
                    withMore({
                      NextAction: name(),
                      ErrorType: mostly(() => pick(["NoMatchingError", "NoMatchingCondition", "Anything"])),
                    }),
                  ),
                ),
              ),
              Conditions: mostly(() =>
                some(() =>
                  mostly(() =>
                    withMore({
                      NextAction: name(),
                      Condition: mostly(() =>
                        withMore({
                          Operator: mostly(() => pick(["Equals", "And"])),
                          Operands: mostly(() => some(() => value(1), 2)),
                        }),
                      ),
                    }),
                  ),
                ),
              ),
            }),
          ),
        }),
      ),
    ),
  });
}
