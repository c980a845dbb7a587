/** What every law of the list promises, whichever it is, and that a law of a user is one among them. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type DeviceOptions, defineDevice } from '../../../src/device/device.ts';
import { lawOf, laws, type PulseLaw, pulseLaw } from '../../../src/device/laws/all-laws.ts';
import { isIdeal } from '../../../src/device/laws/ideal.ts';
import { afterOnePulse } from '../../../src/device/laws/kernel-law.ts';
import { defineLaw, type LawKind } from '../../../src/device/laws/law.ts';
import { spreadOfSteps } from '../../../src/device/laws/quantiles.ts';
import { lawOfSteps, sampledSteps } from '../../../src/device/laws/table.ts';
import { MemspikeError } from '../../../src/errors.ts';
import { aihwkitDevice } from '../../../src/interop/aihwkit/aihwkit-device.ts';
import { stepsAsTable } from '../../../src/interop/aihwkit/steps/steps-as-table.ts';
import { option, real } from '../../../src/schema/option.ts';
import { buildArray } from '../../crossbar/array.ts';
import { assertClose } from '../../support/assert-close.ts';

const test = suite('all laws');

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const branch = fc.record({ nu: double(0, 6), pulses: fc.integer({ min: 4, max: 300 }) });
const steps = (nodes: number) => fc.array(double(0.001, 0.2), { minLength: nodes, maxLength: nodes });
const row = fc
  .array(double(0, 0.2), { minLength: 3, maxLength: 3 })
  .map((list) => list.sort((a, b) => a - b));
const rows = fc.array(row, { minLength: 2, maxLength: 2 });
const decay = fc.record({ alpha: double(0.001, 0.2), beta: double(-2, 4) });
const perDirection = <T>(one: fc.Arbitrary<T>) => fc.record({ ltp: one, ltd: one });

/** Options of every law but ideal weights: a law without an entry fails the first test. */
const EXAMPLES: Readonly<Record<string, fc.Arbitrary<object>>> = {
  affine: fc.record({ ltp: branch, ltd: branch, retracing: fc.boolean() }),
  table: fc.integer({ min: 2, max: 9 }).chain((nodes) => perDirection(steps(nodes))),
  stochastic: perDirection(rows),
  exponential: perDirection(decay),
};

const anyLaw: fc.Arbitrary<PulseLaw> = fc.oneof(
  ...Object.entries(EXAMPLES).map(([kind, options]) =>
    options.map((given) => pulseLaw({ kind, ...given } as { kind: string })),
  ),
);
const conductance = double(0, 1);
const direction = fc.constantFrom('ltp' as const, 'ltd' as const);
const count = fc.integer({ min: 0, max: 60 });

test('every law that takes pulses has examples here', () => {
  assert.equal(
    laws.map(({ kind }) => kind).filter((kind) => !isIdeal({ kind })),
    Object.keys(EXAMPLES),
  );
  for (const { kind, source, summary } of laws) {
    assert.match(kind, /^[a-z-]+$/);
    assert.ok(summary.endsWith('.') && source.length > 0, kind);
  }
});

test('pulses stay within the rails, and lead the way of their direction', () => {
  fc.assert(
    fc.property(anyLaw, conductance, count, direction, (options, g, n, way) => {
      const after = lawOf(options).after(g, n, way);
      assert.ok(after >= 0 && after <= 1, `${after}`);
      assert.ok(way === 'ltp' ? after >= g - 1e-12 : after <= g + 1e-12);
    }),
  );
});

test('n pulses are n times one pulse', () => {
  fc.assert(
    fc.property(anyLaw, conductance, count, direction, (options, g, n, way) => {
      const law = lawOf(options);
      let one = g;
      for (let k = 0; k < n; k++) one = law.after(one, 1, way);
      assertClose(law.after(g, n, way), one, { abs: 1e-8 });
    }),
  );
});

test('a step is as long as one pulse leads, up to the rail', () => {
  fc.assert(
    fc.property(anyLaw, conductance, (options, g) => {
      const law = lawOf(options);
      const { up, down } = law.step(g);
      assert.ok(up >= -1e-12 && down >= -1e-12);
      assertClose(law.after(g, 1, 'ltp') - g, Math.min(up, 1 - g), { abs: 1e-12 });
      assertClose(g - law.after(g, 1, 'ltd'), Math.min(down, g), { abs: 1e-12 });
    }),
  );
});

test('the number of pulses between two conductances leads from one to the other', () => {
  fc.assert(
    fc.property(anyLaw, conductance, conductance, (options, g, target) => {
      const law = lawOf(options);
      const n = law.pulsesBetween(g, target);
      fc.pre(Number.isFinite(n) && Math.abs(n) < 1e4);
      assertClose(law.after(g, Math.abs(n), n > 0 ? 'ltp' : 'ltd'), target, { abs: 1e-7 });
    }),
  );
});

test('what the kernels get makes the step of the law: its coefficients, or its table at every node', () => {
  fc.assert(
    fc.property(anyLaw, conductance, (options, g) => {
      const law = lawOf(options);
      const kernel = law.inKernels();
      assertClose(afterOnePulse(kernel, g, 'ltp') - g, law.step(g).up, { abs: 1e-12 });
      assertClose(g - afterOnePulse(kernel, g, 'ltd'), law.step(g).down, { abs: 1e-12 });
      for (const [k, size] of kernel.steps?.ltp.entries() ?? [])
        assertClose(size, law.step(k / (kernel.steps!.ltp.length - 1)).up, { abs: 1e-15 });
    }),
  );
});

test('the symmetry point is where both steps are equal', () => {
  fc.assert(
    fc.property(anyLaw, (options) => {
      const law = lawOf(options);
      const g = law.symmetryPoint();
      if (g === undefined) return;
      assert.ok(g >= 0 && g <= 1);
      assertClose(law.step(g).up, law.step(g).down, { abs: 1e-9 });
    }),
  );
});

test('made symmetric a law keeps its LTP; made finer, the way of 16 pulses and their noise are those of one', () => {
  fc.assert(
    fc.property(anyLaw, conductance, (options, g) => {
      const law = lawOf(options);
      const even = lawOf(pulseLaw(law.symmetric()));
      assert.is(even.step(g).up, law.step(g).up);
      const fine = lawOf(pulseLaw(law.finer(16)));
      if (fine.inKernels().steps) assertClose(16 * fine.step(g).up, law.step(g).up, { abs: 1e-12 });
      else assertClose(fine.after(g, 16, 'ltp'), law.after(g, 1, 'ltp'), { abs: 1e-10 });
      const [drawn, finer] = [law.inKernels().drawn, fine.inKernels().drawn];
      assert.is(drawn === undefined, finer === undefined);
      if (drawn && finer) assertClose(4 * spreadOfSteps(finer), spreadOfSteps(drawn), { abs: 1e-9 });
    }),
  );
});

test('in a crossbar, n pulses bring every device where its law says', async () => {
  const shapes: DeviceOptions['law'][] = [
    { kind: 'affine', ltp: { nu: 3, pulses: 60 }, ltd: { nu: 5, pulses: 40 } },
    { kind: 'affine', ltp: { nu: 2, pulses: 60 }, ltd: { nu: 2, pulses: 40 }, retracing: true },
    { kind: 'table', ltp: [0.04, 0.01, 0.02], ltd: [0.01, 0.03, 0.05] },
    {
      kind: 'stochastic',
      ltp: [
        [0, 0.04],
        [0, 0.01],
      ],
      ltd: [
        [0, 0.02],
        [0, 0.05],
      ],
    },
    { kind: 'exponential', ltp: { alpha: 0.05, beta: 3 }, ltd: { alpha: 0.03, beta: 2 } },
  ];
  for (const law of shapes) {
    const device = defineDevice({ name: 'd', law });
    const pulses = 7;
    for (const sign of [1, -1]) {
      const array = await buildArray({ device, scheme: 'single' });
      array.setConductances(0, (element) => element / 159);
      const { at, engine } = array.crossbar;
      const hits = Array.from({ length: 20 }, (_, column) => [column, 2 * sign * pulses]).flat();
      engine.i32(at.hits, hits.length).set(hits);
      engine.kernels.applyPulses(at.array, at.hits, 20, 0, 1, 2);
      const expected = Array.from({ length: 20 }, (_, column) =>
        lawOf(device.law).after(column / 159, pulses, sign > 0 ? 'ltp' : 'ltd'),
      );
      assertClose(array.conductances(0).slice(0, 20), expected, { abs: 2e-6 }, device.law.kind);
    }
  }
});

const quadratic = defineLaw({
  kind: 'quadratic',
  summary: 'Steps that fall with the square of the distance from the rail ahead.',
  source: 'aihwkit PowStepDevice, pow_gamma = 2',
  options: {
    up: option(real(0, 1), 0.02, 'first LTP step'),
    down: option(real(0, 1), 0.02, 'first LTD step'),
  },
  law: ({ up, down }) => lawOfSteps(sampledSteps((g) => ({ up: up * (1 - g) ** 2, down: down * g * g }))),
});

test('a law of a user, as the object, with options, or by name, is the table of its steps: aihwkit’s own of γ = 2', () => {
  const params = { dw_min: 0.02, w_min: 0, w_max: 1, pow_gamma: 2 };
  const theirs = stepsAsTable(aihwkitDevice({ device: 'PowStepDevice', params }).law);
  for (const [law, extensions] of [
    [quadratic, {}],
    [{ kind: quadratic, up: 0.02 }, {}],
    [{ kind: 'quadratic', up: 0.02 }, { laws: [quadratic] }],
  ] as const) {
    const device = defineDevice({ name: 'mine', law }, extensions);
    assert.is(device.law.kind, 'table');
    const { ltp, ltd } = device.law as typeof theirs;
    assertClose(ltp, theirs.ltp, { abs: 1e-6 });
    assertClose(ltd, theirs.ltd, { abs: 1e-6 });
    assert.equal(defineDevice(JSON.parse(JSON.stringify(device))), device, 'alone it repeats a run');
  }
});

test('a law of a user that draws its steps stays drawn, and an affine one keeps its curve in two nodes', () => {
  const ltp = [
    [0, 0.02],
    [0, 0.04],
  ];
  const drawn = defineLaw({
    kind: 'drawn',
    summary: 'Two steps.',
    source: 'this test',
    options: {},
    law: () => lawOf(pulseLaw({ kind: 'stochastic', ltp, ltd: ltp } as { kind: string })),
  });
  assert.equal(defineDevice({ name: 'x', law: drawn }).law, { kind: 'stochastic', ltp, ltd: ltp });
  const curve = { kind: 'affine', ltp: { nu: 2, pulses: 50 }, ltd: { nu: 3, pulses: 50 } };
  const soft = { ...drawn, law: () => lawOf(pulseLaw(curve)) };
  const [table, affine] = [defineDevice({ name: 'x', law: soft }).law, pulseLaw(curve)];
  for (const g of [0, 0.3, 0.8])
    for (const way of ['ltp', 'ltd'] as const)
      assertClose(lawOf(table).after(g, 20, way), lawOf(affine).after(g, 20, way), { abs: 1e-12 });
});

function refusal(law: unknown, own: readonly LawKind[] = []): MemspikeError {
  try {
    defineDevice({ name: 'x', law: law as DeviceOptions['law'] }, { laws: own });
  } catch (error) {
    if (error instanceof MemspikeError) return error;
    throw error;
  }
  throw new Error('accepted');
}

test('a law that is none is refused with all that there are, those of a user among them', () => {
  const built = laws.map(({ kind }) => kind);
  const names = (error: MemspikeError) => String(error.accepted).match(/[a-z-]+/g);
  assert.equal(names(refusal({ kind: 'power' })), built);
  const error = refusal({ kind: 'quadratc' }, [quadratic]);
  assert.equal([error.code, error.where], ['DEVICE', 'law.kind']);
  assert.equal(names(error), [...built, 'quadratic']);
});

test('options of a user’s law are checked by its schema, and its name may not be taken', () => {
  assert.is(refusal({ kind: quadratic, up: 3 }).where, 'law.up');
  const unknown = refusal({ kind: quadratic, upp: 0.1 });
  assert.equal([unknown.where, unknown.hint], ['law.upp', 'did you mean "up"?']);
  assert.match(refusal(quadratic, [{ ...quadratic, kind: 'table' }]).message, /name of a built-in law/);
  const broken = {
    ...quadratic,
    law: () => lawOfSteps(sampledSteps(() => ({ up: Number.NaN, down: 0 }), 2)),
  };
  assert.is(refusal(broken).where, 'law.ltp.0');
});

test.run();
