import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lawFromLabels } from '../../src/device/labels.ts';
import { type AffineLaw, affineLaw, pulseStep } from '../../src/device/laws/affine.ts';
import { symmetryPoint } from '../../src/device/laws/effect-of-pulses.ts';
import { complementaryPair, oneSidedPair, stationaryConductance } from '../../src/device/pair.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { deriveKey, drawBits, rowKey, uniform } from '../../src/random/generator.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('pair');

const near = (got: number, expected: number, abs: number, label?: string) =>
  assertClose(got, expected, { abs }, label);

function lawOf(name: string): AffineLaw {
  const { law } = resolveDevice(name);
  if (law.kind !== 'affine') throw new Error(name);
  return law;
}

const target = lawFromLabels({ ltp: 1, ltd: -1, ltpPulses: 64, ltdPulses: 64 });

test('decay per range and limit are those of the derived table', () => {
  const table: [law: AffineLaw, limit: number, decay: number, digits: number][] = [
    [lawOf('ag-a-si'), 0.957, 3.42, 5e-4],
    [lawOf('pcmo'), 0.803, 6.13, 5e-4],
    [lawOf('taox-tio2'), 1.586, 1.47, 5e-4],
    [lawOf('alox-hfo2'), 2.06, 1.02, 5e-3],
    [target, 2.63, 0.79, 6e-3],
    [lawOf('epiram'), 5.11, 0.4, 2e-2],
  ];
  for (const [law, limit, decay, digits] of table) {
    const pair = complementaryPair(law);
    near(pair.limit, limit, digits, 'W∞');
    near(pair.decay * law.ltp.pulses, decay, 6e-3, 'λN');
  }
});

test('one pulse on a complementary pair changes W by ±C − λW, exactly', () => {
  for (const law of [lawOf('ag-a-si'), lawOf('alox-hfo2'), lawOf('hzo-fefet'), target]) {
    const s = pulseStep(law);
    for (const [plus, minus] of [
      [0.5, 0.5],
      [0.7, 0.4],
      [0.3, 0.6],
    ]) {
      const w = plus - minus;
      const { drive, decay } = complementaryPair(law, (plus + minus) / 2);
      const up = s.ltpScale * plus + s.ltpOffset - (s.ltdScale * minus + s.ltdOffset);
      const down = s.ltdScale * plus + s.ltdOffset - (s.ltpScale * minus + s.ltpOffset);
      near(up - w, drive - decay * w, 1e-14);
      near(down - w, -drive - decay * w, 1e-14);
    }
  }
});

test('one pulse on a one-sided pair changes W by ±k(a − m) − kW/2, exactly', () => {
  const law = lawOf('gst-pcm');
  const s = pulseStep(law);
  const [plus, minus] = [0.6, 0.3];
  const { drive, decay } = oneSidedPair(law, (plus + minus) / 2);
  const w = plus - minus;
  near(s.ltpScale * plus + s.ltpOffset - minus - w, drive - decay * w, 1e-14);
  near(plus - (s.ltpScale * minus + s.ltpOffset) - w, -drive - decay * w, 1e-14);
});

test('under random pulses, 60 % of them up, mean W is W∞·E[n]/E|n|', () => {
  for (const [law, simulated] of [
    [lawOf('ag-a-si'), 0.191],
    [target, 0.518],
  ] as const) {
    const s = pulseStep(law);
    const key = deriveKey(7, 99);
    let plus = 0.5;
    let minus = 0.5;
    let sum = 0;
    const pulses = 200_000;
    for (let i = 0; i < pulses; i++) {
      const up = (g: number) => Math.min(s.ltpScale * g + s.ltpOffset, 1);
      const down = (g: number) => Math.max(s.ltdScale * g + s.ltdOffset, 0);
      if (uniform(drawBits(rowKey(key, i), 0)) < 0.6) [plus, minus] = [up(plus), down(minus)];
      else [plus, minus] = [down(plus), up(minus)];
      sum += plus - minus;
    }
    near(sum / pulses, 0.2 * complementaryPair(law).limit, 0.02, 'closed form');
    near(sum / pulses, simulated, 0.02, 'published simulation');
  }
});

test('the stationary conductance at even odds is the symmetry point, and rises with the odds', () => {
  for (const law of [lawOf('ag-a-si'), lawOf('pcmo'), target]) {
    near(stationaryConductance(law, 0.5) ?? Number.NaN, symmetryPoint(law) ?? Number.NaN, 1e-14);
    const [low, high] = [stationaryConductance(law, 0.4), stationaryConductance(law, 0.6)];
    assert.ok((low ?? 1) < (high ?? 0));
  }
});

test('a linear pair does not decay', () => {
  const branch = { nu: 0, pulses: 50 };
  const pair = complementaryPair(affineLaw({ ltp: branch, ltd: branch }));
  assert.is(pair.decay, 0);
  assert.is(pair.limit, Number.POSITIVE_INFINITY);
  near(pair.drive, 2 / 50, 1e-15);
  assert.is(stationaryConductance(affineLaw({ ltp: branch, ltd: branch }), 0.5), undefined);
});

test.run();
