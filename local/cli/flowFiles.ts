import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { DocumentError, parse, type ParsedFlow, read } from "connect-ivr/flow";
import { InputError } from "../shared/errors";

/** A flow or module out of a file. */
export interface FlowFile {
  readonly name: string;
  /** `MODULE` for a module. */
  readonly type: string;
  readonly id?: string;
  readonly content: ParsedFlow;
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file. Correct its name.",
  EISDIR: "This is a folder. Name the files in it.",
  EACCES: "The file may not be read. Change its permissions.",
};

/** Why a file could not be read, with the remedy. */
export function whyUnreadable(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return CAUSES[code] ?? `The file cannot be read: ${message}.`;
}

/** @throws InputError when the file cannot be read */
export function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(`${file}: ${whyUnreadable(error)}`);
  }
}

/**
 * Reads flows and modules from files of any origin. A flow is called as its document says, else as its file.
 * @throws InputError for a file that cannot be read or run, and for two of the same name
 */
export function readFlowFiles(files: readonly string[]): FlowFile[] {
  const flows = files.map(readFlowFile);
  const twice = flows.find(({ name }, index) => flows.findIndex((other) => other.name === name) < index);
  if (twice !== undefined) throw new InputError(`Two of the files are called ${twice.name}. Rename one.`);
  return flows;
}

function readFlowFile(file: string): FlowFile {
  const text = textOf(file);
  try {
    const { name, type, id } = read(text);
    return {
      name: name ?? basename(file).replace(/\.json$/i, ""),
      type: type ?? "CONTACT_FLOW",
      ...(id !== undefined && { id }),
      content: parse(text),
    };
  } catch (error) {
    if (error instanceof DocumentError) throw new InputError(`${file}: ${error.message}`);
    throw error;
  }
}
