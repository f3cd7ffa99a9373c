/**
 * How a parameter may be given: `static` text only, `path` static text or one whole reference,
 * `reference` one reference only, `any` a mix of text and references, `nested` a structure of its own.
 */
export type ParameterRule = "static" | "path" | "reference" | "any" | "nested";

/** What a static value must look like. */
export interface Pattern {
  readonly test: (text: string) => boolean;
  /** The wording of the remedy: "It has to be …". */
  readonly says: string;
  /** Default: `documented`. */
  readonly grade?: Grade;
}

export interface ParameterSpec {
  readonly rule: ParameterRule;
  /** How well it is known that the action needs it. Absent: it may be left out. */
  readonly required?: Grade;
  readonly pattern?: Pattern;
  /** What a nested value holds. Absent: any JSON. */
  readonly shape?: Shape;
  /** A nested value may also be one whole reference to its JSON. */
  readonly orReference?: true;
}

/** Parameters by name; any other name is refused. */
export type Fields = Readonly<Record<string, ParameterSpec>>;

/** How many of these parameters have to be there. */
export interface Choice {
  readonly of: readonly string[];
  readonly least: number;
  readonly most: number;
  /** Default: `live`. */
  readonly grade?: Grade;
}

/** An object of known fields, a map of names that the author chooses, or a list. Limits are documented ones. */
export type Shape =
  | { readonly fields: Fields; readonly choices?: readonly Choice[] }
  | { readonly values: ParameterSpec; readonly keys?: Pattern; readonly least?: number; readonly most?: number }
  | { readonly items: ParameterSpec; readonly least?: number; readonly most?: number };

export const required = (rule: ParameterRule, pattern?: Pattern): ParameterSpec => ({
  rule,
  required: "live",
  ...(pattern && { pattern }),
});
export const optional = (rule: ParameterRule, pattern?: Pattern): ParameterSpec => ({
  rule,
  ...(pattern && { pattern }),
});

/** A nested parameter of this shape. */
export const nested = (shape: Shape): ParameterSpec => ({ rule: "nested", shape });
/** The same parameter, which the action cannot do without. */
export const needed = (spec: ParameterSpec, grade: Grade = "live"): ParameterSpec => ({ ...spec, required: grade });

export const object = (fields: Fields, ...choices: readonly Choice[]): ParameterSpec => nested({ fields, choices });
export const list = (items: ParameterSpec, least?: number, most?: number): ParameterSpec =>
  nested({ items, ...(least !== undefined && { least }), ...(most !== undefined && { most }) });
/** A map of names to values that mix text and references. */
export const textMap = (least?: number, most?: number): ParameterSpec =>
  nested({ values: optional("any"), ...(least !== undefined && { least }), ...(most !== undefined && { most }) });

/** Exactly one of these parameters. */
export const exactlyOne = (...of: readonly string[]): Choice => ({ of, least: 1, most: 1 });
export const atMostOne = (...of: readonly string[]): Choice => ({ of, least: 0, most: 1 });

export const oneOf = (...words: readonly string[]): Pattern => ({
  test: (text) => words.includes(text),
  says: words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`,
});
/** A pattern whose breach the service was seen to refuse. */
export const seen = (pattern: Pattern): Pattern => ({ ...pattern, grade: "live" });

export const wholeNumber = (low: number, high: number): Pattern => ({
  test: (text) => /^-?\d+$/.test(text) && Number(text) >= low && Number(text) <= high,
  says: high === Infinity ? `a whole number from ${low} on` : `a whole number from ${low} to ${high}`,
});

export const TRUE_FALSE = oneOf("True", "False");
export const ON_OFF = oneOf("Enabled", "Disabled");

/**
 * How well a rule is known. `live`: the service was seen to refuse the breach (reference grades
 * L1, L2, X). `documented`: only the documentation says so (D, A), or it is a console export (C).
 */
export type Grade = "live" | "documented";
