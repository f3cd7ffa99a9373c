import { readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import ts from "typescript";
import { evaluate } from "../../local/engine/evaluate";
import { type Graph, type Mode, resourcesOf } from "../../local/engine/graph";
import { itemsOf as tableItemsOf } from "../../local/engine/rowSets";
import { readProject } from "../../local/engine/project";
import { graphIn, ROOT } from "../support";

export const EXAMPLE = join(ROOT, "examples", "another-company");
export const ENTRY_POINTS = [
  "connect-ivr",
  "connect-ivr/flow",
  "connect-ivr/content",
  "connect-ivr/handlers",
  "connect-ivr/testing",
];
export const FLOW = "aws:connect/contactFlow:ContactFlow";
const MODULE = "aws:connect/contactFlowModule:ContactFlowModule";

/** The example's stack. */
export const graphOf = (mode: Mode): Promise<Graph> => graphIn(EXAMPLE, "dev", mode);

/** The same company with another configuration, in an organization of its own. */
export function evaluated(config: Readonly<Record<string, string>>, organization: string): Promise<Graph> {
  const example = readProject(EXAMPLE, "dev");
  return evaluate({ ...example, organization, config: { ...example.config, ...config } }, "up");
}

/** The rows that are resources, with their tables. */
export const itemsOf = (graph: Graph) =>
  tableItemsOf(graph).map(({ tableName, item }) => ({ tableName, item: unmarshall(item) }));

/** What every flow and module consists of, by its name in the program. */
export const contentsOf = (graph: Graph): Record<string, unknown> =>
  Object.fromEntries(
    [FLOW, MODULE].flatMap((type) => resourcesOf(graph, type)).map(({ name, inputs }) => [name, inputs["content"]]),
  );

/** The program's own files, as paths in the folder of the example. */
export const programFiles = (): string[] =>
  readdirSync(EXAMPLE, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.[cm]?[jt]s$/.test(file) && !file.includes("node_modules"),
  );

const PACKAGES = [...ENTRY_POINTS, "@pulumi/pulumi", "@pulumi/aws/provider", "@pulumi/aws-native/provider"];

/** Imports of a file that lead out of the folder, or to a package that a company would not have beside the library. */
export const strays = (file: string, text: string): string[] =>
  importsOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest)).filter((name) =>
    /^[./]/.test(name)
      ? relative(EXAMPLE, resolve(dirname(join(EXAMPLE, file)), name)).startsWith("..")
      : !name.startsWith("node:") && !PACKAGES.includes(name),
  );

/** What a file imports in any way: import, export from, import(), require(), import types. */
function importsOf(node: ts.Node): string[] {
  const loads =
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(node.expression) && node.expression.text === "require"));
  const name =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isExternalModuleReference(node)
        ? node.expression
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : loads
            ? node.arguments[0]
            : undefined;
  const inside: string[] = [];
  ts.forEachChild(node, (child) => void inside.push(...importsOf(child)));
  return [...(name === undefined ? [] : [ts.isStringLiteralLike(name) ? name.text : "(computed)"]), ...inside];
}
