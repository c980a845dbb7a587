import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lawFromLabels } from '../../../src/device/labels.ts';
import { type AffineLaw, affineLaw, pulseStep } from '../../../src/device/laws/affine.ts';
import {
  asymmetryOf,
  depress,
  inversePulses,
  potentiate,
  stepSize,
  symmetryPoint,
} from '../../../src/device/laws/effect-of-pulses.ts';
import { MemspikeError } from '../../../src/errors.ts';
import { assertClose } from '../../support/assert-close.ts';

const test = suite('affine law');

const branch = fc.record({
  nu: fc.oneof(fc.constant(0), fc.double({ min: 1e-14, max: 12, noNaN: true })),
  pulses: fc.integer({ min: 2, max: 500 }),
});
const law: fc.Arbitrary<AffineLaw> = fc
  .record({ ltp: branch, ltd: branch, retracing: fc.boolean() })
  .map(affineLaw);
const conductance = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.integer({ min: 0, max: 300 });

const near = (got: number, expected: number, abs: number, label?: string) =>
  assertClose(got, expected, { abs }, label);

function oneByOne({ ltp, ltd, retracing }: AffineLaw, g: number, n: number): number {
  const step = pulseStep({ kind: 'affine', ltp, ltd, retracing });
  for (let i = 0; i < Math.abs(n); i++) {
    g = n > 0 ? step.ltpScale * g + step.ltpOffset : step.ltdScale * g + step.ltdOffset;
    g = Math.min(Math.max(g, 0), 1);
  }
  return g;
}

test('n pulses at once are n pulses one by one', () => {
  fc.assert(
    fc.property(law, conductance, count, (l, g, n) => {
      near(potentiate(l, g, n), oneByOne(l, g, n), 1e-10, 'LTP');
      // A retracing LTD near the upper rail magnifies a rounding error by up to e^ν.
      near(depress(l, g, n), oneByOne(l, g, -n), l.retracing ? 1e-8 : 1e-10, 'LTD');
    }),
  );
});

test('N pulses take a device from rail to rail, whatever the nonlinearity', () => {
  fc.assert(
    fc.property(law, (l) => {
      near(potentiate(l, 0, l.ltp.pulses), 1, 1e-12);
      near(depress(l, 1, l.ltd.pulses), 0, l.retracing ? 1e-8 : 1e-12);
    }),
  );
});

test('halfway through, LTP stands where NeuroSim puts it: B(1 − e^(−P/A)), A = N/ν', () => {
  for (const nu of [0.5, 2.003, 4.992, 9.975])
    for (const pulses of [40, 97]) {
      const l = affineLaw({ ltp: { nu, pulses }, ltd: { nu, pulses } });
      const A = pulses / nu;
      const B = 1 / (1 - Math.exp(-pulses / A));
      for (const p of [1, 7, pulses / 2]) {
        near(potentiate(l, 0, p), B * (1 - Math.exp(-p / A)), 1e-13);
        near(depress(l, 1, p), 1 - B * (1 - Math.exp(-p / A)), 1e-13);
      }
    }
});

test('a retracing LTD runs back along the LTP curve', () => {
  const same = { nu: 1.42, pulses: 32 };
  const l = affineLaw({ ltp: same, ltd: same, retracing: true });
  for (let n = 0; n <= 32; n++) near(depress(l, 1, n), potentiate(l, 0, 32 - n), 1e-14);
});

test('ν → 0 is the linear law, without a jump', () => {
  const linear = affineLaw({ ltp: { nu: 0, pulses: 64 }, ltd: { nu: 0, pulses: 64 } });
  near(potentiate(linear, 0.25, 16), 0.5, 1e-15);
  near(depress(linear, 0.25, 8), 0.125, 1e-15);
  for (const nu of [1e-300, 1e-19, 1e-17, 1e-12, 1e-9])
    for (const retracing of [false, true]) {
      const l = affineLaw({ ltp: { nu, pulses: 64 }, ltd: { nu, pulses: 64 }, retracing });
      near(potentiate(l, 0.25, 16), 0.5, 1e-9 * 0.1 + 1e-15);
      near(depress(l, 0.25, 8), 0.125, 1e-9 * 0.1 + 1e-15);
    }
});

test('conductance stays within the rails, LTP never lowers it, LTD never raises it', () => {
  fc.assert(
    fc.property(law, conductance, count, (l, g, n) => {
      const up = potentiate(l, g, n);
      const down = depress(l, g, n);
      assert.ok(up >= 0 && up <= 1 && down >= 0 && down <= 1);
      assert.ok(up >= g - 1e-12 && down <= g + 1e-12);
    }),
  );
});

test('more pulses move further, and a higher start ends higher', () => {
  fc.assert(
    fc.property(law, conductance, conductance, count, count, (l, g1, g2, n1, n2) => {
      assert.ok(potentiate(l, g1, Math.max(n1, n2)) >= potentiate(l, g1, Math.min(n1, n2)) - 1e-12);
      assert.ok(depress(l, g1, Math.max(n1, n2)) <= depress(l, g1, Math.min(n1, n2)) + 1e-12);
      assert.ok(potentiate(l, Math.max(g1, g2), n1) >= potentiate(l, Math.min(g1, g2), n1) - 1e-12);
      assert.ok(depress(l, Math.max(g1, g2), n1) >= depress(l, Math.min(g1, g2), n1) - 1e-12);
    }),
  );
});

test('the step size is the distance one pulse goes', () => {
  fc.assert(
    fc.property(law, conductance, (l, g) => {
      const { up, down } = stepSize(l, g);
      near(Math.min(up, 1 - g), potentiate(l, g, 1) - g, 1e-12);
      near(Math.min(down, g), g - depress(l, g, 1), 1e-12);
    }),
  );
});

test('steps of Ag:a-Si and PCMO in units of 1/N are those of the small-step table', () => {
  const rows = [
    { ltp: 2.4, ltd: -4.88, up: [2.32, 1.31, 0.31], down: [0.03, 2.53, 5.03] },
    { ltp: 3.68, ltd: -6.76, up: [3.45, 1.79, 0.12], down: [0, 4.99, 9.98] },
    { ltp: 1.85, ltd: -1.79, up: [1.94, 1.18, 0.43], down: [0.44, 1.17, 1.9] },
    { ltp: 1.94, ltd: -0.61, up: [2.0, 1.2, 0.41], down: [0.78, 1.02, 1.26] },
    { ltp: 0.04, ltd: -0.63, up: [1.02, 1.0, 0.98], down: [0.77, 1.02, 1.27] },
    { ltp: 0.5, ltd: -0.5, up: [1.21, 1.01, 0.81], down: [0.81, 1.01, 1.21] },
    { ltp: 1, ltd: -1, up: [1.45, 1.05, 0.65], down: [0.65, 1.05, 1.45] },
  ];
  const N = 1e6;
  for (const row of rows) {
    const l = lawFromLabels({ ltp: row.ltp, ltd: row.ltd, ltpPulses: N, ltdPulses: N });
    [0, 0.5, 1].forEach((g, i) => {
      const { up, down } = stepSize(l, g);
      near(up * N, row.up[i], 0.0051, `up of ${row.ltp} at ${g}`);
      near(down * N, row.down[i], 0.0051, `down of ${row.ltd} at ${g}`);
    });
  }
});

test('the symmetry point is where one pulse up and one down are equal', () => {
  fc.assert(
    fc.property(law, (l) => {
      const g = symmetryPoint(l);
      if (g === undefined) return;
      const { up, down } = stepSize(l, g);
      near(up, down, 1e-9 * Math.max(up, 1e-3));
    }),
  );
});

test('equal branches have their symmetry point in the middle; linear ones have none of their own', () => {
  fc.assert(
    fc.property(branch, (b) => {
      const g = symmetryPoint(affineLaw({ ltp: b, ltd: b }));
      if (b.nu === 0) assert.is(g, undefined);
      else if (b.nu > 1e-6) near(g ?? Number.NaN, 0.5, 1e-9);
    }),
  );
  const unequal = affineLaw({ ltp: { nu: 0, pulses: 10 }, ltd: { nu: 0, pulses: 20 } });
  assert.is(symmetryPoint(unequal), undefined);
  assert.is(symmetryPoint({ kind: 'ideal' }), undefined);
});

test('inverse pulses bring a device exactly where it is wanted', () => {
  fc.assert(
    fc.property(law, conductance, conductance, (l, g, target) => {
      // Towards a rail at large ν the curve is too flat to be inverted in double precision.
      fc.pre(Math.max(l.ltp.nu, l.ltd.nu) < 9);
      const n = inversePulses(l, g, target);
      if (Math.abs(target - g) > 1e-12) assert.is(n > 0, target > g);
      near(n > 0 ? potentiate(l, g, n) : depress(l, g, -n), target, 1e-9);
    }),
  );
});

test('inverse pulses undo pulses', () => {
  const l = lawFromLabels({ ltp: 2.4, ltd: -4.88, ltpPulses: 97, ltdPulses: 97 });
  near(inversePulses(l, 0.2, potentiate(l, 0.2, 12)), 12, 1e-10);
  near(inversePulses(l, 0.9, depress(l, 0.9, 5)), -5, 1e-10);
  near(inversePulses(l, 0, 1), 97, 1e-9);
  near(inversePulses(l, 1, 0), -97, 1e-9);
});

test('a negative ν or less than one pulse is refused by name', () => {
  const good = { nu: 1, pulses: 10 };
  const refused = (options: Parameters<typeof affineLaw>[0], where: string) =>
    assert.throws(
      () => affineLaw(options),
      (e: unknown) => e instanceof MemspikeError && e.code === 'DEVICE' && e.where === where,
    );
  refused({ ltp: { nu: -1, pulses: 10 }, ltd: good }, 'law.ltp.nu');
  refused({ ltp: good, ltd: { nu: Number.NaN, pulses: 10 } }, 'law.ltd.nu');
  refused({ ltp: good, ltd: { nu: 1, pulses: 0 } }, 'law.ltd.pulses');
  refused({ ltp: { nu: 1, pulses: Number.POSITIVE_INFINITY }, ltd: good }, 'law.ltp.pulses');
});

test('the asymmetry of equal branches is tanh(ν/4); a device that retraces has none', () => {
  for (const nu of [0.5, 2, 5, 8]) {
    const branch = { nu, pulses: 50 };
    near(asymmetryOf(affineLaw({ ltp: branch, ltd: branch })) ?? -1, Math.tanh(nu / 4), 1e-9);
    near(asymmetryOf(affineLaw({ ltp: branch, ltd: branch, retracing: true })) ?? -1, 0, 1e-9);
  }
  near(asymmetryOf(affineLaw({ ltp: { nu: 0, pulses: 9 }, ltd: { nu: 0, pulses: 7 } })) ?? -1, 0, 1e-12);
});

test.run();
