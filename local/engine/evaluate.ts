import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import type { Graph, Mode } from "./graph";
import { Monitor } from "./monitor";
import { cloudOf } from "./outputs";
import type { Project } from "./project";
import { InputError } from "../shared/errors";
import { undoneAtEnd } from "../shared/temporary";

/** Flow content alone may have 256,000 characters; an environments row is of the same order. */
const MAXIMUM_MESSAGE_BYTES = 64 * 1024 * 1024;

/**
 * Arguments for node that shorten a run by a third and change nothing that the program registers. The SDK takes a
 * stack trace of every promise and maps it back to TypeScript; it makes and drops many small objects; and it
 * sends some thousand debug messages, each after the answer to the one before, that nobody reads.
 */
const brisk = (project: Project): string[] => [
  "--stack-trace-limit=1",
  "--max-semi-space-size=64",
  `--import=${withoutDebugMessages(project)}`,
];

function withoutDebugMessages(project: Project): string {
  const log = JSON.stringify(ofProgram(project, "@pulumi/pulumi/log"));
  return `data:text/javascript,${encodeURIComponent(`import { createRequire } from "node:module"; createRequire(${log})(${log}).debug = async () => {};`)}`;
}

/** Has the program end with this process, however that ends: it would wait for an engine that is no more. */
const TETHER = `--import=data:text/javascript,${encodeURIComponent('process.once("disconnect", () => process.exit()); process.channel?.unref();')}`;

/**
 * A module of the SDK that the program itself loads: the CLI too runs a program by its own SDK, and a second one in
 * the process would know nothing of the first.
 * @throws InputError when the program has none
 */
function ofProgram({ workingFolder }: Project, request: string): string {
  try {
    return createRequire(join(workingFolder, "index.js")).resolve(request);
  } catch {
    throw new InputError(
      `The program in ${workingFolder} has no @pulumi/pulumi. Install it: npm install @pulumi/pulumi`,
    );
  }
}

/**
 * Runs the unmodified program of a project as the Pulumi CLI's language host does, and gives back
 * what it would deploy.
 * @param mode `preview`: what is created later is unknown; `up`: the cloud's answers are made up
 * @param formerOutputs what the stack exported when it was deployed before. Default: nothing, as before the first time
 * @throws InputError with the program's own message when it refuses
 */
export async function evaluate(
  project: Project,
  mode: Mode,
  formerOutputs: Readonly<Record<string, unknown>> = {},
): Promise<Graph> {
  const { name, stack, config } = project;
  const monitor = new Monitor({ project: name, stack, mode, cloud: cloudOf(config), formerOutputs });
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAXIMUM_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAXIMUM_MESSAGE_BYTES,
  });
  monitor.addTo(server);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  try {
    const { code, errors } = await runProgram(project, mode, `127.0.0.1:${port}`);
    const graph = monitor.graph();
    const refusals = graph.messages.filter(({ severity }) => severity === "error").map(({ text }) => text.trim());
    if (code !== 0 || refusals.length > 0)
      throw new InputError(
        refusals.length > 0
          ? [...new Set(refusals)].join("\n")
          : errors.trim() || `The program ended with exit code ${code}.`,
      );
    return graph;
  } finally {
    server.forceShutdown();
  }
}

function runProgram(project: Project, mode: Mode, address: string): Promise<{ code: number; errors: string }> {
  const flags = {
    monitor: address,
    engine: address,
    organization: project.organization,
    project: project.name,
    stack: project.stack,
    "root-directory": project.folder,
    pwd: project.workingFolder,
    parallel: "16",
  };
  const program = spawn(
    process.execPath,
    [
      ...brisk(project),
      TETHER,
      ...project.nodeArguments,
      ofProgram(project, "@pulumi/pulumi/cmd/run"),
      ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]),
      ...(mode === "preview" ? ["--dry-run"] : []),
      project.entry,
    ],
    {
      cwd: project.workingFolder,
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        PULUMI_CONFIG: JSON.stringify(project.config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(project.secretKeys),
        PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    },
  );
  const ended = undoneAtEnd(() => program.kill("SIGKILL"));
  let errors = "";
  program.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise<{ code: number; errors: string }>((resolve, reject) => {
    program.on("error", reject);
    program.on("close", (code) => resolve({ code: code ?? 1, errors }));
  }).finally(ended);
}
