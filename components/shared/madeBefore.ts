import * as pulumi from "@pulumi/pulumi";

/** By what a program is registered with: tests, and the plugin for other languages, run several in one process. */
const makers = new WeakMap<object, Map<unknown, string>>();

/**
 * Notes that a component makes something that one component of a program may make.
 * @param what a text, or an output that stands for what only the deployment knows
 * @returns the name of the component of this program that makes it already, if one does
 */
export function madeBefore(component: string, what: unknown): string | undefined {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) return undefined;
  const made = makers.get(monitor) ?? new Map<unknown, string>();
  makers.set(monitor, made);
  const maker = made.get(what);
  if (maker === undefined) made.set(what, component);
  return maker;
}
