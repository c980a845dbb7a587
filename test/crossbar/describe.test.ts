/** What the kernels know of an array is what its device says. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice, linearDevice } from '../../src/device/device.ts';
import { assertClose } from '../support/assert-close.ts';
import { buildArray } from './array.ts';

const test = suite('description of an array');

/** Cells of one device that start at mid-range, where a change of 1 is the whole range. */
const single = { scheme: 'single', weightScale: 0.5, pulses: { kind: 'deterministic' } } as const;

/** What one write of so many pulses up makes of 64 × 64 conductances at 0.5. */
async function afterPulses(options: Parameters<typeof buildArray>[0], change: number): Promise<Float32Array> {
  const array = await buildArray({ ...single, rows: 64, columns: 64, ...options });
  array.write(new Float32Array(64).fill(change), 0);
  return array.conductances(0);
}

const spread = (values: Float32Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

test('a device of eleven states stops on one of them, a device without states anywhere', async () => {
  const device = linearDevice({ levels: 100 });
  const at = await afterPulses({ device: { ...device, states: 11 } }, 0.23);
  assertClose([...new Set(at)], [Math.fround(0.7)], { abs: 1e-6 });
  assertClose([...new Set(await afterPulses({ device }, 0.23))], [0.73], { abs: 1e-5 });
});

test('noise is a share of the range, or of the way that the pulses have gone, and none where it is switched off', async () => {
  const device = { ...linearDevice({ levels: 100 }), c2c: 0.02 };
  const noise = { c2c: true, d2d: false };
  // Four pulses of 1/100; 4096 devices: the deviation is known to 1/√8192 = 1.1 %.
  assertClose(spread(await afterPulses({ device, noise }, 0.04)), 0.02 * 2, { rel: 0.06 });
  const ofStep = { ...device, c2c: 0.5, c2cOf: 'step' } as const;
  assertClose(spread(await afterPulses({ device: ofStep, noise }, 0.04)), (0.5 / 100) * 2, { rel: 0.06 });
  assert.ok(spread(await afterPulses({ device }, 0.04)) < 1e-6);
});

test('steps of a law that is given by them lie at its nodes, linear between them', async () => {
  const law = { kind: 'table', ltp: [0.04, 0.02, 0.012], ltd: [0.01, 0.02, 0.03] } as const;
  const device = defineDevice({ name: 'nodes', law, levels: 50 });
  // From 0.5 by the step of the middle node; the next lies at 0.52, 4 % of the way to the upper node.
  const next = 0.52 + (0.02 + 0.04 * (0.012 - 0.02));
  assertClose([...new Set(await afterPulses({ device }, 2 / 50))], [next], { abs: 1e-6 });
  assertClose([...new Set(await afterPulses({ device }, -1 / 50))], [0.48], { abs: 1e-6 });
});

test.run();
