import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pageOf } from "./page";
import { svgOf } from "./svg";
import { textOf } from "./text";
import { InputError } from "../shared/errors";
import type { ShownFlow } from "./sources";

export type Format = "text" | "svg";

const INDEX = "index.html";
const EXTENSIONS: Readonly<Record<Format, string>> = { text: "txt", svg: "svg" };

/** What a flow is written as. */
export const rendered: Readonly<Record<Format, (flow: ShownFlow) => string>> = {
  text: textOf,
  svg: (flow) => svgOf(flow, "block"),
};

/**
 * Writes a file for each flow and format, and with every format a page that shows them all.
 * @returns the paths of the files
 * @throws InputError when the folder cannot be written, or two flows would be the same file
 */
export function writeFlows(
  flows: readonly ShownFlow[],
  formats: readonly Format[],
  folder: string,
  titled: string,
): string[] {
  const files = new Map<string, string>();
  for (const flow of flows)
    for (const format of formats) {
      const file = `${flow.name.replace(/[^\p{L}\p{N} ._-]/gu, "_")}.${EXTENSIONS[format]}`;
      if (files.has(file))
        throw new InputError(
          `Two flows would be written to ${join(folder, file)}. Render them one by one, each with an --out of its own.`,
        );
      files.set(file, rendered[format](flow));
    }
  if (formats.length > 1) files.set(INDEX, pageOf(flows, titled));
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return [...files].map(([file, content]) => {
      const path = join(folder, file);
      writeFileSync(path, content);
      return path;
    });
  } catch (error) {
    throw new InputError(
      `--out ${resolve(folder)} cannot be written: ${(error as Error).message}. Name a folder that can.`,
    );
  }
}
