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
}

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
