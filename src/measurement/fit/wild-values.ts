/** Readings that lie far from the fitted curve, at whatever place of a ramp: told, and not left out. */
import type { Ramp } from '../measurement.ts';

/** In standard deviations, estimated from the median; and at least this share of the range. */
const FAR = 7;
const LEAST = 0.02;
/** More than this share of readings is a law that does not fit. */
const RARE = 0.05;

/** One sentence, or undefined if none is far off. */
export function wildValues(
  ramps: readonly Ramp[],
  curve: (direction: Ramp['direction'], pulse: number) => number,
  range: number,
): string | undefined {
  const rests = ramps.map(({ direction, values, pulses }) =>
    values.map((value, i) => Math.abs(value - curve(direction, pulses === undefined ? i : pulses[i]))),
  );
  const total = rests.reduce((sum, { length }) => sum + length, 0);
  const all = new Float64Array(total);
  let filled = 0;
  for (const rest of rests) {
    all.set(rest, filled);
    filled += rest.length;
  }
  all.sort();
  const limit = Math.max(FAR * 1.4826 * all[total >> 1], LEAST * range);
  let count = 0;
  let first = '';
  for (const [k, rest] of rests.entries())
    for (let i = 0; i < rest.length; i++) {
      if (rest[i] <= limit) continue;
      if (count === 0) first = `${ramps[k].place}, value ${i + 1}`;
      count++;
    }
  if (count === 0 || count > Math.max(RARE * total, 1)) return undefined;
  return `${count} value${count === 1 ? ' lies' : 's lie'} far from the fitted curve, first ${first}`;
}
