/**
 * Refresh of one-sided pairs: LTP alone drives both devices towards their upper rail, where steps vanish. Where the
 * larger conductance is above 0.75 and the smaller above 0.25 of the range, both are reset and the difference is
 * programmed anew on one of them (Burr et al., IEDM 2014: "occasional RESET"; thresholds of aihwkit's
 * OneSidedUnitCell). Costs a read of every device: not read-free.
 */

import { trainNoise } from '../device/cycle-noise.ts';
import { lawOf } from '../device/laws/all-laws.ts';
import {
  STAT_BYTES,
  STAT_LTD_MET,
  STAT_LTD_PULSES,
  STAT_LTP_MET,
  STAT_LTP_PULSES,
} from '../engine/array-records.ts';
import { refreshNoiseKey } from '../random/address.ts';
import { drawBits, gaussian, rowKey } from '../random/generator.ts';
import { railsOf } from './own-parameters.ts';
import { READ } from './periphery/read-address.ts';
import { type ReadableArray, readDevices } from './read.ts';

const FULL = 0.75;
const USED = 0.25;

/**
 * Reads all pairs of an array and rewrites the exhausted ones; returns how many. An array whose cells do not get LTP
 * alone has none.
 */
export function refreshPairs(array: ReadableArray, presentation: number): number {
  const { at, cell, engine, ideal, options } = array;
  if (ideal || !cell.ltpOnly) return 0;
  const { m } = options;
  const columns = { list: 0, count: at.columns };
  const address = { purpose: READ.refresh, time: presentation, term: 0, place: 0 };
  let refreshed = 0;
  for (let k = 0; k < m; k++) {
    const rewrite = pairsOf(array, k, presentation);
    for (let row = 0; row < at.rows; row++) {
      address.place = row;
      readDevices(array, { plane: k, row, columns }, at.c0, address);
      readDevices(array, { plane: m + k, row, columns }, at.c1, address);
      refreshed += rewrite(row);
    }
  }
  if (refreshed > 0) engine.kernels.cacheWeights(at.array, at.rows * at.stride);
  return refreshed;
}

/** Rewrites the exhausted pairs of a line, of the k-th devices, which have been read into at.c0 and at.c1. */
function pairsOf({ at, engine, options }: ReadableArray, k: number, presentation: number) {
  const { device, layer, m, noise, seed } = options;
  const law = lawOf(device.law);
  const count = at.rows * at.stride;
  const key = refreshNoiseKey(seed, layer, presentation);
  const stats = engine.f64(at.stats, STAT_BYTES / 8);
  const [plusSeen, minusSeen] = [at.c0, at.c1].map((seen) => engine.f32(seen, at.columns));
  const [plus, minus] = [k, m + k].map((plane) => engine.f32(at.g + plane * count * 4, count));
  const counts = [k, m + k].map((plane) => engine.u32(at.counts + plane * count * 4, count));
  const [plusLow, plusHigh] = railsOf(engine, at, k);
  const [minusLow, minusHigh] = railsOf(engine, at, m + k);
  return (row: number): number => {
    let refreshed = 0;
    for (let column = 0; column < at.columns; column++) {
      const [onPlus, onMinus] = [plusSeen[column], minusSeen[column]];
      if (Math.max(onPlus, onMinus) <= FULL || Math.min(onPlus, onMinus) <= USED) continue;
      const i = row * at.stride + column;
      const difference = onPlus - onMinus;
      stats[STAT_LTD_MET / 8] += plus[i] + minus[i];
      const pulses = Math.round(law.pulsesBetween(0, Math.abs(difference)));
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
    return refreshed;
  };
}

/** A device goes no further than its own rails; one that is stuck does not move. */
function within(g: number, low: number, high: number): number {
  return Math.min(Math.max(g, low), high);
}
