/** A piece of a file: a JSON object, or what is none. */
export interface Piece {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The records in the text of a file: one on each line, or several that nothing stands between, as the
 * service writes them where no delimiter is appended. What cannot be read is a piece of its own, and
 * takes no other line with it.
 */
export function* piecesIn(text: string): Generator<Piece> {
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    if (isJson(line)) yield { text: line, line: index + 1 };
    else for (const piece of objectsIn(line)) yield { text: piece, line: index + 1 };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A text, or a brace outside of one. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}]/g;

/** Cuts a line behind each brace that closes an object. */
function objectsIn(line: string): string[] {
  const pieces: string[] = [];
  let [depth, begun] = [0, 0];
  for (const { 0: token, index } of line.matchAll(TOKEN)) {
    if (token === "{") depth++;
    if (token !== "}" || --depth > 0) continue;
    pieces.push(line.slice(begun, index + 1));
    begun = index + 1;
    depth = 0;
  }
  const rest = line.slice(begun);
  return rest.trim() === "" ? pieces : [...pieces, rest];
}
