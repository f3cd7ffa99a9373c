import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type * as aliasMessages from "@pulumi/pulumi/proto/alias_pb";
import * as engineService from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engineMessages from "@pulumi/pulumi/proto/engine_pb";
import * as providerMessages from "@pulumi/pulumi/proto/provider_pb";
import * as resourceService from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resourceMessages from "@pulumi/pulumi/proto/resource_pb";
import { type Graph, type Message, type Mode, plain, type Resource } from "./graph";
import { type Cloud, createdState, invoke } from "./outputs";

/** What the SDK may use of the engine. Transforms and hooks run code in the program again: not offered here. */
const FEATURES = new Set(["secrets", "resourceReferences", "outputValues", "deletedWith", "aliasSpecs"]);
const SEVERITIES = ["debug", "info", "warning", "error"] as const;
const STACK_REFERENCE = "pulumi:pulumi:StackReference";
const STACK_TYPE = "pulumi:pulumi:Stack";

type Handler<Request, Response> = grpc.handleUnaryCall<Request, Response>;

/** The two services that a Pulumi program talks to, collecting what it registers. */
export class Monitor {
  readonly #resources = new Map<string, Resource>();
  readonly #messages: Message[] = [];
  #rootUrn = "";
  #stackOutputs: Record<string, unknown> = {};

  constructor(
    private readonly about: {
      readonly project: string;
      readonly stack: string;
      readonly mode: Mode;
      readonly cloud: Cloud;
      /** What the stack exported when it was deployed before. */
      readonly formerOutputs: Readonly<Record<string, unknown>>;
    },
  ) {}

  graph(): Graph {
    const { project, stack, mode } = this.about;
    return {
      project,
      stack,
      mode,
      resources: inOrder(this.#resources.values()),
      outputs: this.#stackOutputs,
      messages: this.#messages,
    };
  }

  addTo(server: grpc.Server): void {
    server.addService(resourceService.ResourceMonitorService, {
      supportsFeature: answering<resourceMessages.SupportsFeatureRequest, resourceMessages.SupportsFeatureResponse>(
        (request) => new resourceMessages.SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
      ),
      registerResource: answering(this.#register),
      registerResourceOutputs: answering(this.#registerOutputs),
      invoke: answering(this.#invoke),
      readResource: answering(this.#read),
      signalAndWaitForShutdown: answering(() => new Empty()),
    });
    server.addService(engineService.EngineService, {
      log: answering<engineMessages.LogRequest, Empty>((request) => {
        this.#messages.push({ severity: SEVERITIES[request.getSeverity()] ?? "info", text: request.getMessage() });
        return new Empty();
      }),
      setRootResource: answering<engineMessages.SetRootResourceRequest, engineMessages.SetRootResourceResponse>(
        (request) => {
          this.#rootUrn = request.getUrn();
          return new engineMessages.SetRootResourceResponse();
        },
      ),
      getRootResource: answering(() => new engineMessages.GetRootResourceResponse().setUrn(this.#rootUrn)),
      requirePulumiVersion: answering(() => new engineMessages.RequirePulumiVersionResponse()),
    });
  }

  #register = (request: resourceMessages.RegisterResourceRequest): resourceMessages.RegisterResourceResponse => {
    const { mode, cloud } = this.about;
    const type = request.getType();
    const name = request.getName();
    const urn = this.#urn(type, name, request.getParent());
    if (this.#resources.has(urn)) throw new Error(`Two resources have the URN ${urn}. Give one of them another name.`);
    const inputs = (request.getObject()?.toJavaScript() ?? {}) as Record<string, unknown>;
    const custom = request.getCustom();
    const created =
      custom && mode === "up"
        ? createdState(type, name, urn, plain(inputs) as Record<string, unknown>, cloud)
        : undefined;
    const outputs = created?.outputs ?? (custom ? inputs : {});
    this.#resources.set(urn, {
      urn,
      type,
      name,
      custom,
      inputs,
      outputs,
      ...(created && { id: created.id }),
      ...(request.getParent() !== "" && { parent: request.getParent() }),
      ...(request.getProvider() !== "" && { provider: request.getProvider().split("::").slice(0, -1).join("::") }),
      dependencies: request.getDependenciesList(),
      propertyDependencies: propertyDependencies(request),
      protect: request.getProtect() ?? false,
      deleteBeforeReplace: request.getDeletebeforereplace(),
      ...(request.getRetainondelete() && { retainOnDelete: true }),
      ...(request.getIgnorechangesList().length > 0 && { ignoreChanges: request.getIgnorechangesList() }),
      ...aliases(request, (alias) => this.#formerUrn(alias, type, name, request.getParent())),
    });
    return new resourceMessages.RegisterResourceResponse()
      .setUrn(urn)
      .setId(created?.id ?? "")
      .setObject(struct(outputs))
      .setStable(false);
  };

  #registerOutputs = (request: resourceMessages.RegisterResourceOutputsRequest): Empty => {
    const outputs = (request.getOutputs()?.toJavaScript() ?? {}) as Record<string, unknown>;
    const resource = this.#resources.get(request.getUrn());
    if (resource !== undefined) this.#resources.set(resource.urn, { ...resource, outputs });
    if (resource?.type === STACK_TYPE) this.#stackOutputs = outputs;
    return new Empty();
  };

  #invoke = (request: resourceMessages.ResourceInvokeRequest): providerMessages.InvokeResponse => {
    const answer = invoke(request.getTok(), request.getArgs()?.toJavaScript() ?? {}, this.about.cloud);
    if (answer === undefined)
      throw new Error(
        `The program asks AWS for ${request.getTok()}, which a laptop cannot answer. Pass the value by configuration.`,
      );
    return new providerMessages.InvokeResponse().setReturn(struct(answer));
  };

  #read = (request: resourceMessages.ReadResourceRequest): resourceMessages.ReadResourceResponse =>
    new resourceMessages.ReadResourceResponse()
      .setUrn(this.#urn(request.getType(), request.getName(), request.getParent()))
      .setProperties(struct(request.getType() === STACK_REFERENCE ? this.#formerStack(request.getId()) : {}));

  /** A program reads what its own stack exported before; of other stacks a laptop knows nothing. */
  #formerStack(name: string): Record<string, unknown> {
    return { name, outputs: this.about.formerOutputs, secretOutputNames: [] };
  }

  /** What an alias leaves out is as it is now. */
  #formerUrn(alias: aliasMessages.Alias, type: string, name: string, parent: string): string {
    const spec = alias.getSpec();
    if (spec === undefined) return alias.getUrn();
    const formerParent = spec.getNoparent() ? "" : spec.getParenturn() || parent;
    return this.#urn(spec.getType() || type, spec.getName() || name, formerParent);
  }

  #urn(type: string, name: string, parent: string): string {
    const { project, stack } = this.about;
    const parentType = parent === "" ? STACK_TYPE : (parent.split("::")[2] as string);
    const qualified = parentType === STACK_TYPE ? type : `${parentType}$${type}`;
    return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
  }
}

function aliases(
  request: resourceMessages.RegisterResourceRequest,
  urnOf: (alias: aliasMessages.Alias) => string,
): { aliases?: string[] } {
  const urns = [...request.getAliasurnsList(), ...request.getAliasesList().map(urnOf)];
  return urns.length > 0 ? { aliases: urns } : {};
}

function propertyDependencies(request: resourceMessages.RegisterResourceRequest): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  request
    .getPropertydependenciesMap()
    .forEach((dependencies, property) => (found[property] = dependencies.getUrnsList()));
  return found;
}

/** By URN: a program registers many resources at once, and which is heard first differs from run to run. */
const inOrder = (resources: Iterable<Resource>): Resource[] =>
  [...resources].sort((one, other) => (one.urn < other.urn ? -1 : 1));

const struct = (value: Record<string, unknown>): Struct =>
  Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);

/** A call that is answered at once; what it throws reaches the program as the engine's error. */
const answering =
  <Request, Response>(answer: (request: Request) => Response): Handler<Request, Response> =>
  (call, callback) => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback({ code: grpc.status.INVALID_ARGUMENT, message: (error as Error).message });
    }
  };
