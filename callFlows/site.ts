import {
  match,
  type Block,
  type Fragment,
  fragment,
  invokeModule,
  moduleMarker,
  type Reference,
} from "../flowLanguage";
import type { Speech } from "./speech";

/** What the flows of one stack are written for. */
export interface FlowSite {
  readonly speech: Speech;
  /**
   * How flows name modules: `dynamic` by a reference from the environments row, known in every
   * preview; `static` by the id that the deployment fills in, for an instance that refuses references.
   */
  readonly moduleReferences: "dynamic" | "static";
  /** The modules that a menu can lead to. */
  readonly menuModules: readonly string[];
  readonly limits: CallLimits;
  /**
   * The ARN of a queue of the instance for callers whom nothing can be looked up for; it is no queue of the stack,
   * because a stack's queues name its flows. Default: such callers hear an apology, and the call ends.
   */
  readonly fallbackQueueArn?: `arn:${string}`;
}

/** How long a call goes on by itself. */
export interface CallLimits {
  /** How many menus, flows and modules a caller chooses in a call. After that an agent answers, or a callback does. */
  readonly menuChoices: number;
  /**
   * How many minutes a caller waits in a queue, without the time that what is said there takes. After that the caller
   * is called back; who cannot be waits as long once more, and is asked to call again.
   */
  readonly queueMinutes: number;
}

export const DEFAULT_CALL_LIMITS: CallLimits = { menuChoices: 20, queueMinutes: 60 };

/** Runs one known module. */
export const runModule = <const T extends string>(
  site: FlowSite,
  name: string,
  reference: Reference,
  to: { then: T; error: T },
): Block<T> => invokeModule(site.moduleReferences === "dynamic" ? reference : moduleMarker(name), to);

/** Runs the module that a menu leads to: by its ARN, or by its name where modules are static. */
export function runMenuModule<const Entry extends string, const Exit extends string>(
  entry: Entry,
  site: FlowSite,
  route: { readonly target: Reference; readonly targetArn: Reference },
  to: { then: Exit; error: Exit },
): Fragment<Entry, Exit> {
  if (site.moduleReferences === "dynamic") return fragment({ [entry]: invokeModule(route.targetArn, to) });
  const blockOf = (name: string): string => `${entry} ${name}`;
  return fragment({
    [entry]: match(
      route.target,
      Object.fromEntries(site.menuModules.map((name) => [name, blockOf(name)])),
      to.error as string,
    ),
    ...Object.fromEntries(site.menuModules.map((name) => [blockOf(name), invokeModule(moduleMarker(name), to)])),
  });
}
