/**
 * Which inputs share a residual counter. Neighbouring pixels carry similar gradients, so that sharing costs little;
 * inputs without a neighbourhood are grouped in runs of block² consecutive lines.
 */
export interface Grouping {
  /** Group of each line. */
  readonly groupOf: Uint32Array;
  readonly groups: number;
}

export function groupInputs(
  lines: number,
  block: number,
  shape?: readonly [rows: number, columns: number],
): Grouping {
  const groupOf = new Uint32Array(lines);
  if (shape === undefined || shape[0] * shape[1] !== lines) {
    const run = block * block;
    for (let j = 0; j < lines; j++) groupOf[j] = Math.floor(j / run);
    return { groupOf, groups: Math.ceil(lines / run) };
  }
  const [rows, columns] = shape;
  const across = Math.ceil(columns / block);
  for (let j = 0; j < lines; j++) {
    const row = Math.floor(j / columns);
    groupOf[j] = Math.floor(row / block) * across + Math.floor((j % columns) / block);
  }
  return { groupOf, groups: Math.ceil(rows / block) * across };
}
