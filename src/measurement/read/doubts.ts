/** What looks wrong in measured ramps; none of it is refused. */
import type { Ramp } from '../measurement.ts';

/** Ends that lie further apart than this share of the range do not meet. */
const APART = 0.05;
const FEW = 8;

/** One sentence for each doubt. */
export function doubtsOf(ramps: readonly Ramp[]): string[] {
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
  const top = median(ltp.map(last)) - median(ltd.map(first));
  if (Math.abs(top) > APART * range)
    doubts.push(`ends do not meet: LTD starts ${percent(top)} ${top > 0 ? 'below' : 'above'} the end of LTP`);
  const bottom = median(ltd.map(last)) - median(ltp.map(first));
  if (Math.abs(bottom) > APART * range)
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
      doubts.push(`${name} has a ramp of ${shortest} pulses: too few levels to tell its shape`);
  }
  const spikes = ramps.flatMap((ramp) => outliersOf(ramp, range));
  if (spikes.length > 0)
    doubts.push(
      `${spikes.length} value${spikes.length === 1 ? ' stands' : 's stand'} far outside of the curve, first ${spikes[0]}`,
    );
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

/** Values further from the middle of their neighbours than ten times what is usual, and a tenth of the range. */
function outliersOf({ values, place }: Ramp, range: number): string[] {
  if (values.length < 5) return [];
  const off = new Float64Array(values.length - 2);
  for (let i = 1; i + 1 < values.length; i++)
    off[i - 1] = Math.abs(values[i] - (values[i - 1] + values[i + 1]) / 2);
  const usual = median(off);
  const found: string[] = [];
  for (let i = 1; i < off.length - 1; i++)
    if (off[i] > Math.max(10 * usual, range / 10) && off[i] >= off[i - 1] && off[i] > off[i + 1])
      found.push(`${place}, value ${i + 2}`);
  return found;
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
