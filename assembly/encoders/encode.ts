import {
  broadcast,
  firstMultiplier,
  ones,
  secondMultiplier,
  twoToMinus24,
  weylStep,
} from '../math/constants';
import { drawBits, drawBits4, rowKey0, rowKey1, uniform, weylOf } from '../random/generator';
import { packLanes } from '../write/pack';

/**
 * Encoders: one call turns a sample into the spike lists of a whole presentation.
 *
 * lines    u32 [active]      input lines that can spike, ascending (the sample's non-zero inputs)
 * rates    f32 [active]      spike probability per step (Bernoulli), spikes per step (regular), intensity (latency)
 * counts   f32 [active]      spikes of each listed line in the whole presentation, overwritten
 * events   u32 []            lines that spike, step after step, ascending within a step; 4 words of slack
 * offsets  u32 [steps + 1]   where each step's events begin; offsets[steps] is their number
 *
 * `lines`, `rates` and `counts` are padded to a multiple of 4 entries with rate 0.
 */

/** Bernoulli ("Poisson") spikes: line k spikes in step t if uniform(key, t, line) < rates[k]. Returns the number. */
export function encodeBernoulli(
  events: usize,
  offsets: usize,
  counts: usize,
  lines: usize,
  rates: usize,
  active: u32,
  steps: u32,
  k0: u32,
  k1: u32,
): u32 {
  const padded = ((active + 3) & ~3) << 2;
  memory.fill(counts, 0, padded);
  let end = events;
  for (let t: u32 = 0; t < steps; t++) {
    store<u32>(offsets + (t << 2), u32(end - events) >> 2);
    const r0 = rowKey0(k0, t);
    const r1 = rowKey1(k1, r0);
    if (ASC_FEATURE_SIMD) {
      const v0 = broadcast(r0);
      const v1 = broadcast(r1);
      const weyl = weylStep();
      const m1 = firstMultiplier();
      const m2 = secondMultiplier();
      const one = ones();
      const unit = twoToMinus24();
      // No branch: at usual rates one in four lines spikes, which no branch predictor can foresee.
      for (let k: u32 = 0; k < padded; k += 16) {
        const line = v128.load(lines + k);
        const h = drawBits4(v0, v1, i32x4.mul(line, weyl), m1, m2);
        const u = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(h, 8)), unit);
        const spiking = f32x4.lt(u, v128.load(rates + k));
        v128.store(counts + k, f32x4.add(v128.load(counts + k), v128.and(spiking, one)));
        end = packLanes(end, line, i32x4.bitmask(spiking));
      }
    } else {
      for (let k: u32 = 0; k < padded; k += 4) {
        const line = load<u32>(lines + k);
        if (uniform(drawBits(r0, r1, weylOf(line))) < load<f32>(rates + k)) {
          store<f32>(counts + k, load<f32>(counts + k) + 1);
          store<u32>(end, line);
          end += 4;
        }
      }
    }
  }
  const total = u32(end - events) >> 2;
  store<u32>(offsets + (steps << 2), total);
  return total;
}

/**
 * Regular spikes at the same mean rate: each line integrates its rate and spikes when it passes 1, from a random
 * phase uniform(key, 0, line). phases f32 [active] is scratch. Returns the number of spikes.
 */
export function encodeRegular(
  events: usize,
  offsets: usize,
  counts: usize,
  lines: usize,
  rates: usize,
  phases: usize,
  active: u32,
  steps: u32,
  k0: u32,
  k1: u32,
): u32 {
  const bytes = active << 2;
  const r0 = rowKey0(k0, 0);
  const r1 = rowKey1(k1, r0);
  for (let k: u32 = 0; k < bytes; k += 4) {
    store<f32>(counts + k, 0);
    store<f32>(phases + k, uniform(drawBits(r0, r1, weylOf(load<u32>(lines + k)))));
  }
  let end = events;
  for (let t: u32 = 0; t < steps; t++) {
    store<u32>(offsets + (t << 2), u32(end - events) >> 2);
    for (let k: u32 = 0; k < bytes; k += 4) {
      let phase = load<f32>(phases + k) + load<f32>(rates + k);
      if (phase >= 1) {
        phase -= 1;
        store<f32>(counts + k, load<f32>(counts + k) + 1);
        store<u32>(end, load<u32>(lines + k));
        end += 4;
      }
      store<f32>(phases + k, phase);
    }
  }
  const total = u32(end - events) >> 2;
  store<u32>(offsets + (steps << 2), total);
  return total;
}

/**
 * Latency code: each line spikes once, at step floor((1 - intensity) · steps), the brightest first; intensity in
 * (0, 1] is what `rates` holds. Returns the number of spikes.
 */
export function encodeLatency(
  events: usize,
  offsets: usize,
  counts: usize,
  lines: usize,
  rates: usize,
  active: u32,
  steps: u32,
): u32 {
  const bytes = active << 2;
  let end = events;
  for (let k: u32 = 0; k < bytes; k += 4) store<f32>(counts + k, 0);
  for (let t: u32 = 0; t < steps; t++) {
    store<u32>(offsets + (t << 2), u32(end - events) >> 2);
    for (let k: u32 = 0; k < bytes; k += 4) {
      if (<u32>floor<f32>((1 - load<f32>(rates + k)) * <f32>steps) == t) {
        store<f32>(counts + k, 1);
        store<u32>(end, load<u32>(lines + k));
        end += 4;
      }
    }
  }
  const total = u32(end - events) >> 2;
  store<u32>(offsets + (steps << 2), total);
  return total;
}
