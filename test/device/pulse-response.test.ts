import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice, ideal, linearDevice } from '../../src/device/device.ts';
import { depress, potentiate } from '../../src/device/laws/effect-of-pulses.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { MemspikeError } from '../../src/errors.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';

const test = suite('pulse response');

test('97 pulses up and 97 down draw the closed curves of Ag:a-Si', () => {
  const device = resolveDevice('ag-a-si');
  const { law } = device;
  if (law.kind !== 'affine') throw new Error('ag-a-si');
  const curve = pulseResponse(device, [97, -97]);
  const expected = Float64Array.from({ length: 195 }, (_, n) =>
    n <= 97 ? potentiate(law, 0, n) : depress(law, 1, n - 97),
  );
  assertClose(curve, expected, { abs: 1e-12 });
});

test('without noise the seed does not matter; with noise it decides', () => {
  const device = resolveDevice('ag-a-si');
  assertSameBits(
    pulseResponse(device, [50, -50], { seed: 1 }),
    pulseResponse(device, [50, -50], { seed: 2 }),
  );
  const noisy = (seed: number) => pulseResponse(device, [50, -50], { noise: true, seed });
  assertSameBits(noisy(1), noisy(1));
  assert.ok(noisy(1)[25] !== noisy(2)[25]);
});

test('noise has the standard deviation of the device, per pulse, and no bias', () => {
  const device = linearDevice({ levels: 1e6, c2c: 0.002 });
  const steps: number[] = [];
  const curve = pulseResponse(device, [5000, -5000], { start: 0.5, noise: true, seed: 3 });
  for (let i = 1; i < curve.length; i++)
    if (curve[i] > 0 && curve[i] < 1 && curve[i - 1] > 0 && curve[i - 1] < 1)
      steps.push(curve[i] - curve[i - 1]);
  const mean = steps.reduce((a, b) => a + b, 0) / steps.length;
  const std = Math.sqrt(steps.reduce((a, b) => a + (b - mean) ** 2, 0) / steps.length);
  assertClose(std, 0.002, { rel: 0.03 });
  assert.ok(Math.abs(mean) < 1e-4);
});

test('a device with discrete states takes only these', () => {
  const device = defineDevice({ name: 'two bits', labels: { ltp: 0, ltd: 0 }, levels: 3, states: 4 });
  assertClose(pulseResponse(device, [4, -2]), [0, 1 / 3, 2 / 3, 1, 1, 2 / 3, 1 / 3], { abs: 1e-15 });
});

test('what is not a pulse train is refused', () => {
  const device = resolveDevice('linear');
  for (const attempt of [
    () => pulseResponse(ideal, [1]),
    () => pulseResponse(device, [1.5]),
    () => pulseResponse(device, [Number.NaN]),
    () => pulseResponse(device, [1], { start: 1.1 }),
  ])
    assert.throws(attempt, (e: unknown) => e instanceof MemspikeError && e.code === 'DEVICE');
  assert.is(pulseResponse(device, []).length, 1);
});

test.run();
