import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type DeviceOptions, defineDevice } from '../../src/device/device.ts';
import { labelsOf } from '../../src/device/labels.ts';
import { type AffineLaw, affineLaw } from '../../src/device/laws/affine.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { MemspikeError } from '../../src/errors.ts';
import { families } from '../../src/measurement/fit/families.ts';
import { type DeviceFit, fitDevice } from '../../src/measurement/fit/fit-device.ts';
import { studentT95 } from '../../src/measurement/fit/least-squares.ts';
import type { Measurement, Ramp } from '../../src/measurement/measurement.ts';
import { readMeasurement } from '../../src/measurement/read/measure.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { deriveKey, drawBits, gaussian, rowKey } from '../../src/random/generator.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('fit of a device');

interface Made {
  readonly law: AffineLaw;
  readonly seed: number;
  readonly read?: number;
  readonly c2c?: number;
  readonly cycles?: number;
  readonly device?: number;
}

/** Ramps from 2 to 12 µS, with the simulator's own noise of a pulse and a reader's on top. */
function ramps({ law, seed, read = 0, c2c = 0, cycles = 1, device = 0 }: Made): Ramp[] {
  const key = deriveKey(seed, 77);
  let draw = 0;
  const noisy = (g: number) => 1e-6 * (2 + 10 * (g + read * gaussian(drawBits(rowKey(key, draw++), 0))));
  const made: Ramp[] = [];
  for (let cycle = 0; cycle < cycles; cycle++)
    for (const direction of ['ltp', 'ltd'] as const) {
      const run = direction === 'ltp' ? law.ltp.pulses : -law.ltd.pulses;
      const curve = pulseResponse({ law, c2c, states: 0 }, [run], {
        start: run > 0 ? 0 : 1,
        noise: c2c > 0,
        seed: seed * 100 + made.length,
      });
      made.push({ direction, values: curve.map(noisy), device, place: `cycle ${cycle}` });
    }
  return made;
}

function measured(made: readonly Ramp[], devices = 1): Measurement {
  const names = Array.from({ length: devices }, (_, i) => `d${i}`);
  return { ramps: made, devices: names, isSiemens: true, roles: [], understood: [], doubts: [] };
}

const name = { name: 'made', source: 'a test' };
const law = (ltp: number, ltd: number, pulses = 60, retracing = false) =>
  affineLaw({ ltp: { nu: ltp, pulses }, ltd: { nu: ltd, pulses: pulses + 10 }, retracing });

test('without noise every parameter comes back, retracing or not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 8, noNaN: true }),
      fc.double({ min: 0.05, max: 8, noNaN: true }),
      fc.boolean(),
      (ltp, ltd, retracing) => {
        const truth = law(ltp, ltd, 60, retracing);
        const fit = fitDevice(measured(ramps({ law: truth, seed: 1 })), name);
        assertClose(
          fit.estimates.map(({ value }) => value),
          [2e-6, 12e-6, ltp, retracing ? -ltd : ltd],
          { rel: 1e-3, abs: 1e-9 },
        );
        assertClose([fit.labels.ltp, fit.labels.ltd], Object.values(labelsOf(truth)), { abs: 2e-3 });
        assertClose([fit.device.onOff!, fit.device.gMax!], [6, 12e-6], { rel: 1e-3 });
      },
    ),
    { numRuns: 12, seed: 5 },
  );
});

test("the width of an interval is Student's: 2.228 for 10 degrees of freedom, 1.984 for 100", () => {
  // Tables of the t distribution, two-sided 95 %.
  assertClose([studentT95(10), studentT95(100)], [2.2281, 1.984], { abs: 5e-4 });
});

test('noise of a pulse and noise of a reading are told apart', () => {
  for (const [c2c, read] of [
    [0.01, 0],
    [0.01, 0.02],
    [0, 0.03],
  ]) {
    const made = ramps({ law: law(1, 1.5, 100), seed: 3, c2c, read, cycles: 30 });
    const { noise } = fitDevice(measured(made), name);
    assertClose(noise.c2c, c2c, { rel: 0.2, abs: 0.003 }, `c2c with ${c2c}, ${read}`);
    assertClose(noise.read, read, { rel: 0.1, abs: 0.003 }, `read with ${c2c}, ${read}`);
    assert.ok(noise.c2cMost >= noise.c2c);
  }
});

test('the spread of several devices is what they were made with', () => {
  const nus = [1.6, 1.8, 2, 2.2, 2.4];
  const made = nus.flatMap((nu, device) => ramps({ law: law(nu, 1), seed: device, device }));
  const { device } = fitDevice(measured(made, nus.length), name);
  // Sample standard deviation of 1.6 … 2.4 over the mean of 2.
  assertClose(device.variation!.nuLtp!.std, Math.sqrt(0.1) / 2, { rel: 1e-2 });
  assertClose(device.variation!.nuLtd!.std, 0, { abs: 1e-3 });
  assert.is(fitDevice(measured(made.slice(0, 4), 2), name).device.variation, undefined);
});

test('each family is found again in its own curves', () => {
  for (const family of families.slice(1)) {
    const shape = {
      'constant-step': [],
      exponential: [2],
      'linear-step': [1, 0.7],
      'power-step': [2, 3],
      affine: [],
    };
    const parameters = shape[family.name];
    const made = (['ltp', 'ltd'] as const).map((direction): Ramp => {
      const values = Float64Array.from({ length: 101 }, (_, pulse) => {
        const way = family.travel(pulse / 100, parameters);
        const ripple =
          0.003 * gaussian(drawBits(rowKey(deriveKey(9, 9), pulse), direction === 'ltp' ? 0 : 4));
        return 1 + 4 * ((direction === 'ltp' ? way : 1 - way) + ripple);
      });
      return { direction, values, device: 0, place: 'made' };
    });
    const [best] = fitDevice(measured(made), name).families;
    assert.is(best.name, family.name);
    assertClose(
      best.estimates.slice(0, 2).map(({ value }) => value),
      [1, 5],
      { rel: 0.02 },
    );
    assertClose(
      best.estimates.slice(2, 2 + parameters.length).map(({ value }) => value),
      parameters,
      { rel: 0.15 },
    );
  }
});

test('the exponential family solves dG/dn = α·e^(−βG): Euler steps agree', () => {
  const { travel } = families.find((family) => family.name === 'exponential')!;
  const beta = 2.5;
  const steps = 200_000;
  const alpha = Math.expm1(beta) / beta;
  let g = 0;
  for (let i = 0; i < steps / 2; i++) g += (alpha * Math.exp(-beta * g)) / steps;
  assertClose(travel(0.5, [beta]), g, { abs: 1e-4 });
});

test('the power family solves dG/dn = k·(bound − G)^γ, and is affine for γ = 1', () => {
  const power = families.find((family) => family.name === 'power-step')!;
  assertClose(power.travel(0.3, [2, 1]), families[0].travel(0.3, [2]), { abs: 1e-12 });
  const [alpha, gamma, steps] = [2, 2.5, 200_000];
  let left = 1;
  const marks: number[] = [];
  for (let i = 1; i <= steps; i++) {
    left -= (alpha * left ** gamma) / steps;
    if (i === steps / 2 || i === steps) marks.push(1 - left);
  }
  assertClose(power.travel(0.5, [alpha, gamma]), marks[0] / marks[1], { abs: 1e-4 });
});

test('LTP that speeds up is told, and fitted with a straight line', () => {
  const convex = Float64Array.from({ length: 81 }, (_, i) => 1 + families[0].travel(i / 80, [-2]));
  const falling = Float64Array.from({ length: 81 }, (_, i) => 2 - families[0].travel(i / 80, [1]));
  const fit = fitDevice(
    measured([
      { direction: 'ltp', values: convex, device: 0, place: 'a' },
      { direction: 'ltd', values: falling, device: 0, place: 'b' },
    ]),
    name,
  );
  assert.is(fit.estimates[2].value, 0);
  assert.match(fit.doubts.join(), /speeds up/);
});

test('of very many short ramps whole ramps are left out, not all but their starts', () => {
  const truth = law(2, 3, 60);
  const made = ramps({ law: truth, seed: 4, read: 0.01, cycles: 300 });
  const { estimates, points } = fitDevice(measured(made), name);
  assert.ok(points.count < 4000 && points.ramps[0] < points.ramps[1], `${points.count}`);
  assertClose(
    estimates.map(({ value }) => value),
    [2e-6, 12e-6, 2, 3],
    { rel: 0.02 },
  );
  assert.ok(estimates.every(({ low, high }) => low !== null && high !== null));
});

const examples = (...names: string[]) =>
  names.map((file) => ({
    name: file,
    content: new Uint8Array(readFileSync(new URL(`../../examples/measured/${file}`, import.meta.url))),
  }));

function requireUsable(fit: DeviceFit): void {
  const again = JSON.parse(JSON.stringify(fit.device)) as DeviceOptions;
  assert.equal(JSON.parse(JSON.stringify(resolveDevice(again).law)), again.law);
  assert.ok(defineDevice(again).levels > 1);
}

test('the ReRAM of Gong et al. is fitted: LTD bends, LTP hardly, readings are noisy', () => {
  const fit = fitDevice(readMeasurement(examples('gong_et_al.csv')), name);
  requireUsable(fit);
  assert.ok(fit.residual < 0.1, `residual ${fit.residual}`);
  assert.ok(fit.noise.read > 2 * fit.noise.c2c);
  assert.ok(fit.symmetryPoint! > 0.2 && fit.symmetryPoint! < 0.4);
  const straight = fit.families.find((family) => family.name === 'constant-step')!;
  assert.ok(straight.residual > 1.8 * fit.residual);
});

test("CrossSim's set and reset ramps are fitted: 79 cycles from 1.6 to 2.5 mS", () => {
  const measurement = readMeasurement(examples('crosssim_v2_set.csv', 'crosssim_v2_reset.csv'), {
    readVoltage: 0.1,
  });
  assert.is(measurement.ramps.length, 79);
  const fit = fitDevice(measurement, name);
  requireUsable(fit);
  assert.ok(fit.residual < 0.06, `residual ${fit.residual}`);
  assert.ok(fit.families[0].residual < 0.02);
  assertClose(fit.device.gMax!, 2.4e-3, { rel: 0.05 });
  assert.ok(fit.noise.c2c < 0.005 && fit.cycleSpread! < 0.01);
});

test('whatever was measured, only a MemspikeError escapes', () => {
  const values = fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()), {
    minLength: 4,
    maxLength: 12,
  });
  fc.assert(
    fc.property(values, values, fc.boolean(), (ltp, ltd, isSiemens) => {
      const made: Ramp[] = [
        { direction: 'ltp', values: Float64Array.from(ltp), device: 0, place: 'a' },
        { direction: 'ltd', values: Float64Array.from(ltd), device: 0, place: 'b' },
      ];
      try {
        fitDevice({ ...measured(made), isSiemens }, name);
      } catch (error) {
        if (!(error instanceof MemspikeError)) throw error;
      }
    }),
    { numRuns: 60 },
  );
});

/** Ramps of a family of curves over 60 LTP and 70 LTD pulses, without noise. */
function familyRamps(travel: (x: number) => number, back: (x: number) => number): Ramp[] {
  const ramp = (direction: 'ltp' | 'ltd', pulses: number, share: (x: number) => number): Ramp => ({
    direction,
    values: Float64Array.from({ length: pulses + 1 }, (_, n) => 1e-6 * (2 + 10 * share(n / pulses))),
    device: 0,
    place: direction,
  });
  return [ramp('ltp', 60, travel), ramp('ltd', 70, (x) => 1 - back(x))];
}

test('a device may take the law of another family, as a table that runs along the measured curves', () => {
  const power = families.find(({ name: own }) => own === 'power-step')!;
  const exponential = families.find(({ name: own }) => own === 'exponential')!;
  const convex = (x: number) => Math.expm1(2 * x) / Math.expm1(2);
  for (const [wanted, up, down] of [
    ['power-step', (x: number) => power.travel(x, [3, 2.2]), (x: number) => power.travel(x, [2, 0.6])],
    ['exponential', (x: number) => exponential.travel(x, [2]), (x: number) => exponential.travel(x, [4])],
    // LTP that speeds up, which the affine law holds linear.
    ['best', convex, (x: number) => 1 - Math.exp(-x) * (1 - x / 3)],
  ] as const) {
    const made = familyRamps(up, down);
    const fit = fitDevice(measured(made), { ...name, law: wanted });
    const device = defineDevice(fit.device);
    assert.is(device.law.kind, 'table', wanted);
    const truth = made.map(({ values }) => values.map((g) => (g - 2e-6) / 1e-5));
    const curves = [pulseResponse(device, [60]), pulseResponse(device, [-70], { start: 1 })];
    for (const [k, curve] of curves.entries()) assertClose(curve, truth[k], { abs: 0.03 }, `${wanted} ${k}`);
  }
  assert.is(fitDevice(measured(ramps({ law: law(2, 3), seed: 1 })), name).device.law?.kind, 'affine');
});

test.run();
