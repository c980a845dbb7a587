import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type AffineLaw, affineLaw } from '../../src/device/laws/affine.ts';
import { softBoundsLaw } from '../../src/device/laws/affine-from-soft-bounds.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('IBM aihwkit');

/** Weights after each pulse, and the pulses as runs of one sign. */
function fixture(file: string): { weights: number[]; runs: number[] } {
  const lines = readFileSync(new URL(`../fixtures/aihwkit/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const weights: number[] = [];
  const runs: number[] = [];
  for (const line of lines) {
    const [, direction, weight] = line.split(',').map(Number);
    weights.push(weight);
    if (direction !== 0) runs.push(direction);
  }
  return { weights, runs };
}

/** The response in aihwkit's units: weights between −bound and +bound. */
function weightsOf(law: AffineLaw, runs: readonly number[], start: number, bound: number): Float64Array {
  const device = { law, c2c: 0, states: 0 };
  return pulseResponse(device, runs, { start: (start / bound + 1) / 2 }).map((g) => bound * (2 * g - 1));
}

const bounds = (up: number, down: number) =>
  softBoundsLaw({ ltp: { rate: up, bound: 1 }, ltd: { rate: down, bound: 1 } });

const constant = (up: number, down: number, range: number) =>
  affineLaw({ ltp: { nu: 0, pulses: range / up }, ltd: { nu: 0, pulses: range / down } });

test('SoftBounds: 200 pulses up, 200 down and 40 alternating give the same weights', () => {
  const { weights, runs } = fixture('soft-bounds.csv');
  assert.is(weights.length, 441);
  assertClose(weightsOf(bounds(0.02, 0.02 * 0.95), runs, -0.9, 1), weights, { abs: 1e-6 });
});

test('ConstantStep: 100 pulses up, 150 down and 40 alternating give the same weights', () => {
  const { weights, runs } = fixture('constant-step.csv');
  assert.is(weights.length, 291);
  assertClose(weightsOf(constant(0.01, 0.01 * 0.9, 1.2), runs, 0, 0.6), weights, { abs: 1e-6 });
});

test('the documented up_down rule, which changes both directions, does not fit', () => {
  const soft = fixture('soft-bounds.csv');
  assert.throws(() =>
    assertClose(weightsOf(bounds(0.02 * 1.05, 0.02 * 0.95), soft.runs, -0.9, 1), soft.weights, { abs: 1e-2 }),
  );
  const step = fixture('constant-step.csv');
  assert.throws(() =>
    assertClose(weightsOf(constant(0.011, 0.009, 1.2), step.runs, 0, 0.6), step.weights, { abs: 1e-2 }),
  );
});

test.run();
