import type { Flow } from "../block";
import type { Problem } from "../problem";
import { checkBlocks } from "./blocks";
import { checkLambdaResults } from "./lambdaResults";
import { checkPaths } from "./paths";

/**
 * Every problem of a flow: the service's own rules, then ours about paths and Lambda results.
 * Paths are followed only in a flow whose branches all lead somewhere.
 */
export function check(flow: Flow): Problem[] {
  const problems = checkBlocks(flow);
  return problems.some(({ rule }) => rule === "target") ? problems : [...problems, ...checkPaths(flow), ...checkLambdaResults(flow)];
}
