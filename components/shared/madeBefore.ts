import * as pulumi from "@pulumi/pulumi";

/** By what a program is registered with: tests, and the plugin for other languages, run several in one process. */
const makers = new WeakMap<object, Map<string, string>>();

/**
 * Notes that a component makes something that stands once on an instance.
 * @returns the name of the component of this program that makes it already, if one does
 */
export function madeBefore(component: string, instanceArn: string, what: string): string | undefined {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) return undefined;
  const made = makers.get(monitor) ?? new Map<string, string>();
  makers.set(monitor, made);
  const key = `${instanceArn} ${what}`;
  const maker = made.get(key);
  if (maker === undefined) made.set(key, component);
  return maker;
}
