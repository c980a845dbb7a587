/**
 * The complementary pair through the crossbar's own write path, against the closed forms of `src/device/pair.ts`:
 * ΔW = ±C − λW for every pulse on the pair, common mode to the symmetry point, mean weight W∞·E[n]/E|n|.
 */
import { suite } from 'uvu';
import { type Device, defineDevice } from '../../src/device/device.ts';
import type { AffineLaw } from '../../src/device/laws/affine.ts';
import { symmetryPoint } from '../../src/device/laws/effect-of-pulses.ts';
import { complementaryPair } from '../../src/device/pair.ts';
import { deriveKey, drawBits, rowKey, uniform } from '../../src/random/generator.ts';
import { assertClose } from '../support/assert-close.ts';
import { type Array2d, buildArray, quietDevice, symmetricLaw } from './array.ts';

const test = suite('complementary pair');

const COLUMNS = 1024;
/** Updates until the start is forgotten, and updates over which means are taken. */
const SETTLE = 400;
const COUNTED = 900;
const target: Device & { readonly law: AffineLaw } = {
  ...defineDevice({ name: 'target', labels: { ltp: 1, ltd: -1 }, levels: 64 }),
  law: symmetricLaw(0.7992, 64),
};

const pair = (device: Device): Promise<Array2d> =>
  buildArray({
    rows: 1,
    columns: COLUMNS,
    device,
    scheme: 'complementary',
    pulses: { kind: 'deterministic' },
  });

/** One pulse on each pair: both devices of a pair of weight scale 1 move by one when half a level is asked for. */
const onePulse = (device: Device, sign: (column: number) => number) =>
  Float32Array.from({ length: COLUMNS }, (_, column) => (2 * sign(column)) / device.levels);

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;

/** Random pulses, + with probability p: means of W and of the common mode once the start is forgotten. */
async function drive(device: Device, p: number) {
  const array = await pair(device);
  let weight = 0;
  let common = 0;
  for (let update = 0; update < SETTLE + COUNTED; update++) {
    const key = rowKey(deriveKey(5, 1000), update);
    array.write(
      onePulse(device, (column) => (uniform(drawBits(key, column)) < p ? 1 : -1)),
      update,
    );
    if (update < SETTLE) continue;
    weight += mean(array.weights()) / COUNTED;
    common += (mean(array.conductances(0)) + mean(array.conductances(1))) / 2 / COUNTED;
  }
  return { weight, common };
}

test('every pulse changes W by ±C − λW, wherever the pair stands', async () => {
  for (const device of [quietDevice('ag-a-si'), quietDevice('alox-hfo2'), quietDevice('pcmo'), target]) {
    const array = await pair(device);
    const key = rowKey(deriveKey(6, 1000), 0);
    // Away from the rails, so that no pulse is cut short.
    const place = (polarity: number) => (column: number) =>
      0.25 + 0.5 * uniform(drawBits(key, 2 * column + polarity));
    array.setConductances(0, place(0));
    array.setConductances(1, place(1));
    const [plus, minus, before] = [array.conductances(0), array.conductances(1), array.weights()];
    const sign = (column: number) => (column % 2 === 0 ? 1 : -1);
    array.write(onePulse(device, sign), 0);
    const expected = before.map((w, column) => {
      const { decay, drive } = complementaryPair(device.law, (plus[column] + minus[column]) / 2);
      return w + sign(column) * drive - decay * w;
    });
    assertClose(array.weights(), expected, { abs: 1e-6 }, device.name);
  }
});

test('pulses of both signs in equal number leave W at 0 and the common mode at the symmetry point', async () => {
  for (const name of ['ag-a-si', 'pcmo', 'taox-tio2']) {
    const device = quietDevice(name);
    const { weight, common } = await drive(device, 0.5);
    assertClose(weight, 0, { abs: 4 * sigma(complementaryPair(device.law).limit) }, `${name}: W`);
    assertClose(common, symmetryPoint(device.law) ?? Number.NaN, { abs: 0.005 }, `${name}: common mode`);
  }
});

/** Standard deviation of the mean weight: that of the mean of all pulse signs, times W∞. */
function sigma(limit: number): number {
  return limit / Math.sqrt(COLUMNS * COUNTED);
}

/** W∞, and the mean weight at p = 0.6 of another simulation of 200 000 pulses, known to three digits. */
test('with three pulses of five upwards the mean weight is W∞/5', async () => {
  for (const [device, limit, simulated] of [
    [quietDevice('ag-a-si'), 0.957, 0.191],
    [quietDevice('pcmo'), 0.803, 0.16],
    [quietDevice('taox-tio2'), 1.586, 0.314],
    [quietDevice('alox-hfo2'), 2.06, 0.41],
    [target, 2.63, 0.518],
  ] as const) {
    const { weight } = await drive(device, 0.6);
    assertClose(weight, simulated, { abs: 0.001 + 4 * sigma(limit) }, `${device.name}: simulated elsewhere`);
    assertClose(weight, 0.2 * limit, { rel: 0.03 }, `${device.name}: W∞/5`);
  }
});

test.run();
