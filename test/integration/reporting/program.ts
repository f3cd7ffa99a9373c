import { evaluate } from "../../../local/engine/evaluate";
import { type Graph, plain, type Resource, resourcesOf } from "../../../local/engine/graph";
import { readProject } from "../../../local/engine/project";
import { inProject, project } from "../../engine/project";
import { ROOT } from "../../support";

export const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";

/** An archive and, where it says so, a report over it, by their arguments beside the required ones. */
interface Site {
  readonly archive?: object;
  readonly reporting?: object;
}

/**
 * The graphs of several sites, of one program: each holds what belongs to its site, the archive as `a`,
 * the report as `r`. Their outputs are the program's: `replacedOnChange`, paths by resource of `<site>-…`.
 */
export async function graphsOf<Names extends string>(
  sites: Readonly<Record<Names, Site>>,
): Promise<Record<Names, Graph>> {
  const made = Object.entries<Site>(sites).map(
    ([name, { archive = {}, reporting }], index) => `{
  // An instance each: it sends its records to one place.
  const site = { instanceArn: "${INSTANCE.slice(0, -1)}${5 + index}", namePrefix: "acme-dev" };
  const archive = new ContactRecordArchive("${name}-a", { ...site, ...${JSON.stringify(archive)} });
  ${reporting === undefined ? "" : `new ReportingDataset("${name}-r", { ...site, archive, costPerAgentContact: 6.5, ...${JSON.stringify(reporting)} });`}
}`,
  );
  const program = `
import * as pulumi from "@pulumi/pulumi";
import { ContactRecordArchive } from "${ROOT}/components/contactRecordArchive/contactRecordArchive";
import { ReportingDataset } from "${ROOT}/components/reportingDataset/reportingDataset";
export const replacedOnChange = {};
pulumi.runtime.registerStackTransformation(({ name, opts }) => void (opts.replaceOnChanges && Object.assign(replacedOnChange, { [name]: opts.replaceOnChanges })));
${made.join("\n")}
`;
  const config = `config:\n  instanceArn: { type: string, default: "${INSTANCE}" }\n`;
  const graph = await inProject(project(program, config), (folder) => evaluate(readProject(folder, "dev"), "up"));
  const ofSite = (site: string): Graph => ({
    ...graph,
    resources: graph.resources
      .filter(({ name }) => name.startsWith(`${site}-`))
      .map((resource) => ({ ...resource, name: resource.name.slice(site.length + 1) })),
  });
  return Object.fromEntries(Object.keys(sites).map((name) => [name, ofSite(name)])) as Record<Names, Graph>;
}

/** The resources of a type, their inputs without markers. */
export const of = (graph: Graph, type: string): Resource[] =>
  resourcesOf(graph, type).map((resource) => ({ ...resource, inputs: plain(resource.inputs) as Resource["inputs"] }));

/** The one resource of a type, or the one of this name. */
export function one(graph: Graph, type: string, name?: string): Resource {
  const [found, ...more] = of(graph, type).filter((resource) => name === undefined || resource.name === name);
  if (found === undefined || more.length > 0)
    throw new Error(`${more.length + (found ? 1 : 0)} resources of type ${type}`);
  return found;
}

export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Principal?: unknown;
}

export const statementsOf = (policy: unknown): Statement[] =>
  (JSON.parse(policy as string) as { Statement: Statement[] }).Statement;
