import { HIT_BYTES, HIT_CODE, HIT_ELEMENT } from '../../src/engine/array-records';
import {
  broadcast,
  broadcastFloat,
  firstMultiplier,
  laneNumbers,
  magnitudeBits,
  secondMultiplier,
  twoToMinus24,
  weylStep,
} from '../math/constants';
import { drawBits, drawBits4, rowKey0, rowKey1, uniform, weylOf } from '../random/generator';

/**
 * Residual counters: what has not yet become a pulse is kept as a whole number of 1/unit pulses.
 *
 *   counter += sign(x)·floor(|x|·unit + u);   n = trunc(counter / unit);   counter -= n·unit
 *
 * counters i32 [groups][stride]; groups u32 [lines] maps a line to its row of counters: the identity gives one
 * counter per synapse, a coarser map shares one among neighbouring lines, the pulse going to the line being scanned.
 * c f32 [stride] holds the wanted pulses per unit of a of every column (0 where none); unit = 2^fraction ≤ 2^24;
 * |x| is limited to 64 pulses. Between calls every counter is below one pulse in magnitude. The hit's polarity is the
 * draw's lowest bit.
 */
export function planResidual(
  hits: usize,
  counters: usize,
  groups: usize,
  rows: usize,
  a: usize,
  rowCount: u32,
  c: usize,
  stride: u32,
  unit: f32,
  k0: u32,
  k1: u32,
): u32 {
  let end = hits;
  const bytes = stride << 2;
  const whole = <i32>unit;
  const limit: f32 = unit * 64;
  for (let k: u32 = 0; k < rowCount; k++) {
    const row = load<u32>(rows + (k << 2));
    const factor = load<f32>(a + (k << 2)) * unit;
    const r0 = rowKey0(k0, row);
    const r1 = rowKey1(k1, r0);
    const base = row * stride;
    const counter = counters + load<u32>(groups + (row << 2)) * bytes;
    if (ASC_FEATURE_SIMD) {
      const v0 = broadcast(r0);
      const v1 = broadcast(r1);
      const factors = broadcastFloat(factor);
      const limits = broadcastFloat(limit);
      const top = broadcast(whole - 1);
      let lane = i32x4.mul(laneNumbers(), weylStep());
      const four = broadcast(weylOf(4));
      const sixteen = broadcast(weylOf(16));
      // Sixteen columns to a branch; where one has no wish, floor(0 + u) leaves its counter as it is.
      for (let i: u32 = 0; i < bytes; i += 64) {
        const w = c + i;
        const left = v128.or(v128.load(w), v128.load(w, 16));
        if (!v128.any_true(v128.or(left, v128.or(v128.load(w, 32), v128.load(w, 48))))) {
          lane = i32x4.add(lane, sixteen);
          continue;
        }
        const n = counter + i;
        const t0 = stepped(v128.load(n), f32x4.mul(factors, v128.load(w)), limits, v0, v1, lane);
        v128.store(n, t0);
        lane = i32x4.add(lane, four);
        const t1 = stepped(v128.load(n, 16), f32x4.mul(factors, v128.load(w, 16)), limits, v0, v1, lane);
        v128.store(n, t1, 16);
        lane = i32x4.add(lane, four);
        const low = v128.or(i32x4.gt_s(i32x4.abs(t0), top), i32x4.gt_s(i32x4.abs(t1), top));
        const t2 = stepped(v128.load(n, 32), f32x4.mul(factors, v128.load(w, 32)), limits, v0, v1, lane);
        v128.store(n, t2, 32);
        lane = i32x4.add(lane, four);
        const t3 = stepped(v128.load(n, 48), f32x4.mul(factors, v128.load(w, 48)), limits, v0, v1, lane);
        v128.store(n, t3, 48);
        lane = i32x4.add(lane, four);
        const high = v128.or(i32x4.gt_s(i32x4.abs(t2), top), i32x4.gt_s(i32x4.abs(t3), top));
        const over = v128.or(low, high);
        if (v128.any_true(over)) end = carryAll(end, base, counter, i, top, whole, r0, r1);
      }
    } else {
      for (let i: u32 = 0; i < bytes; i += 4) {
        const wanted = load<f32>(c + i);
        if (wanted == 0) continue;
        const x = factor * wanted;
        const u = uniform(drawBits(r0, r1, weylOf(i >> 2)));
        const steps = <i32>floor<f32>(min<f32>(abs(x), limit) + u);
        const total = load<i32>(counter + i) + (x < 0 ? -steps : steps);
        store<i32>(counter + i, total);
        if (abs(total) >= whole) end = carry(end, base, counter, i, whole, r0, r1);
      }
    }
  }
  return u32(end - hits) / HIT_BYTES;
}

/** counter + sign(x)·floor(min(|x|, limit) + u), lane by lane. */
function stepped(counter: v128, x: v128, limits: v128, r0: v128, r1: v128, weyl: v128): v128 {
  const h = drawBits4(r0, r1, weyl, firstMultiplier(), secondMultiplier());
  const u = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(h, 8)), twoToMinus24());
  const steps = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.pmin(v128.and(x, magnitudeBits()), limits), u));
  const negative = i32x4.shr_s(x, 31);
  return i32x4.add(counter, i32x4.sub(v128.xor(steps, negative), negative));
}

/** The pulses of the sixteen counters from byte `at` that have reached one. */
function carryAll(
  end: usize,
  base: u32,
  counter: usize,
  at: u32,
  top: v128,
  whole: i32,
  r0: u32,
  r1: u32,
): usize {
  for (let i = at; i < at + 64; i += 16) {
    let mask = i32x4.bitmask(i32x4.gt_s(i32x4.abs(v128.load(counter + i)), top));
    while (mask) {
      end = carry(end, base, counter, i + (ctz(mask) << 2), whole, r0, r1);
      mask &= mask - 1;
    }
  }
  return end;
}

function carry(end: usize, base: u32, counter: usize, at: u32, whole: i32, r0: u32, r1: u32): usize {
  const total = load<i32>(counter + at);
  const n = total / whole;
  store<i32>(counter + at, total - n * whole);
  const column = at >> 2;
  store<u32>(end, base + column, HIT_ELEMENT);
  store<i32>(end, (n << 1) | <i32>(drawBits(r0, r1, weylOf(column)) & 1), HIT_CODE);
  return end + HIT_BYTES;
}
