/** One thing that is wrong in the content, said so that its author can mend it. */
export interface ContentProblem {
  /** Path of the file, as the author knows it. */
  readonly file: string;
  readonly line?: number;
  /** Where in the file: keys joined by dots. */
  readonly key: string;
  readonly message: string;
  readonly remedy: string;
}

/** One line: file and line, key, message and remedy. */
export const describeProblem = ({ file, line, key, message, remedy }: ContentProblem): string =>
  `${file}${line === undefined ? "" : `:${line}`}${key === "" ? "" : `, ${key}`}: ${message} ${remedy}`;

/** Thrown with every problem of the content at once, before anything is registered. */
export class ContentError extends Error {
  override readonly name = "ContentError";
  constructor(readonly problems: readonly ContentProblem[]) {
    super(
      [
        `The content has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:`,
        ...problems.map(describeProblem),
      ].join("\n  "),
    );
  }
}
