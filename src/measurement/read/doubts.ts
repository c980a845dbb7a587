/** What looks wrong in measured ramps; none of it is refused. */
import type { Doubt, Ramp } from '../measurement.ts';

/** Ends that lie further apart than this share of the range do not meet. */
const APART = 0.05;
const FEW = 8;

/** One sentence for each doubt. */
export function doubtsOf(ramps: readonly Ramp[]): Doubt[] {
  return sentencesOf(ramps).map((text) => ({ text }));
}

function sentencesOf(ramps: readonly Ramp[]): string[] {
  const doubts: string[] = [];
  const of = (direction: string) => ramps.filter((ramp) => ramp.direction === direction);
  const [ltp, ltd] = [of('ltp'), of('ltd')];
  const range = rangeOf(ramps);
  if (ltp.length === 0 || ltd.length === 0 || range === 0) return doubts;
  const few = ({ values }: Ramp) => Math.max(1, Math.floor(values.length / 50));
  const first = (ramp: Ramp) => median(ramp.values.subarray(0, few(ramp)));
  const last = (ramp: Ramp) => median(ramp.values.subarray(-few(ramp)));
  const percent = (difference: number) =>
    `${Math.round((100 * Math.abs(difference)) / range)} % of the range`;
  // Readings that begin after the first pulse are not expected to meet.
  const isWhole = !ramps.some(({ pulses }) => pulses !== undefined && pulses[0] > 0);
  const top = median(ltp.map(last)) - median(ltd.map(first));
  if (isWhole && Math.abs(top) > APART * range)
    doubts.push(`ends do not meet: LTD starts ${percent(top)} ${top > 0 ? 'below' : 'above'} the end of LTP`);
  const bottom = median(ltd.map(last)) - median(ltp.map(first));
  if (isWhole && Math.abs(bottom) > APART * range)
    doubts.push(
      `ends do not meet: LTD ends ${percent(bottom)} ${bottom > 0 ? 'above' : 'below'} the start of LTP`,
    );
  for (const [name, own, sign] of [
    ['LTP', ltp, 1],
    ['LTD', ltd, -1],
  ] as const) {
    const share = wrongWay(own, sign);
    if (share > 0.1) doubts.push(`${Math.round(100 * share)} % of the ${name} steps go the wrong way: noise`);
    const shortest = own.reduce((least, { values }) => Math.min(least, values.length - 1), Infinity);
    if (shortest < FEW)
      doubts.push(
        `${name} has a ramp of ${shortest} readings after the first: too few levels to tell its shape`,
      );
  }
  const spikes = outlierDoubt(ramps, range);
  if (spikes !== undefined) doubts.push(spikes);
  if (ramps.some(({ values }) => values.some((value) => value < 0)))
    doubts.push('values go below 0, so they are no conductances: the on/off ratio is not known');
  return doubts;
}

/** Share of steps against the direction of the pulses. */
function wrongWay(ramps: readonly Ramp[], sign: number): number {
  let [wrong, all] = [0, 0];
  for (const { values } of ramps)
    for (let i = 1; i < values.length; i++) {
      all++;
      if (sign * (values[i] - values[i - 1]) < 0) wrong++;
    }
  return wrong / Math.max(all, 1);
}

function outlierDoubt(ramps: readonly Ramp[], range: number): string | undefined {
  const spikes = ramps.flatMap((ramp) =>
    outliersOf(ramp, range).map((value) => `${ramp.place}, value ${value}`),
  );
  if (spikes.length === 0) return undefined;
  return `${spikes.length} value${spikes.length === 1 ? ' stands' : 's stand'} far outside of the curve, first ${spikes[0]}`;
}

/**
 * Values further from the line through two neighbours than ten times what is usual, and a tenth of the range: the
 * 1-based places. Each is held against the neighbours that are not wild themselves: those beside it, or, at the ends,
 * the two inside.
 */
export function outliersOf({ values, pulses }: Ramp, range: number): number[] {
  const count = values.length;
  if (count < 5) return [];
  const at = (i: number) => (pulses === undefined ? i : pulses[i]);
  const line = (i: number, a: number, b: number) => {
    const span = at(b) - at(a);
    return span === 0 ? values[a] : values[a] + ((values[b] - values[a]) * (at(i) - at(a))) / span;
  };
  const off = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const beside = i === 0 ? [1, 2] : i === count - 1 ? [count - 3, count - 2] : [i - 1, i + 1];
    off[i] = Math.abs(values[i] - line(i, beside[0], beside[1]));
  }
  const limit = Math.max(10 * median(off.subarray(1, -1)), range / 10);
  const found: number[] = [];
  for (let i = 0; i < count; i++) {
    if (!(off[i] > limit)) continue;
    // Without it, its neighbours lie on a line: then it was the wild one.
    const [a, b] = i < 2 ? [i + 1, i + 2] : i > count - 3 ? [i - 2, i - 1] : [i - 1, i + 1];
    const [before, after] = [i - 2 >= 0 ? i - 2 : i + 3, i + 2 < count ? i + 2 : i - 3];
    if (before >= count || after < 0) continue;
    const isRest =
      Math.abs(values[a] - line(a, Math.min(before, b), Math.max(before, b))) < off[i] / 2 &&
      Math.abs(values[b] - line(b, Math.min(a, after), Math.max(a, after))) < off[i] / 2;
    if (isRest) found.push(i);
  }
  // Of two neighbours at an end, the one further from the line through the two inside of them.
  const distance = (i: number, pair: number) => {
    const [a, b] = pair + 3 < count ? [pair + 2, pair + 3] : [pair - 2, pair - 1];
    return Math.abs(values[i] - line(i, a, b));
  };
  return found
    .filter((i) => {
      if (count < 6) return true;
      if (found.includes(i + 1)) return distance(i, i) >= distance(i + 1, i);
      return !(found.includes(i - 1) && distance(i - 1, i - 1) >= distance(i, i - 1));
    })
    .map((i) => i + 1);
}

function rangeOf(ramps: readonly Ramp[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of ramps)
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return high - low;
}

export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
