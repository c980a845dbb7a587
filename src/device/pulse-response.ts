/** The curve of one device under a train of pulses: what a laboratory measures. */

import { MemspikeError } from '../errors.ts';
import { responseNoiseKey } from '../random/address.ts';
import { drawBits, gaussian, rowKey, uniform } from '../random/generator.ts';
import { trainNoise } from './cycle-noise.ts';
import type { Device } from './device.ts';
import { type PulsedLaw, pulseStep } from './laws/affine.ts';
import { certainSteps } from './laws/stepped.ts';
import { drawnStep } from './laws/stochastic.ts';
import { tableStep } from './laws/table.ts';

/**
 * Conductance (0–1) before the first pulse and after each one; length 1 + Σ|run|.
 *
 * `runs` are signed, whole numbers of pulses: [100, −100] is 100 LTP, then 100 LTD. Starts at `start` (default 0).
 * With `noise`, every pulse adds the device's cycle-to-cycle noise (or, by a
 * stochastic law, draws its step) under `seed` (default 0). A device with
 * discrete states takes the nearest one after every pulse. Throws for the ideal device, which takes no pulses.
 */
export function pulseResponse(
  device: Pick<Device, 'law' | 'c2c' | 'c2cOf' | 'states'>,
  runs: readonly number[],
  options: { start?: number; noise?: boolean; seed?: number } = {},
): Float64Array {
  const { start = 0, noise = false, seed = 0 } = options;
  const { law, c2c, c2cOf, states } = device;
  if (law.kind === 'ideal')
    throw new MemspikeError('DEVICE', 'ideal weights take no pulses', {
      hint: 'show the linear device instead',
    });
  if (!(start >= 0 && start <= 1))
    throw new MemspikeError('DEVICE', 'a normalised conductance out of range', {
      where: 'start',
      received: start,
      accepted: '0 to 1',
    });
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
  const moved = pulseOf(law);
  const key = responseNoiseKey(seed);
  const curve = new Float64Array(total + 1);
  let g = start;
  let pulse = 0;
  curve[0] = g;
  for (const run of runs)
    for (let i = 0; i < Math.abs(run); i++) {
      const before = g;
      const bits = drawBits(rowKey(key, pulse), 0);
      if (noise && law.kind === 'stochastic')
        g += run > 0 ? drawnStep(law.ltp, g, uniform(bits)) : -drawnStep(law.ltd, g, uniform(bits));
      else {
        g = moved(g, run > 0);
        if (noise) g += trainNoise({ c2c, c2cOf }, 1, g - before) * gaussian(bits);
      }
      g = Math.min(Math.max(g, 0), 1);
      if (states > 1) g = Math.floor(g * (states - 1) + 0.5) / (states - 1);
      curve[++pulse] = g;
    }
  return curve;
}

/** What one pulse makes of a conductance, before the clip. */
function pulseOf(law: PulsedLaw): (g: number, up: boolean) => number {
  if (law.kind !== 'affine') {
    const { ltp, ltd } = certainSteps(law);
    return (g, up) => (up ? g + tableStep(ltp, g) : g - tableStep(ltd, g));
  }
  const { ltpOffset, ltpScale, ltdOffset, ltdScale } = pulseStep(law);
  return (g, up) => (up ? ltpScale * g + ltpOffset : ltdScale * g + ltdOffset);
}
