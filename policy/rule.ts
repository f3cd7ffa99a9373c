/** A resource as a rule sees it: inputs before it is made, outputs when the stack is looked at as a whole. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** The resources that an input was made of. Known where the values are not. */
  readonly madeOf: (input: string) => readonly Resource[];
}

export interface Rule {
  /**
   * The public rule: of Checkov (`CKV_AWS_28`), or of AWS's Foundational Security Best Practices (`DynamoDB.2`). Our
   * own are words.
   */
  readonly id: string;
  /** Other public rules that ask for the same. Default: none. */
  readonly also?: readonly string[];
  /** What has to be so, as a sentence. */
  readonly text: string;
  /** Mandatory is what every stack has by itself; advisory what a setting has to turn on. */
  readonly level: "mandatory" | "advisory";
  /** The type of the resources that it is about. */
  readonly of: string;
  /**
   * Whether it is about resources beside the one, and so can be told of the whole stack only. Default: false, and it
   * is told before the resource is made.
   */
  readonly whole?: true;
  /** @returns what is wrong, with a remedy */
  readonly wrong: (resource: Resource, stack: readonly Resource[]) => string | undefined;
}

/** The resource of a type that says something of another: the one that an input of it was made of. */
export const saidOf = (
  resource: Resource,
  stack: readonly Resource[],
  type: string,
  input: string,
): Resource | undefined => stack.find((one) => one.type === type && one.madeOf(input).includes(resource));

/** A value within the properties of a resource; of a list, its first. */
export const at = ({ props }: Resource, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => {
    const one: unknown = Array.isArray(value) ? value[0] : value;
    return (one as Record<string, unknown> | undefined)?.[key];
  }, props);

export const listOf = <Item>(value: Item | readonly Item[] | undefined): readonly Item[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Item[]) : [value as Item];

/** A statement of an IAM policy. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The statements of a policy document; none where there is none. */
export const statementsOf = (document: unknown): readonly Statement[] =>
  typeof document === "string"
    ? listOf((JSON.parse(document) as { Statement: Statement | Statement[] }).Statement)
    : [];

export const allowing = (document: unknown): readonly Statement[] =>
  statementsOf(document).filter(({ Effect }) => Effect === "Allow");

/** Whether a statement holds under a condition on one of these keys. */
export const conditional = ({ Condition = {} }: Statement, ...keys: readonly string[]): boolean =>
  Object.values(Condition).some((operator) => keys.some((key) => key in operator));

/** Whether anybody at all is a principal. */
export const forAnybody = ({ Principal }: Statement): boolean =>
  Principal === "*" || (Principal !== undefined && Object.values(Principal).some((who) => listOf(who).includes("*")));
