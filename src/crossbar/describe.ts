/** Fills in the words by which the kernels know an array: its devices, where they lie, and what a pulse does. */

import { pulseStep } from '../device/laws/affine.ts';
import { certainSteps } from '../device/laws/stepped.ts';
import * as word from '../engine/array-words.ts';
import type { CrossbarArray } from './array.ts';
import { wordsAt } from './layout.ts';
import type { CrossbarOptions } from './options.ts';

export function describe(array: CrossbarArray): void {
  const { engine, at, cell, gain, options } = array;
  const { device, m, noise } = options;
  const { whole, real } = wordsAt(engine.memory, at.array);
  whole(word.CONDUCTANCES, at.g);
  whole(word.PLANE_BYTES, at.rows * at.stride * 4);
  whole(word.DEVICES_PER_POLARITY, m);
  whole(word.WEIGHTS, at.w);
  whole(word.SCHEME, cell.code);
  real(word.GAIN, gain);
  whole(word.PULSE_COUNTS, at.counts);
  whole(word.STATS, at.stats);
  real(word.SIGMA, noise.c2c && device.law.kind !== 'stochastic' ? device.c2c : 0);
  whole(word.OWN_PARAMETERS, at.ownParameters);
  real(word.LAST_STATE, device.states > 0 ? device.states - 1 : 0);
  whole(word.NOISE_OF_STEP, Number(device.c2cOf === 'step'));
  describeLaw(array);
}

function describeLaw({ engine, at, options: { device } }: CrossbarArray): void {
  const { whole, real } = wordsAt(engine.memory, at.array);
  const { law } = device;
  if (law.kind === 'ideal') return;
  if (law.kind === 'affine') {
    const step = pulseStep(law);
    real(word.LTP_SCALE, step.ltpScale);
    real(word.LTP_OFFSET, step.ltpOffset);
    real(word.LTD_SCALE, step.ltdScale);
    real(word.LTD_OFFSET, step.ltdOffset);
    return;
  }
  const { ltp, ltd } = certainSteps(law);
  engine.f32(at.stepTable, 2 * at.nodes).set([...ltp, ...ltd]);
  whole(word.STEP_TABLE, at.stepTable);
  real(word.LAST_NODE, at.nodes - 1);
  real(word.LTP_SCALE, 1);
  real(word.LTD_SCALE, 1);
  if (law.kind !== 'stochastic' || at.quantiles === 0) return;
  engine.f32(at.drawnSteps, 2 * at.nodes * at.quantiles).set([...law.ltp, ...law.ltd].flat());
  whole(word.DRAWN_STEPS, at.drawnSteps);
  real(word.LAST_QUANTILE, at.quantiles - 1);
}

/** Of the table of a law that is not affine. Steps are drawn where noise acts. */
export function tableShape({ device: { law }, noise }: CrossbarOptions): {
  nodes: number;
  quantiles: number;
} {
  if (law.kind === 'ideal' || law.kind === 'affine') return { nodes: 0, quantiles: 0 };
  const quantiles = law.kind === 'stochastic' && noise.c2c ? law.ltp[0].length : 0;
  return { nodes: certainSteps(law).ltp.length, quantiles };
}
