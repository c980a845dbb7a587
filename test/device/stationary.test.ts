/** The stationary distribution against devices that are given random pulses one by one. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice } from '../../src/device/device.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { stationaryDensity } from '../../src/device/stationary.ts';
import { responseNoiseKey } from '../../src/random/address.ts';
import { drawBits, rowKey, uniform } from '../../src/random/generator.ts';

const test = suite('stationary distribution');

const affine = (nuLtp: number, nuLtd: number, c2c: number) =>
  defineDevice({
    name: 'own',
    law: { kind: 'affine', ltp: { nu: nuLtp, pulses: 200 }, ltd: { nu: nuLtd, pulses: 200 } },
    c2c,
  });

/** Mean and standard deviation over bins. */
function momentsOf(density: Float64Array): { mean: number; deviation: number } {
  const sum = density.reduce((a, p) => a + p, 0);
  const at = (i: number) => (i + 0.5) / density.length;
  const mean = density.reduce((a, p, i) => a + p * at(i), 0) / sum;
  const variance = density.reduce((a, p, i) => a + p * (at(i) - mean) ** 2, 0) / sum;
  return { mean, deviation: Math.sqrt(variance) };
}

/** Bins that a device visits under random pulses, after 2000 that forget its start. */
function walked(device: ReturnType<typeof affine>, pulses: number, bins: number): Float64Array {
  const key = responseNoiseKey(7);
  const runs = Array.from({ length: pulses }, (_, i) =>
    uniform(drawBits(rowKey(key, i), 1)) < 0.5 ? 1 : -1,
  );
  const curve = pulseResponse(device, runs, { start: 0.5, noise: true, seed: 3 });
  const visits = new Float64Array(bins);
  for (const g of curve.subarray(2000)) visits[Math.min(bins - 1, Math.floor(g * bins))]++;
  return visits;
}

for (const [nuLtp, nuLtd, c2c] of [
  [2, 5, 0],
  [2, 5, 0.01],
  [4, 4, 0.005],
] as const)
  test(`agrees with 400 000 random pulses: ν ${nuLtp} and ${nuLtd}, noise ${c2c}`, () => {
    const device = affine(nuLtp, nuLtd, c2c);
    const expected = momentsOf(walked(device, 400_000, 200));
    const told = momentsOf(stationaryDensity(device, 200));
    assert.ok(Math.abs(told.mean - expected.mean) < 0.02, `mean ${told.mean}, walked ${expected.mean}`);
    const ratio = told.deviation / expected.deviation;
    assert.ok(Math.abs(ratio - 1) < 0.1, `deviation ${told.deviation}, walked ${expected.deviation}`);
  });

test('a linear device is anywhere with equal probability, and the mean density is 1', () => {
  const density = stationaryDensity(affine(0, 0, 0.02), 50);
  for (const p of density) assert.ok(Math.abs(p - 1) < 1e-9);
  const bent = stationaryDensity(affine(3, 1, 0.02), 50);
  assert.ok(Math.abs(bent.reduce((a, p) => a + p, 0) / 50 - 1) < 1e-12);
});

test.run();
