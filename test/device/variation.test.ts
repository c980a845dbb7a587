import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type DeviceOptions, defineDevice, ideal } from '../../src/device/device.ts';
import { pulseStep } from '../../src/device/laws/affine.ts';
import {
  assumedVariation,
  assumedVariationOf,
  type DevicePlanes,
  deviationFactor,
  drawVariation,
  noVariation,
  type Stuck,
  type Variation,
} from '../../src/device/variation.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { deriveKey, drawBits, gaussian, rowKey } from '../../src/random/generator.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';

const test = suite('device-to-device variation');

const COUNT = 20_000;
const PLANES = ['ltpScale', 'ltpOffset', 'ltdScale', 'ltdOffset', 'low', 'high'] as const;

function planes(count: number): DevicePlanes {
  const plane = () => new Float32Array(count);
  return {
    ltpScale: plane(),
    ltpOffset: plane(),
    ltdScale: plane(),
    ltdOffset: plane(),
    low: plane(),
    high: plane(),
  };
}

const base: DeviceOptions = { ...resolveDevice('ag-a-si') };

function draw(
  change: Partial<DeviceOptions>,
  { seed = 1, layer = 0, plane = 0, count = COUNT } = {},
): DevicePlanes {
  const out = planes(count);
  drawVariation({ device: defineDevice({ ...base, ...change }), seed, layer, plane, count, out });
  return out;
}

function moments(values: ArrayLike<number>): { mean: number; std: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length) };
}

const only = (variation: Partial<Variation>): Partial<DeviceOptions> => ({ variation });

test('a parameter that the law has not is refused, and not among what is assumed to spread', () => {
  const steps = [0.1, 0.05];
  const table = { kind: 'table', ltp: steps, ltd: steps } as const;
  const one = { std: 0.1, distribution: 'normal' } as const;
  for (const law of [
    table,
    resolveDevice('pcm').law,
    { kind: 'exponential', ltp: { alpha: 0.1, beta: 3 }, ltd: { alpha: 0.1, beta: 3 } } as const,
  ]) {
    for (const parameter of ['nuLtp', 'nuLtd'] as const)
      assert.throws(
        () => defineDevice({ name: 'own', law, variation: { [parameter]: one } }),
        new RegExp(`^variation\\.${parameter}: a law of kind ${law.kind} has no such parameter`),
      );
    const spread = assumedVariationOf(law);
    assert.equal([spread.nuLtp.std, spread.pulsesLtp.std, spread.gMax.std], [0, 0.1, 0.05]);
    defineDevice({ name: 'own', law, variation: spread });
  }
  assert.is(assumedVariationOf(resolveDevice('ag-a-si').law), assumedVariation);
});

test('without variation every device is the nominal one', () => {
  const { law } = resolveDevice('ag-a-si');
  if (law.kind !== 'affine') throw new Error('ag-a-si');
  const step = pulseStep(law);
  const out = draw({}, { count: 100 });
  for (const name of ['ltpScale', 'ltpOffset', 'ltdScale', 'ltdOffset'] as const)
    assertSameBits(out[name], new Float32Array(100).fill(step[name]), name);
  assertSameBits(out.low, new Float32Array(100), 'low');
  assertSameBits(out.high, new Float32Array(100).fill(1), 'high');
});

test('number of pulses and ν spread as told: slope and offset of a drawn law give them back', () => {
  // Of LTP: scale = e^(−ν/N), offset = (1 − scale)/(1 − e^(−ν)).
  const parameters = (out: DevicePlanes) =>
    Array.from(out.ltpScale, (scale, i) => {
      const turns = -Math.log(scale);
      const nu = -Math.log(1 - (1 - scale) / out.ltpOffset[i]);
      return { nu, pulses: nu / turns };
    });
  const byPulses = parameters(draw(only({ pulsesLtp: { std: 0.1, distribution: 'normal' } })));
  const pulses = moments(byPulses.map((p) => p.pulses));
  assertClose([pulses.mean, pulses.std], [97, 9.7], { rel: 0.02 });
  const byNu = parameters(draw(only({ nuLtp: { std: 0.2, distribution: 'log-normal' } })));
  const nu = moments(byNu.map((p) => p.nu));
  assertClose([nu.mean, nu.std], [2.003, 0.4006], { rel: 0.03 });
});

test('a log-normal factor has mean 1 and the standard deviation asked for', () => {
  const key = deriveKey(5, 77);
  for (const std of [0.1, 0.5]) {
    const drawn = Float64Array.from({ length: 50_000 }, (_, i) =>
      deviationFactor({ std, distribution: 'log-normal' }, gaussian(drawBits(rowKey(key, i), 0))),
    );
    const { mean, std: got } = moments(drawn);
    assertClose(mean, 1, { abs: 0.01 });
    assertClose(got, std, { rel: 0.04 });
    assert.ok(drawn.every((x) => x > 0));
  }
});

test('the spread of the rails grows as the on/off ratio shrinks', () => {
  const gMin = { std: 0.05, distribution: 'normal' } as const;
  for (const onOff of [2, 12.5, 50]) {
    const out = draw({ onOff, variation: { gMin, gMax: gMin } });
    const [low, high] = [moments(out.low), moments(out.high)];
    assertClose(low.std, 0.05 / (onOff - 1), { rel: 0.03 }, 'low');
    assertClose(high.std, (0.05 * onOff) / (onOff - 1), { rel: 0.03 }, 'high');
    assertClose([low.mean, high.mean], [0, 1], { abs: 2e-3 }, 'means');
  }
});

test('a device with other rails runs through the same law between them', () => {
  const out = draw({ variation: assumedVariation }, { count: 200 });
  const nominal = draw(
    { variation: { ...assumedVariation, gMin: noVariation.gMin, gMax: noVariation.gMax } },
    {
      count: 200,
    },
  );
  for (let i = 0; i < 200; i++) {
    const [low, high] = [out.low[i], out.high[i]];
    for (const at of [0, 0.3, 1]) {
      const own = out.ltpScale[i] * (low + at * (high - low)) + out.ltpOffset[i];
      const plain = nominal.ltpScale[i] * at + nominal.ltpOffset[i];
      assertClose(own, low + plain * (high - low), { abs: 1e-6 }, 'LTP');
      const ownDown = out.ltdScale[i] * (low + at * (high - low)) + out.ltdOffset[i];
      const plainDown = nominal.ltdScale[i] * at + nominal.ltdOffset[i];
      assertClose(ownDown, low + plainDown * (high - low), { abs: 1e-6 }, 'LTD');
    }
  }
});

test("one parameter's spread switched off leaves the other parameters as they were", () => {
  const all = draw({ variation: assumedVariation });
  const without = draw({ variation: { ...assumedVariation, nuLtp: noVariation.nuLtp } });
  assertSameBits(without.low, all.low);
  assertSameBits(without.high, all.high);
  assertSameBits(without.ltdScale, all.ltdScale);
  assertSameBits(without.ltdOffset, all.ltdOffset);
  assert.ok(without.ltpScale[0] !== all.ltpScale[0]);
});

test('an element is the same device in an array of any size; other seeds, layers and planes are others', () => {
  const large = draw({ variation: assumedVariation }, { count: 1000 });
  const small = draw({ variation: assumedVariation }, { count: 10 });
  for (const name of PLANES) assertSameBits(small[name], large[name].slice(0, 10), name);
  const firsts = [{}, { seed: 2 }, { layer: 1 }, { plane: 1 }].map(
    (where) => draw({ variation: assumedVariation }, { ...where, count: 1 }).high[0],
  );
  assert.is(new Set(firsts).size, firsts.length);
});

test('however wild the spread, a device has a window, no negative conductance and moves the right way', () => {
  const wild = { std: 2, distribution: 'normal' } as const;
  for (const name of ['ag-a-si', 'taox-tio2', 'pcmo', 'hzo-fefet', 'linear']) {
    const { onOff, law } = resolveDevice(name);
    const out = draw({
      law,
      levels: undefined,
      onOff,
      variation: { nuLtp: wild, nuLtd: wild, pulsesLtp: wild, pulsesLtd: wild, gMin: wild, gMax: wild },
    });
    for (let i = 0; i < COUNT; i++) {
      const [low, high] = [out.low[i], out.high[i]];
      assert.ok(low >= -1.000001 / (onOff - 1) && high - low > 0.0099, 'window');
      for (const name of PLANES) assert.ok(Number.isFinite(out[name][i]), name);
      for (const at of [low, (low + high) / 2, high]) {
        const slack = 1e-5 * Math.max(1, Math.abs(at), Math.abs(out.ltdScale[i] * at));
        assert.ok(out.ltpScale[i] * at + out.ltpOffset[i] >= at - slack, 'LTP goes up');
        assert.ok(out.ltdScale[i] * at + out.ltdOffset[i] <= at + slack, 'LTD goes down');
      }
    }
  }
});

test('the fraction of stuck devices is the one asked for, and no pulse moves them', () => {
  for (const at of ['gmin', 'gmax', 'random'] as const) {
    const stuck: Stuck = { fraction: 0.1, at };
    const out = draw({ stuck, variation: assumedVariation });
    const healthy = draw({ variation: assumedVariation });
    let count = 0;
    let place = 0;
    for (let i = 0; i < COUNT; i++) {
      if (out.low[i] !== out.high[i]) {
        for (const name of PLANES) assert.is(out[name][i], healthy[name][i]);
        continue;
      }
      count++;
      assert.equal([out.ltpScale[i], out.ltpOffset[i], out.ltdScale[i], out.ltdOffset[i]], [1, 0, 1, 0]);
      place += (out.low[i] - healthy.low[i]) / (healthy.high[i] - healthy.low[i]);
    }
    assert.ok(Math.abs(count / COUNT - 0.1) < 0.01, `${count} stuck`);
    assertClose(place / count, { gmin: 0, gmax: 1, random: 0.5 }[at], { abs: 0.03 }, at);
  }
});

test('which devices are stuck does not depend on the spread', () => {
  const stuck: Stuck = { fraction: 0.05, at: 'gmin' };
  const which = (out: DevicePlanes) => Uint8Array.from(out.low, (low, i) => (low === out.high[i] ? 1 : 0));
  assertSameBits(which(draw({ stuck })), which(draw({ stuck, variation: assumedVariation })));
});

test('ideal weights have no devices', () => {
  assert.throws(
    () => drawVariation({ device: ideal, seed: 1, layer: 0, plane: 0, count: 0, out: planes(0) }),
    /no devices/,
  );
});

test('of a table, the scales are factors of its steps: the inverse of each device’s number of pulses', () => {
  const law = { kind: 'table', ltp: [0.02, 0.01], ltd: [0.01, 0.02] } as const;
  const plain = draw({ law, variation: noVariation });
  for (const plane of ['ltpScale', 'ltdScale'] as const) assert.equal([...new Set(plain[plane])], [1]);
  for (const plane of ['ltpOffset', 'ltdOffset'] as const) assert.equal([...new Set(plain[plane])], [0]);
  const varied = draw({ law, variation: { pulsesLtp: { std: 0.1, distribution: 'normal' } } });
  const { mean, std } = moments(varied.ltpScale.map((x) => 1 / x));
  assertClose(mean, 1, { abs: 0.003 });
  assertClose(std, 0.1, { rel: 0.03 });
  assert.equal([...new Set(varied.ltdScale)], [1]);
});

test.run();
