/** The one way from this program to a terminal: whatever is written passes here, and comes out as text and no more. */
import { plainLine, plainText } from '../../report/text/plain.ts';

const BOLD = ['\u001b[1m', '\u001b[22m'] as const;

export interface Written {
  write(text: string): unknown;
}

/** Writes text; escapes that came with a name, a cell or a message are shown as what they are not: U+FFFD. */
export function write(stream: Written, text: string): void {
  stream.write(plainText(text));
}

const ERASE = '\r\u001b[2K';

/** Takes the line away on which the cursor stands, and writes another in its place, as far as it has room. */
export function redraw(stream: Written, line: string, columns: number): void {
  stream.write(`${ERASE}${plainLine(line).slice(0, columns - 1)}`);
}

export function erase(stream: Written): void {
  stream.write(ERASE);
}

/** Text in which this program itself has set letters in bold; what it put between has been made plain before. */
export function withBold(text: string): string {
  const [on, off] = BOLD;
  return text
    .split(on)
    .map((part) => part.split(off).map(plainText).join(off))
    .join(on);
}
