import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import { parse } from "yaml";
import { packageFolder } from "connect-ivr/internal/components/connectFunction/bundle";
import { type ApiName, APIS } from "connect-ivr/internal/handlers/rows";

/** An operation of the description. */
export interface DescribedOperation {
  readonly id: string;
  readonly api: ApiName;
  readonly method: string;
  /** The path with its parameters in braces. */
  readonly template: string;
  /** The values of the path's parameters, or undefined when the path is another. */
  readonly match: (path: string) => Record<string, string> | undefined;
  /** Whether the body, the parameters and the key are as described. */
  readonly accepts: (asked: {
    readonly path: object;
    readonly query: object;
    readonly headers: object;
    readonly body: unknown;
  }) => boolean;
  /** Whether an answer is as described. */
  readonly gives: (status: number, body: unknown) => boolean;
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
}
interface Described {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly ({ readonly $ref: string } | Parameter)[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly $ref: string } | object>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

export const DESCRIPTION_FILE = join(packageFolder(__dirname), "emulator", "backend", "openapi.yaml");
const BASE = "openapi.yaml";

let operations: readonly DescribedOperation[] | undefined;

/**
 * The operations of openapi.yaml, the one place that says what a request looks like. It is read when it is first
 * needed.
 */
export const describedOperations = (): readonly DescribedOperation[] => (operations ??= readOperations());

function readOperations(): DescribedOperation[] {
  const document = parse(readFileSync(DESCRIPTION_FILE, "utf8")) as Document;
  // Whether the document itself is valid is for a test to say.
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  ajv.addSchema(document, BASE);
  return Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(ajv, document, template, method, operation)),
  );
}

function operationOf(
  ajv: Ajv2020,
  document: Document,
  template: string,
  method: string,
  operation: Described,
): DescribedOperation {
  const api = APIS.find((name) => operation.tags.includes(name));
  if (api === undefined) throw new Error(`${operation.operationId} has no tag of an API.`);
  const at = pointer("paths", template, method);
  const parameters = (operation.parameters ?? []).map((parameter, index) =>
    located<Parameter>(document, parameter, `${at}/parameters/${index}`),
  );
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`);
  // Compiled with the first request: most runs need few of them.
  const validators = new Map<string, ValidateFunction>();
  const valid = (where: string, value: unknown): boolean => {
    const validate = validators.get(where) ?? ajv.compile({ $ref: `${BASE}#${where}` });
    validators.set(where, validate);
    return validate(value);
  };
  return {
    id: operation.operationId,
    api,
    method: method.toUpperCase(),
    template,
    match: (path) => {
      const values = pattern.exec(path)?.slice(1);
      return (
        values && Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] as string)]))
      );
    },
    accepts: ({ path, query, headers, body }) =>
      parameters.every(({ value: { name, in: where, required }, at: place }) => {
        const given = ({ path, query, header: headers }[where] as Record<string, unknown>)[
          where === "header" ? name.toLowerCase() : name
        ];
        return given === undefined ? required !== true : valid(`${place}/schema`, given);
      }) &&
      (operation.requestBody === undefined
        ? body === undefined
        : valid(`${at}/requestBody/content/application~1json/schema`, body)),
    gives: (status, body) => {
      const key = String(status) in operation.responses ? String(status) : "default";
      const { at: place } = located(document, operation.responses[key] as object, `${at}/responses/${key}`);
      return valid(`${place}/content/application~1json/schema`, body);
    },
  };
}

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part.replace(/~/g, "~0").replace(/\//g, "~1"))}`).join("");

/** What stands at a place, or at the place that it refers to. */
function located<Value>(document: object, value: object, at: string): { readonly value: Value; readonly at: string } {
  if (!("$ref" in value)) return { value: value as Value, at };
  const place = (value.$ref as string).slice(1);
  const found = place
    .split("/")
    .slice(1)
    .reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], document);
  return { value: found as Value, at: place };
}
