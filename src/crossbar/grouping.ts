/**
 * Which inputs share a residual counter. Inputs that are active together carry similar gradients, so that sharing costs
 * little: neighbouring pixels of an image; where inputs have no neighbourhood, those that are most alike in the
 * training data; lines of which nothing is known, in runs.
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

/** Training samples that are looked at, evenly spread. */
const LOOKED_AT = 512;

/**
 * Groups of `size` inputs that are alike over unlabelled samples: the strongest input that has no group yet takes
 * those with the largest cosine to it. Inputs, u8 [count][lines].
 */
export function groupAlike(
  { inputs, count }: { readonly inputs: Uint8Array; readonly count: number },
  lines: number,
  size: number,
): Grouping {
  const looks = Math.min(count, LOOKED_AT);
  const series = Array.from({ length: lines }, (_, line) =>
    Uint8Array.from({ length: looks }, (_, k) => inputs[Math.floor((k * count) / looks) * lines + line]),
  );
  const dot = (a: number, b: number) => {
    let sum = 0;
    for (let k = 0; k < looks; k++) sum += series[a][k] * series[b][k];
    return sum;
  };
  const power = series.map((_, line) => dot(line, line));
  let free = Array.from(series, (_, line) => line).sort((a, b) => power[b] - power[a] || a - b);
  const groupOf = new Uint32Array(lines);
  let groups = 0;
  while (free.length > 0) {
    const [first, ...others] = free;
    const alike = new Map(
      others.map((line) => [line, power[line] > 0 ? dot(first, line) / Math.sqrt(power[line]) : 0]),
    );
    const nearest = [...others].sort((a, b) => (alike.get(b) ?? 0) - (alike.get(a) ?? 0)).slice(0, size - 1);
    for (const line of [first, ...nearest]) groupOf[line] = groups;
    const taken = new Set(nearest);
    free = others.filter((line) => !taken.has(line));
    groups++;
  }
  return { groupOf, groups };
}
