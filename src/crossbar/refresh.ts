/**
 * Refresh of one-sided pairs: LTP alone drives both devices towards their upper rail, where steps vanish. Where the
 * larger conductance is above 0.75 and the smaller above 0.25 of the range, both are reset and the difference is
 * programmed anew on one of them (Burr et al., IEDM 2014: "occasional RESET"; thresholds of aihwkit's
 * OneSidedUnitCell). Costs a read of every device: not read-free.
 */

import { trainNoise } from '../device/cycle-noise.ts';
import { inversePulses } from '../device/laws/affine.ts';
import {
  STAT_BYTES,
  STAT_LTD_MET,
  STAT_LTD_PULSES,
  STAT_LTP_MET,
  STAT_LTP_PULSES,
} from '../engine/array-records.ts';
import { refreshNoiseKey } from '../random/address.ts';
import { drawBits, gaussian, rowKey } from '../random/generator.ts';
import { type Crossbar, railsOf } from './crossbar.ts';

const FULL = 0.75;
const USED = 0.25;

/** Reads all pairs of a crossbar and rewrites the exhausted ones; returns how many. */
export function refreshPairs(crossbar: Crossbar, update: number): number {
  const { at, engine, options } = crossbar;
  const { device, layer, m, noise, seed } = options;
  if (device.law.kind === 'ideal') return 0;
  const count = at.rows * at.stride;
  const key = refreshNoiseKey(seed, layer, update);
  const stats = engine.f64(at.stats, STAT_BYTES / 8);
  let refreshed = 0;
  for (let k = 0; k < m; k++) {
    const plus = engine.f32(at.g + k * count * 4, count);
    const minus = engine.f32(at.g + (m + k) * count * 4, count);
    const counts = [k, m + k].map((plane) => engine.u32(at.counts + plane * count * 4, count));
    const [plusLow, plusHigh] = railsOf(engine, at, k);
    const [minusLow, minusHigh] = railsOf(engine, at, m + k);
    for (let row = 0; row < at.rows; row++) {
      for (let i = row * at.stride; i < row * at.stride + at.columns; i++) {
        if (Math.max(plus[i], minus[i]) <= FULL || Math.min(plus[i], minus[i]) <= USED) continue;
        const difference = plus[i] - minus[i];
        stats[STAT_LTD_MET / 8] += plus[i] + minus[i];
        const pulses = Math.round(inversePulses(device.law, 0, Math.abs(difference)));
        const xi = noise.c2c ? gaussian(drawBits(rowKey(key, i), k)) : 0;
        const g = Math.abs(difference) + trainNoise(device, pulses, difference) * xi;
        plus[i] = within(difference > 0 ? g : 0, plusLow?.[i] ?? 0, plusHigh?.[i] ?? 1);
        minus[i] = within(difference > 0 ? 0 : g, minusLow?.[i] ?? 0, minusHigh?.[i] ?? 1);
        counts[difference > 0 ? 0 : 1][i] += pulses;
        counts[0][i] += 1;
        counts[1][i] += 1;
        stats[STAT_LTP_PULSES / 8] += pulses;
        stats[STAT_LTP_MET / 8] += pulses * ((difference > 0 ? plusLow : minusLow)?.[i] ?? 0);
        stats[STAT_LTD_PULSES / 8] += 2;
        refreshed++;
      }
    }
  }
  crossbar.updateReads += 2 * m * at.rows * at.columns;
  if (refreshed > 0) engine.kernels.cacheWeights(at.array, count);
  return refreshed;
}

/** A device goes no further than its own rails; one that is stuck does not move. */
function within(g: number, low: number, high: number): number {
  return Math.min(Math.max(g, low), high);
}
