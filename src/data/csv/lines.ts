/**
 * Lines of a text that are not blank, with their numbers.
 */

export interface Line {
  /** 1-based; blank lines count. */
  number: number;
  /** The line is text[from … to), without its end (LF, CRLF, or CR in a text without LF). */
  from: number;
  to: number;
  next: number;
}

/** Before the first line, after a byte order mark if there is one. */
export function beforeFirst(text: string): Line {
  return { number: 0, from: 0, to: 0, next: text.charCodeAt(0) === 0xfeff ? 1 : 0 };
}

/** Moves to the next line that is not blank; false at the end of the text. */
export function nextLine(text: string, newline: string, line: Line): boolean {
  while (line.next < text.length) {
    const found = text.indexOf(newline, line.next);
    line.from = line.next;
    line.to = found < 0 ? text.length : found;
    line.next = line.to + 1;
    line.number++;
    if (line.to > line.from && text[line.to - 1] === '\r') line.to--;
    for (let at = line.from; at < line.to; at++) if (text[at] !== ' ') return true;
  }
  return false;
}

export function newlineOf(text: string): string {
  return text.includes('\n') ? '\n' : '\r';
}

/** Lines, blank ones included. */
export function countLines(text: string, newline: string): number {
  let lines = 1;
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) lines++;
  return lines;
}
