/** Colours, letters and sizes shared by all pictures. Lengths are pixels at the natural size of a picture. */

export const WIDTH = 800;
/** The smallest letters of any picture. */
export const LETTERS = 12;
export const FONT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";

export const INK = '#1f2328';
export const FAINT = '#59636e';
export const GRID = '#e1e5ea';
export const PAPER = '#ffffff';

/**
 * Okabe and Ito's colours, told apart with every kind of colour vision, without the yellow that white paper swallows
 * (jfly.uni-koeln.de/color).
 */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'] as const;
const DASHES = [undefined, '6 3', '2 3', '8 3 2 3'] as const;

export interface Stroke {
  readonly colour: string;
  /** SVG dash pattern; undefined is a solid line. */
  readonly dash: string | undefined;
}

/** The `index`-th of many lines: seven colours, then the same colours dashed. */
export function stroke(index: number): Stroke {
  return {
    colour: COLOURS[index % COLOURS.length],
    dash: DASHES[Math.floor(index / COLOURS.length) % DASHES.length],
  };
}

/** Width of `text` in a sans-serif face, in pixels, on the generous side: pictures are laid out without a browser. */
export function textWidth(text: string, letters = LETTERS): number {
  let ems = 0;
  for (const character of text)
    ems += /[iljtfrI.,:;'|! ]/.test(character) ? 0.36 : /[mwMW@%]/.test(character) ? 0.95 : 0.62;
  return ems * letters;
}

/** `text` cut to `width` pixels, with an ellipsis where something is missing. */
export function shorten(text: string, width: number, letters = LETTERS): string {
  if (textWidth(text, letters) <= width) return text;
  const kept = [...text];
  while (kept.length > 1 && textWidth(`${kept.join('')}…`, letters) > width) kept.pop();
  return `${kept.join('')}…`;
}

/** `text` in lines of at most `width` pixels, broken at spaces. */
export function wrap(text: string, width: number, letters = LETTERS): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length === 0) lines.push(word);
    else if (textWidth(longer, letters) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Positions moved as little as needed to stand `gap` apart within [low, high]; the order of equals is kept. */
export function spreadApart(
  positions: readonly number[],
  { gap, low, high }: { readonly gap: number; readonly low: number; readonly high: number },
): readonly number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a] - positions[b] || a - b);
  const moved = order.map((i) => positions[i]);
  for (let i = 0; i < moved.length; i++) moved[i] = Math.max(moved[i], i === 0 ? low : moved[i - 1] + gap);
  for (let i = moved.length - 1; i >= 0; i--) {
    moved[i] = Math.min(moved[i], i === moved.length - 1 ? high : moved[i + 1] - gap);
  }
  const result = new Array<number>(positions.length);
  for (let i = 0; i < order.length; i++) result[order[i]] = moved[i];
  return result;
}
