import { createHash } from "node:crypto";

/** A row as an item of its table. */
export type Row = Record<string, unknown>;

/** JSON with its keys in order, so that the same row is the same text wherever it was made. */
export const rowText = (row: Row): string => JSON.stringify(row, (_, value: unknown) => inOrder(value));

const inOrder = (value: unknown): unknown =>
  value === null || typeof value !== "object" || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

/** 96 bits of SHA-256: by it two texts are told apart. */
export const textHash = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 16);

export const rowHash = (row: Row): string => textHash(rowText(row));
