import { execFile } from "node:child_process";
import { join } from "node:path";
import type { Graph, Mode } from "../local/engine/graph";
import { type Project, readProject } from "../local/engine/project";
import type { Laptop } from "../local/laptop";
import { graphIn, laptopIn, ROOT } from "./support";

/**
 * The small company that tests of the code stand on: three countries, three languages, menus with every kind of
 * route. What Example Corp's content says can change without them.
 */
export const COMPANY = join(ROOT, "test", "company");
export const COMPANY_CONTENT = join(COMPANY, "content");

/** Numbers of its stack dev. Recorded after a notice: Canada; after consent: Germany; not at all: Ireland. */
export const CANADA_SUPPORT = "+18335550143";
export const GERMANY_SUPPORT = "+493023125143";
export const IRELAND_SUPPORT = "+353209101443";
/** A number that it does not have. */
export const UNKNOWN_NUMBER = "+14165559999";

/** Its project, with other configuration than the file of stack dev has. */
export function companyProject(config: Readonly<Record<string, string>> = {}): Project {
  const project = readProject(COMPANY, "dev");
  const own = Object.entries(config).map(([key, value]) => [`${project.name}:${key}`, value] as const);
  return { ...project, config: { ...project.config, ...Object.fromEntries(own) } };
}

/** Its stack dev, evaluated once in a run of tests. */
export const companyGraph = (mode: Mode): Promise<Graph> => graphIn(COMPANY, "dev", mode);

/** Its stack dev running on this machine, until the end of the tests. */
export const companyLaptop = (): Promise<Laptop> => laptopIn(COMPANY, "dev");

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command `ivr`, started in a folder and given a text on standard input. */
export const ivrFed = (cwd: string, args: readonly string[], input: string): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, "bin", "ivr.js"), ...args],
      { cwd, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
    child.stdin?.end(input);
  });

/** The command `ivr`, started in a folder. */
export const ivrIn = (cwd: string, ...args: string[]): Promise<Run> => ivrFed(cwd, args, "");
