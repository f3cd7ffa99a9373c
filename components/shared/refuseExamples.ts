import { exampleProblems } from "../../contentModel";
import { refuse } from "../../contentModel/refuse";
import { onLaptop } from "./onLaptop";

/**
 * Refuses to take an example to a real account, in previews too: an instance, account or id of zeros, a host that is
 * kept for examples, a number that is fictional, a key that nobody has the private half of. On a laptop all may stand.
 *
 * @example
 * refuseExamples({ instanceArn, numbers, apis }, system.examples);
 *
 * @param settings what the stack decides, by the names of the stack file: whatever stands in it is looked at
 * @param content `examples` of `phoneSystem`
 * @throws Error with every example, where it stands and what takes its place
 */
export function refuseExamples(
  settings: Readonly<Record<string, unknown>> & { readonly instanceArn: string },
  content: readonly string[],
): void {
  if (!onLaptop())
    refuse("Examples are for a laptop, and are not deployed:", [...exampleProblems(settings), ...content]);
}
