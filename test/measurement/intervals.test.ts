/**
 * Intervals that say what they mean: over random devices with noise the true value lies inside of the 95 % interval in
 * 90 to 99 of 100 cases, for every family of curves, and whether noise stays or goes with the next reading.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { affineLaw } from '../../src/device/laws/affine.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { type FamilyName, families } from '../../src/measurement/fit/families.ts';
import { type Estimate, fitFamily, pointsOf } from '../../src/measurement/fit/fit-family.ts';
import type { Ramp } from '../../src/measurement/measurement.ts';
import { deriveKey, drawBits, gaussian, rowKey, uniform } from '../../src/random/generator.ts';

const test = suite('intervals of a fit');

const CASES = 200;
const DIRECTIONS = ['ltp', 'ltd'] as const;

/** Between which values the shape parameters of either direction are drawn. */
const SHAPES: Readonly<Record<FamilyName, readonly (readonly [number, number])[]>> = {
  affine: [[-4, 5]],
  'constant-step': [],
  'linear-step': [
    [-2, 4],
    [0.6, 0.95],
  ],
  exponential: [[-3, 5]],
  'power-step': [
    [1, 4],
    [1.5, 3],
  ],
};

function drawsOf(seed: number, stream: number): (low: number, high: number) => number {
  const key = rowKey(deriveKey(seed, stream), 0);
  let drawn = 0;
  return (low, high) => low + (high - low) * uniform(drawBits(key, drawn++));
}

const normal = (seed: number, stream: number, i: number) =>
  gaussian(drawBits(rowKey(deriveKey(seed, stream), i), 0));

/** How often each true value is inside of its interval. */
function requireCovered(
  what: string,
  cases: (seed: number) => { estimates: readonly Estimate[]; truth: number[] },
) {
  const inside: number[] = [];
  for (let seed = 0; seed < CASES; seed++) {
    const { estimates, truth } = cases(seed);
    for (const [k, value] of truth.entries()) {
      const { low, high } = estimates[k];
      inside[k] = (inside[k] ?? 0) + Number(low !== null && high !== null && low <= value && value <= high);
    }
  }
  for (const [k, count] of inside.entries())
    assert.ok(count >= 0.9 * CASES && count <= 0.99 * CASES, `${what}, parameter ${k}: ${count} of ${CASES}`);
}

for (const family of families)
  test(`${family.name}: readings with noise`, () => {
    requireCovered(family.name, (seed) => {
      const draw = drawsOf(seed, 91);
      const low = draw(1, 5);
      const high = low + draw(1, 20);
      const noise = draw(0.003, 0.03);
      const pulses = { ltp: Math.floor(draw(30, 150)), ltd: Math.floor(draw(30, 150)) };
      const shapes = DIRECTIONS.map(() => SHAPES[family.name].map(([least, most]) => draw(least, most)));
      const ramps = DIRECTIONS.map((direction, side): Ramp => {
        const values = Float64Array.from({ length: pulses[direction] + 1 }, (_, i) => {
          const way = family.travel(i / pulses[direction], shapes[side]);
          return low + (high - low) * ((side === 0 ? way : 1 - way) + noise * normal(seed, 92 + side, i));
        });
        return { direction, values, device: 0, place: 'made' };
      });
      const { estimates } = fitFamily(pointsOf(ramps), family)!;
      return { estimates, truth: [low, high, ...shapes.flat()] };
    });
  });

for (const { c2c, read, cycles, starts } of [
  { c2c: 0.01, read: 0, cycles: 1, starts: 0 },
  { c2c: 0.01, read: 0.02, cycles: 1, starts: 0 },
  { c2c: 0.02, read: 0.01, cycles: 5, starts: 0 },
  { c2c: 0.003, read: 0.002, cycles: 6, starts: 0.02 },
])
  test(`affine: noise of pulses ${c2c}, of readings ${read}, of starts ${starts}, ${cycles} cycles`, () => {
    requireCovered('affine', (seed) => {
      const draw = drawsOf(seed, 93);
      const [ltp, ltd] = [draw(0.5, 5), draw(0.5, 5)];
      const pulses = 60;
      const law = affineLaw({ ltp: { nu: ltp, pulses }, ltd: { nu: ltd, pulses } });
      const ramps = Array.from({ length: 2 * cycles }, (_, i): Ramp => {
        const isLtp = i % 2 === 0;
        const start = isLtp ? 0 : 1;
        const curve = pulseResponse({ law, c2c, states: 0 }, [isLtp ? pulses : -pulses], {
          start,
          noise: true,
          seed: 1000 * seed + i,
        });
        // A start that is off leads along another curve of the same law, by the closed form: its distance shrinks.
        const offset = starts * normal(seed, 94, i);
        const nu = isLtp ? ltp : ltd;
        const values = curve.map(
          (g, pulse) => g + offset * Math.exp((-nu * pulse) / pulses) + read * normal(seed, 95 + i, pulse),
        );
        return { direction: isLtp ? 'ltp' : 'ltd', values, device: 0, place: 'made' };
      });
      const { estimates } = fitFamily(pointsOf(ramps), families[0])!;
      return { estimates, truth: [0, 1, ltp, ltd] };
    });
  });

test.run();
