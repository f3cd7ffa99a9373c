/**
 * The records in a line of a file: one, or several that nothing stands between, as the service writes them where no
 * delimiter is appended. What cannot be read is a piece of its own, and takes no other line with it.
 */
export function piecesIn(line: string): string[] {
  if (line.trim() === "") return [];
  return isJson(line) ? [line] : objectsIn(line);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a scan stops at: a brace, a quote. A pattern for whole texts would overflow at one of many megabytes. */
const TOKEN = /[{}"]/g;
const IN_TEXT = /["\\]/g;

/** Cuts a line behind each brace that closes an object. */
function objectsIn(line: string): string[] {
  const pieces: string[] = [];
  let [depth, begun] = [0, 0];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(line); found !== null; found = TOKEN.exec(line)) {
    if (found[0] === '"') TOKEN.lastIndex = endOfText(line, found.index + 1);
    else if (found[0] === "{") depth++;
    else if (--depth <= 0) {
      pieces.push(line.slice(begun, found.index + 1));
      begun = found.index + 1;
      depth = 0;
    }
  }
  const rest = line.slice(begun);
  return rest.trim() === "" ? pieces : [...pieces, rest];
}

/** Where a text that has begun is over: behind its quote, or at the end of the line. */
function endOfText(line: string, from: number): number {
  IN_TEXT.lastIndex = from;
  for (let found = IN_TEXT.exec(line); found !== null; found = IN_TEXT.exec(line)) {
    if (found[0] === '"') return IN_TEXT.lastIndex;
    IN_TEXT.lastIndex++;
  }
  return line.length;
}
