/** The curve of one device under a train of pulses: what a laboratory measures. */

import { MemspikeError } from '../errors.ts';
import { responseNoiseKey } from '../random/address.ts';
import { drawBits, gaussian, rowKey, uniform } from '../random/generator.ts';
import { trainNoise } from './cycle-noise.ts';
import type { Device } from './device.ts';
import { lawOf } from './laws/all-laws.ts';
import { afterOnePulse } from './laws/kernel-law.ts';
import { drawnStep } from './laws/quantiles.ts';

/** In one response: minutes of work, and more than a picture or a table can show. */
const MOST_IN_A_RESPONSE = 1e7;

/** Pulses of signed runs together. Throws DEVICE for what are no whole numbers, or far too many pulses. */
export function totalOfRuns(runs: readonly number[]): number {
  let total = 0;
  for (const run of runs) {
    if (!Number.isSafeInteger(run))
      throw new MemspikeError('DEVICE', 'not a number of pulses', {
        where: 'runs',
        received: run,
        accepted: 'whole numbers, positive for LTP, negative for LTD',
      });
    total += Math.abs(run);
  }
  if (total > MOST_IN_A_RESPONSE)
    throw new MemspikeError('DEVICE', 'too many pulses for one response', {
      where: 'runs',
      received: `${runs.length} runs of ${total} pulses`,
      accepted: `up to ${MOST_IN_A_RESPONSE} pulses together`,
    });
  return total;
}

/**
 * Conductance (0–1) before the first pulse and after each one; length 1 + Σ|run|.
 *
 * `runs` are signed, whole numbers of pulses: [100, −100] is 100 LTP, then 100 LTD. Starts at `start` (default 0).
 * With `noise`, every pulse adds the device's cycle-to-cycle noise (or draws its step, where the law's are drawn) under
 * `seed` (default 0). A device with discrete states takes the nearest one after every pulse. Throws for the ideal device,
 * which takes no pulses.
 */
export function pulseResponse(
  device: Pick<Device, 'law' | 'c2c' | 'c2cOf' | 'states'>,
  runs: readonly number[],
  options: { start?: number; noise?: boolean; seed?: number } = {},
): Float64Array {
  const { start = 0, noise = false, seed = 0 } = options;
  const { c2c, c2cOf, states } = device;
  const law = lawOf(device.law).inKernels();
  if (!(start >= 0 && start <= 1))
    throw new MemspikeError('DEVICE', 'a normalised conductance out of range', {
      where: 'start',
      received: start,
      accepted: '0 to 1',
    });
  const total = totalOfRuns(runs);
  const drawn = noise ? law.drawn : undefined;
  const key = responseNoiseKey(seed);
  const curve = new Float64Array(total + 1);
  let g = start;
  let pulse = 0;
  curve[0] = g;
  for (const run of runs) {
    const [direction, sign] = run > 0 ? (['ltp', 1] as const) : (['ltd', -1] as const);
    for (let i = 0; i < Math.abs(run); i++) {
      const before = g;
      const bits = drawBits(rowKey(key, pulse), 0);
      if (drawn !== undefined) g += sign * drawnStep(drawn[direction], g, uniform(bits));
      else {
        g = afterOnePulse(law, g, direction);
        if (noise) g += trainNoise({ c2c, c2cOf }, 1, g - before) * gaussian(bits);
      }
      g = Math.min(Math.max(g, 0), 1);
      if (states > 1) g = Math.floor(g * (states - 1) + 0.5) / (states - 1);
      curve[++pulse] = g;
    }
  }
  return curve;
}
