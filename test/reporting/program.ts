import { evaluate } from "../../local/engine/evaluate";
import { type Graph, type Mode, plain, type Resource, resourcesOf } from "../../local/engine/graph";
import { readProject } from "../../local/engine/project";
import { inProject, project } from "../engine/project";
import { ROOT } from "../support";

export const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";

/** The graph of an archive and, over it, a report, with these arguments beside the required ones. */
export function graphOf({ archive = {}, reporting }: { archive?: object; reporting?: object }, mode: Mode = "up"): Promise<Graph> {
  const program = `
import { ContactRecordArchive } from "${ROOT}/components/contactRecordArchive/contactRecordArchive";
import { ReportingDataset } from "${ROOT}/components/reportingDataset/reportingDataset";
const site = { instanceArn: "${INSTANCE}", namePrefix: "acme-dev" };
const archive = new ContactRecordArchive("a", { ...site, ...${JSON.stringify(archive)} });
${reporting === undefined ? "" : `const reporting = new ReportingDataset("r", { ...site, archive, costPerAgentContact: 6.5, ...${JSON.stringify(reporting)} });`}
export const outputs = [archive.bucketName, archive.bucketArn, archive.recordsPrefix, archive.kmsKeyArn, archive.deliveryStreamArn];
`;
  const config = `config:\n  instanceArn: { type: string, default: "${INSTANCE}" }\n`;
  return inProject(project(program, config), (folder) => evaluate(readProject(folder, "dev"), mode));
}

/** The resources of a type, their inputs without markers. */
export const of = (graph: Graph, type: string): Resource[] => resourcesOf(graph, type).map((resource) => ({ ...resource, inputs: plain(resource.inputs) as Resource["inputs"] }));

/** The one resource of a type, or the one of this name. */
export function one(graph: Graph, type: string, name?: string): Resource {
  const [found, ...more] = of(graph, type).filter((resource) => name === undefined || resource.name === name);
  if (found === undefined || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} resources of type ${type}`);
  return found;
}

export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Principal?: unknown;
}

export const statementsOf = (policy: unknown): Statement[] => (JSON.parse(policy as string) as { Statement: Statement[] }).Statement;
