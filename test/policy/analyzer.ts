import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { ROOT } from "../support";

/** A resource as the engine tells of it. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Default: the inputs. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** What the pack says of a resource. */
export interface Violation {
  readonly rule: string;
  readonly urn: string;
  readonly message: string;
  readonly mandatory: boolean;
}

/** The policy pack as Pulumi's engine has it: a process of its own, asked by gRPC. */
export class Analyzer {
  static async start(): Promise<Analyzer> {
    const folder = join(ROOT, "policy");
    // As the CLI's plugin does; the engine's address is for log lines, of which the pack writes none.
    const child = spawn(
      process.execPath,
      [join(ROOT, "node_modules/@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", folder],
      { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
    );
    const [port] = (await Promise.race([
      once(createInterface(child.stdout), "line"),
      once(child, "exit").then(([code]) => Promise.reject(new Error(`The policy pack ended with ${code as number}.`))),
    ])) as [string];
    return new Analyzer(child, new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure()));
  }

  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** The names of the rules. */
  async rules(): Promise<string[]> {
    const info = await answered<messages.AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), done));
    return info.getPoliciesList().map((policy) => policy.getName());
  }

  /** What is wrong with a stack: with each resource before it is made, and with all of them together. */
  async violations(stack: readonly Registered[]): Promise<Violation[]> {
    const found: Violation[] = [];
    const add = (response: messages.AnalyzeResponse, urn?: string): void => {
      for (const one of response.getDiagnosticsList())
        found.push({
          rule: one.getPolicyname(),
          urn: one.getUrn() || (urn ?? ""),
          message: one.getMessage(),
          mandatory: one.getEnforcementlevel() === messages.EnforcementLevel.MANDATORY,
        });
    };
    for (const { urn, type, name, inputs } of stack)
      add(
        await answered<messages.AnalyzeResponse>((done) =>
          this.client.analyze(
            new messages.AnalyzeRequest()
              .setUrn(urn)
              .setType(type)
              .setName(name)
              .setProperties(structOf(inputs))
              .setOptions(new messages.AnalyzerResourceOptions()),
            done,
          ),
        ),
        urn,
      );
    const whole = stack.map(({ urn, type, name, inputs, outputs = inputs, propertyDependencies }) => {
      const resource = new messages.AnalyzerResource()
        .setUrn(urn)
        .setType(type)
        .setName(name)
        .setProperties(structOf(outputs))
        .setOptions(new messages.AnalyzerResourceOptions());
      for (const [input, urns] of Object.entries(propertyDependencies))
        resource
          .getPropertydependenciesMap()
          .set(input, new messages.AnalyzerPropertyDependencies().setUrnsList([...urns]));
      return resource;
    });
    add(
      await answered<messages.AnalyzeResponse>((done) =>
        this.client.analyzeStack(new messages.AnalyzeStackRequest().setResourcesList(whole), done),
      ),
    );
    return found;
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.child, "exit");
    this.child.kill();
    await ended;
  }
}

/** Without what is not set, which no message can hold. */
const structOf = (values: Readonly<Record<string, unknown>>): Struct =>
  Struct.fromJavaScript(JSON.parse(JSON.stringify(values)) as Record<string, JavaScriptValue>);

const answered = <Answer>(ask: (done: (error: grpc.ServiceError | null, answer: Answer) => void) => void) =>
  new Promise<Answer>((resolve, reject) => ask((error, answer) => (error ? reject(error) : resolve(answer))));
