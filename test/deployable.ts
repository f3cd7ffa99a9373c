import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asDeployed, type Project, readProject } from "../local/engine/project";
import { atEnd } from "./atEnd";
import { copyOfCheckout } from "./checkout";
import { ROOT } from "./support";

/** A real instance, as far as anybody can tell. */
export const INSTANCE = "arn:aws:connect:us-east-1:210987654321:instance/0a1b2c3d-0000-4000-8000-000000000001";

/** A queue that was on it before. */
export const FALLBACK_QUEUE = `${INSTANCE}/queue/0a1b2c3d-0000-4000-8000-000000000002`;

let copy: string | undefined;

/** Example Corp with no number in its menus that is somebody's, until the end of the tests. */
function withoutTargets(): string {
  if (copy !== undefined) return copy;
  const folder = copyOfCheckout();
  copy = folder;
  // A worker runs one file after the other: the next one makes its own.
  atEnd(() => {
    copy = undefined;
    rmSync(folder, { recursive: true, force: true });
  });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const menus = join(folder, "stacks", "content", "menus.yaml");
  const text = readFileSync(menus, "utf8");
  writeFileSync(menus, text.replace(/number: "\+\d+", fictional: \w+,/g, 'queue: "support-{language}",'));
  return folder;
}

/** Stack dev of Example Corp as Pulumi runs it on a real instance: every example is remedied as docs/cloud.md says. */
export function deployable(config: Readonly<Record<string, string>> = {}): Project {
  const project = readProject(withoutTargets(), "dev");
  const own = {
    instanceArn: INSTANCE,
    calls: JSON.stringify({ fallbackQueueArn: FALLBACK_QUEUE }),
    leaveOutFictionalNumbers: "true",
    apis: "{}",
    inputKeys: "[]",
    ...config,
  };
  const settings = Object.entries(own).map(([key, value]): [string, string] => [`connect-ivr:${key}`, value]);
  return asDeployed({ ...project, config: { ...project.config, ...Object.fromEntries(settings) } });
}
