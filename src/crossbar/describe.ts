/** Fills in the words by which the kernels know an array: its devices, where they lie, and what a pulse does. */
import { lawOf } from '../device/laws/all-laws.ts';
import { isIdeal } from '../device/laws/ideal.ts';
import type { KernelLaw } from '../device/laws/kernel-law.ts';
import * as word from '../engine/array-words.ts';
import type { CrossbarArray } from './array.ts';
import { wordsAt } from './layout.ts';
import type { CrossbarOptions } from './options.ts';

export function describe(array: CrossbarArray): void {
  const { engine, at, cell, gain, options } = array;
  const { device, m, noise } = options;
  const law = actingLaw(options);
  const { whole, real } = wordsAt(engine.memory, at.array);
  whole(word.CONDUCTANCES, at.g);
  whole(word.PLANE_BYTES, at.rows * at.stride * 4);
  whole(word.DEVICES_PER_POLARITY, m);
  whole(word.WEIGHTS, at.w);
  whole(word.SCHEME, cell.code);
  real(word.GAIN, gain);
  whole(word.PULSE_COUNTS, at.counts);
  whole(word.STATS, at.stats);
  real(word.SIGMA, noise.c2c && law.drawn === undefined ? device.c2c : 0);
  whole(word.OWN_PARAMETERS, at.ownParameters);
  real(word.LAST_STATE, device.states > 0 ? device.states - 1 : 0);
  whole(word.NOISE_OF_STEP, Number(device.c2cOf === 'step'));
  describeLaw(array, law);
}

function describeLaw({ engine, at }: CrossbarArray, { drawn, pulse, steps }: KernelLaw): void {
  const { whole, real } = wordsAt(engine.memory, at.array);
  real(word.LTP_SCALE, pulse.ltpScale);
  real(word.LTP_OFFSET, pulse.ltpOffset);
  real(word.LTD_SCALE, pulse.ltdScale);
  real(word.LTD_OFFSET, pulse.ltdOffset);
  if (steps === undefined) return;
  engine.f32(at.stepTable, 2 * at.nodes).set([...steps.ltp, ...steps.ltd]);
  whole(word.STEP_TABLE, at.stepTable);
  real(word.LAST_NODE, at.nodes - 1);
  if (drawn === undefined) return;
  engine.f32(at.drawnSteps, 2 * at.nodes * at.quantiles).set([...drawn.ltp, ...drawn.ltd].flat());
  whole(word.DRAWN_STEPS, at.drawnSteps);
  real(word.LAST_QUANTILE, at.quantiles - 1);
}

/** Of the steps of a law, where it is known by them, and of their quantiles, where they are drawn. */
export function tableShape(options: CrossbarOptions): { nodes: number; quantiles: number } {
  if (isIdeal(options.device.law)) return { nodes: 0, quantiles: 0 };
  const { drawn, steps } = actingLaw(options);
  return { nodes: steps?.ltp.length ?? 0, quantiles: drawn?.ltp[0].length ?? 0 };
}

/** What the kernels get of the law. Without noise, steps that are drawn are their means. */
function actingLaw({ device, noise }: CrossbarOptions): KernelLaw {
  const law = lawOf(device.law).inKernels();
  return noise.c2c ? law : { ...law, drawn: undefined };
}
