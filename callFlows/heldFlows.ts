import { moduleMarker } from "../flowLanguage";

/** A flow or module as far as it matters here. */
interface NamedFlow {
  /** The flow's JSON. */
  readonly content: string;
}

/**
 * The flows that keep their content in this release. A flow names others by their logical names, which the row of the
 * environment turns into ARNs, and that row is written behind all flows. So a flow that callers are in already, and
 * that names one which this release adds, would lead them to what no row knows yet. It keeps its content until the next
 * release, when the row knows all of them.
 * @param flows the flows and modules of this release, by logical name
 * @param deployed the logical names of those that are deployed; undefined before the first deployment
 * @returns the names of the flows to hold, each with what it names that is new
 */
export function heldFlows(
  flows: Readonly<Record<string, NamedFlow>>,
  deployed: readonly string[] | undefined,
): Record<string, string[]> {
  if (deployed === undefined) return {};
  const before = new Set(deployed);
  const added = Object.keys(flows).filter((name) => !before.has(name));
  return Object.fromEntries(
    Object.entries(flows).flatMap(([name, { content }]) => {
      const named = before.has(name) ? added.filter((one) => names(content, one)) : [];
      return named.length > 0 ? [[name, named]] : [];
    }),
  );
}

/**
 * What may not go in a release in which flows are held: what is deployed of a held flow may lead there, and nobody here
 * knows its content any longer.
 * @returns the problems as sentences with their remedy
 */
export const goneWhileHeld = (
  held: readonly string[],
  flows: Readonly<Record<string, NamedFlow>>,
  deployed: readonly string[] = [],
): string[] =>
  held.length === 0
    ? []
    : deployed
        .filter((name) => !(name in flows))
        .map(
          (name) =>
            `${name} goes, while ${held.join(" and ")} still ${held.length === 1 ? "has" : "have"} the content of before, which may lead there. Keep ${name} in this release, and remove it in the next.`,
        );

/** Modules that are named by a marker get their ids from Pulumi, which updates a flow behind them. */
const names = (content: string, flow: string): boolean =>
  new RegExp(String.raw`\b${flow}(Arn)?\b`).test(content.replaceAll(moduleMarker(flow), ""));
