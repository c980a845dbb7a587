/** Distributions of steps from measured ramps: a known distribution comes back from curves that were drawn from it. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice } from '../../src/device/device.ts';
import { stepAt } from '../../src/device/laws/kernel-law.ts';
import { drawnStep, meanOf, type Quantiles, varianceOf } from '../../src/device/laws/quantiles.ts';
import { type StochasticLaw, stochasticLaw } from '../../src/device/laws/stochastic.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { MemspikeError } from '../../src/errors.ts';
import { fitDevice } from '../../src/measurement/fit/fit-device.ts';
import type { Measurement, Ramp } from '../../src/measurement/measurement.ts';
import { readMeasurement } from '../../src/measurement/read/measure.ts';
import { deriveKey, drawBits, gaussian, rowKey } from '../../src/random/generator.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('fit of a distribution of steps');

/** Skewed and wide near Gmin, narrow and symmetric near Gmax; the mirror image for LTD. */
const ltp = [
  [0, 0.01, 0.012, 0.02, 0.08],
  [0.002, 0.006, 0.008, 0.01, 0.014],
];
const truth = stochasticLaw({ ltp, ltd: [...ltp].reverse() });
const name = { name: 'made', source: 'a test', law: 'stochastic' } as const;

interface Made {
  readonly cycles: number;
  readonly read?: number;
  readonly device?: number;
  readonly factor?: number;
}

/** From rail to rail, and as many pulses as the mean needs; 2 to 12 µS. */
function ramps({ cycles, read = 0, device = 0, factor = 1 }: Made): Ramp[] {
  const key = deriveKey(5, 78, device);
  let draw = 0;
  const scaled = (table: Quantiles) => table.map((row) => row.map((step) => factor * step));
  const law = stochasticLaw({ ltp: scaled(truth.ltp), ltd: scaled(truth.ltd) });
  const measured = (g: number) => 1e-6 * (2 + 10 * (g + read * gaussian(drawBits(rowKey(key, draw++), 0))));
  return Array.from({ length: 2 * cycles }, (_, i) => {
    const direction = i % 2 === 0 ? 'ltp' : 'ltd';
    const curve = pulseResponse({ law, c2c: 0, states: 0 }, [direction === 'ltp' ? 85 : -85], {
      start: direction === 'ltp' ? 0 : 1,
      noise: true,
      seed: 1000 * device + i,
    });
    return { direction, values: curve.map(measured), device, place: `cycle ${i}` };
  });
}

function measurementOf(made: readonly Ramp[], devices = 1): Measurement {
  const names = Array.from({ length: devices }, (_, i) => `d${i}`);
  return { ramps: made, devices: names, isSiemens: true, roles: [], understood: [], doubts: [] };
}

function lawOf(measurement: Measurement): StochasticLaw {
  const { law } = fitDevice(measurement, name).device;
  if (law?.kind !== 'stochastic') throw new Error('has no stochastic law');
  return law;
}

const rowAt = (table: Quantiles, g: number, quantiles = 201) =>
  Array.from({ length: quantiles }, (_, k) => drawnStep(table, g, k / (quantiles - 1)));

/** Largest difference of the two cumulative distributions. */
function apart(a: readonly number[], b: readonly number[]): number {
  const share = (row: readonly number[], x: number) => row.filter((step) => step <= x).length / row.length;
  return Math.max(...[...a, ...b].map((x) => Math.abs(share(a, x) - share(b, x))));
}

test('from 60 cycles the distribution at every conductance comes back', () => {
  const law = lawOf(measurementOf(ramps({ cycles: 60 })));
  for (const direction of ['ltp', 'ltd'] as const)
    for (const g of [0.15, 0.4, 0.65, 0.85]) {
      const [own, made] = [rowAt(law[direction], g), rowAt(truth[direction], g)];
      assertClose(meanOf(own), meanOf(made), { rel: 0.1 }, `${direction} mean at ${g}`);
      assertClose(
        Math.sqrt(varianceOf(own)),
        Math.sqrt(varianceOf(made)),
        { rel: 0.2 },
        `${direction} σ at ${g}`,
      );
      assert.ok(apart(own, made) < 0.12, `${direction} at ${g}: ${apart(own, made)}`);
    }
  // The test can tell: the distribution at the other end is another one.
  assert.ok(apart(rowAt(law.ltp, 0.1), rowAt(truth.ltp, 0.9)) > 0.3);
});

test('noise of the readings is taken out of the steps', () => {
  const made = ramps({ cycles: 60, read: 0.015 });
  const fit = fitDevice(measurementOf(made), name);
  assert.match(fit.doubts.join('\n'), /% of the variance of the steps is noise of the readings/);
  const law = fit.device.law as StochasticLaw;
  const rms = (one: StochasticLaw) =>
    Math.sqrt([0.2, 0.5, 0.8].reduce((sum, g) => sum + varianceOf(rowAt(one.ltp, g)), 0) / 3);
  assertClose(rms(law), rms(truth), { rel: 0.35 });
  // Untouched, two readings of 0.015 each would add 0.021 to a spread of 0.007.
  assert.ok(rms(law) < 0.6 * Math.hypot(rms(truth), 0.015 * Math.SQRT2));
  assertClose(meanOf(rowAt(law.ltp, 0.5)), meanOf(rowAt(truth.ltp, 0.5)), { rel: 0.2 });
});

test('devices of their own step size are told apart from the spread of a pulse', () => {
  const factors = [0.7, 0.85, 1, 1.15, 1.3];
  const made = factors.flatMap((factor, device) => ramps({ cycles: 12, device, factor }));
  const { device } = fitDevice(measurementOf(made, factors.length), name);
  const pulses = factors.map((factor) => 1 / factor);
  const mean = pulses.reduce((sum, p) => sum + p, 0) / 5;
  const std = Math.sqrt(pulses.reduce((sum, p) => sum + (p - mean) ** 2, 0) / 4) / mean;
  assertClose(device.variation!.pulsesLtp!.std, std, { rel: 0.2 });
  assertClose(device.variation!.pulsesLtd!.std, std, { rel: 0.2 });
  assert.is(fitDevice(measurementOf(made.slice(0, 48), 2), name).device.variation, undefined);
});

test("CrossSim's ramps: the drawn device runs along the measured curves, and its cycles scatter no more than they", () => {
  const examples = ['crosssim_v2_set.csv', 'crosssim_v2_reset.csv'].map((file) => ({
    name: file,
    content: new Uint8Array(readFileSync(new URL(`../../examples/measured/${file}`, import.meta.url))),
  }));
  const measurement = readMeasurement(examples, { readVoltage: 0.1 });
  const { device: options, doubts } = fitDevice(measurement, name);
  const device = defineDevice(JSON.parse(JSON.stringify(options)));
  assert.not.match(doubts.join('\n'), /family that fits best|noise of the readings/);
  const [low, high] = [device.gMax / device.onOff, device.gMax];
  for (const [direction, start] of [
    ['ltp', 0],
    ['ltd', 1],
  ] as const) {
    const own = measurement.ramps.filter((ramp) => ramp.direction === direction);
    const pulses = 100;
    const middle = own.map(({ values }) => (values[pulses] - low) / (high - low)).sort((a, b) => a - b);
    const drawn = Array.from(
      { length: 40 },
      (_, seed) =>
        pulseResponse(device, [direction === 'ltp' ? pulses : -pulses], { start, noise: true, seed }).at(-1)!,
    );
    const mean = drawn.reduce((sum, g) => sum + g, 0) / drawn.length;
    assertClose(mean, middle[middle.length >> 1], { abs: 0.03 }, direction);
    const spread = Math.max(...drawn) - Math.min(...drawn);
    assert.ok(spread > 0.005 && spread < middle[middle.length - 1] - middle[0], `${direction}: ${spread}`);
  }
});

test('where single steps drown in noise, the means are those of a family, and told so', () => {
  const content = new Uint8Array(
    readFileSync(new URL('../../examples/measured/gong_et_al.csv', import.meta.url)),
  );
  const fit = fitDevice(readMeasurement([{ name: 'gong_et_al.csv', content }]), name);
  assert.match(fit.doubts.join('\n'), /means are those of the family that fits best/);
  const law = fit.device.law as StochasticLaw;
  for (const table of [law.ltp, law.ltd]) for (const row of table) assert.ok(meanOf(row) > 0);
  // A pulse of LTD moves the device more near Gmax.
  assert.ok(stepAt(law.ltd.map(meanOf), 0.9) > 2 * stepAt(law.ltd.map(meanOf), 0.2));
});

test('too few pulses are refused', () => {
  const values = Float64Array.from({ length: 12 }, (_, i) => i);
  const short: Ramp[] = [
    { direction: 'ltp', values, device: 0, place: 'short.csv, column 1' },
    { direction: 'ltd', values: values.slice().reverse(), device: 0, place: 'short.csv, column 2' },
  ];
  try {
    fitDevice(measurementOf(short), name);
    assert.unreachable();
  } catch (error) {
    assert.instance(error, MemspikeError);
    assert.is((error as MemspikeError).code, 'DATA');
    assert.match(
      (error as MemspikeError).message,
      /short\.csv, column 1: too few pulses[\s\S]*11 LTP pulses/,
    );
  }
});

test.run();
