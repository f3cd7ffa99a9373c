import type { ViewArgs } from "./args";

/** The service takes templates up to this size, in bytes. */
const MAXIMUM_BYTES = 400_000;

/** What the service allows in texts (CloudFormation, AWS::Connect::View). */
const DESCRIPTION = /^[\p{L}\p{N}_.:/=+\-@,][\p{L}\p{Z}\p{N}_.:/=+\-@,]{0,4095}$/u;
const ACTION = /^[\p{L}\p{N}_.:/=+\-@][\p{L}\p{Z}\p{N}_.:/=+\-@]{0,254}$/u;

/** Components that may hold others where they stand at the top; deeper down every one may. */
const HOLDERS = ["Container", "Section", "Form"];

/** A component of a template. */
interface Component {
  readonly _id?: unknown;
  readonly Type?: unknown;
  readonly Props?: unknown;
  readonly Content?: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const childrenOf = ({ Content }: Component): Component[] => (Array.isArray(Content) ? Content.filter(isObject) : []);
const allOf = (component: Component): Component[] => [component, ...childrenOf(component).flatMap(allOf)];
const textsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : value !== null && typeof value === "object"
      ? Object.values(value).flatMap(textsIn)
      : [];

/** The names of the values that a flow has to pass to a view. */
export const valuesOf = (template: string): string[] => [
  ...new Set(
    textsIn(JSON.parse(template))
      .filter((text) => REFERENCE.test(text))
      .map((text) => text.slice(2)),
  ),
];
const REFERENCE = /^\$\.[A-Za-z][A-Za-z0-9_]*$/;

/** What is wrong with a view, as sentences with their remedy. */
export function viewProblems(key: string, { template, actions, description }: ViewArgs): string[] {
  const problems = [
    ...(DESCRIPTION.test(description)
      ? []
      : [`The description "${description}" is refused. Use letters, digits, spaces and _.:/=+-@, only.`]),
    ...actions
      .filter((action) => !ACTION.test(action))
      .map((action) => `The action "${action}" is refused. Use letters, digits, spaces and _.:/=+-@ only.`),
    ...(Buffer.byteLength(template) > MAXIMUM_BYTES
      ? [
          `The template has ${Buffer.byteLength(template)} bytes, and the service takes ${MAXIMUM_BYTES}. Split the view.`,
        ]
      : []),
    ...templateProblems(template, actions),
  ];
  return problems.map((problem) => `${key}: ${problem}`);
}

function templateProblems(template: string, actions: readonly string[]): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(template);
  } catch (error) {
    return [`The template is no JSON: ${(error as Error).message}. Write it with JSON.stringify.`];
  }
  const { Head: head, Body: body } = isObject(parsed) ? parsed : {};
  if (!isObject(head) || !isText(head["Title"]) || !isObject(head["Configuration"]))
    return ["The template lacks its Head. Give it a Title and a Configuration, which may be {}."];
  if (!Array.isArray(body) || body.length === 0 || !body.every(isObject))
    return ["The template has nothing in its Body. Put a Container there."];
  const top: Component[] = body;
  const components = top.flatMap(allOf);
  return [
    ...components.flatMap(componentProblems),
    ...repeated(components.map(({ _id }) => String(_id))).map(
      (id) => `Two components have the _id ${id}. Give each its own.`,
    ),
    ...top
      .filter((component) => childrenOf(component).length > 0 && !HOLDERS.includes(String(component.Type)))
      .map(({ Type }) => `A ${String(Type)} at the top holds other components. Put it into a Container.`),
    ...textsIn(body)
      .filter((text) => text.includes("$.") && !REFERENCE.test(text))
      .map((text) => `"${text}" is shown as it stands. Let a reference be a text of its own: ["Hello ", "$.name"].`),
    ...actionProblems(raisedBy(components), actions),
  ];
}

const componentProblems = ({ _id, Type, Props, Content }: Component): string[] =>
  isText(_id) && isText(Type) && isObject(Props) && Array.isArray(Content)
    ? []
    : [
        `The component ${String(_id ?? Type)} is incomplete. Give it _id, Type, Props and Content, which may be {} and [].`,
      ];

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) < index)),
];

/** The actions that components raise: by themselves, or by the entries of a list such as a group's buttons. */
const raisedBy = (components: readonly Component[]): string[] =>
  components.flatMap(({ Props }) => {
    const props = isObject(Props) ? Props : {};
    return [props, ...Object.values(props).flat().filter(isObject)]
      .flatMap((holder) => [holder["Action"], holder["TableAction"]])
      .filter(isText);
  });

const actionProblems = (raised: readonly string[], actions: readonly string[]): string[] => [
  ...[...new Set(raised)]
    .filter((action) => !actions.includes(action))
    .map(
      (action) => `A component raises ${action}, which is not among the actions. Add it, and branch on it in the flow.`,
    ),
  ...actions
    .filter((action) => !raised.includes(action))
    .map((action) => `Nothing raises the action ${action}. Remove it.`),
];
