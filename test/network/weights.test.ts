/** Weights of a projection from outside: what is programmed is what the network reads, as far as its devices reach. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { MemspikeError } from '../../src/errors.ts';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';
import { createSession, type Session } from '../../src/experiment/run/session.ts';
import { program, weightsOf } from '../../src/network/weights.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { smallConfig, smallDataset } from '../experiment/small-run.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('weights');

const sessionOf = (input: ExperimentInput) =>
  createSession({ config: smallConfig(input), dataset: smallDataset });

const quiet = { noise: { c2c: false, d2d: false } } as const;

const optionsOf = ({ network }: Session, projection: number) =>
  network.projections[projection].synapses.crossbars[0].options;

/** Weights over a share of the range, a different one for every synapse nearby. */
const spread = (count: number, size: number) =>
  Float32Array.from({ length: count }, (_, k) => size * (((k * 37) % 101) / 50 - 1));

for (const [what, policy, settings] of [
  ['ideal weights', 'none', undefined],
  ['a single device', 'none', { cell: { scheme: 'single' } }],
  ['a pair', 'none', { cell: { scheme: 'complementary' } }],
  ['four devices a polarity', 'none', { cell: { scheme: 'alternating', m: 4 } }],
  ['cells like digits', 'periodic-carry', undefined],
] as const)
  test(`${what}: programmed weights within the range are read back, nothing is missing`, async () => {
    const device = what === 'ideal weights' ? 'ideal' : 'ag-a-si';
    const session = await sessionOf({ ...quiet, device, compensation: { policy, settings } });
    const { weightScale } = optionsOf(session, 0);
    const before = weightsOf(session, 0);
    const wanted = spread(before.length, 0.9 * weightScale);
    const { clipped, rmsError } = program(session, { from: 'input', to: 'hidden' }, wanted);
    assertClose(weightsOf(session, 0), wanted, { abs: 1e-5 });
    assert.is(clipped, 0);
    assert.ok(rmsError < 1e-6, `${rmsError}`);
    assert.is(session.trainer.pulses(), 0);
  });

test('what lies beyond the range is clipped, counted, and missing', async () => {
  const session = await sessionOf({
    ...quiet,
    device: 'ag-a-si',
    compensation: { policy: 'none', settings: { cell: { scheme: 'complementary' } } },
  });
  const { weightScale: scale } = optionsOf(session, 1);
  const wanted = new Float32Array(weightsOf(session, 1).length);
  wanted.set([1.5 * scale, -2 * scale, scale, -scale]);
  const { clipped, rmsError } = program(session, 1, wanted);
  assertClose(weightsOf(session, 1).slice(0, 5), [scale, -scale, scale, -scale, 0], { abs: 1e-5 });
  assert.is(clipped, 2);
  assertClose(rmsError, scale * Math.sqrt((0.25 + 1) / wanted.length), { rel: 1e-4 });
});

test('devices of few states take the nearest weight that they have', async () => {
  const session = await sessionOf({
    ...quiet,
    device: { ...resolveDevice('ag-a-si'), states: 5 },
    compensation: { policy: 'none', settings: { cell: { scheme: 'single' } } },
  });
  const { weightScale } = optionsOf(session, 0);
  const wanted = spread(weightsOf(session, 0).length, 0.9 * weightScale);
  const { clipped } = program(session, 0, wanted);
  assert.is(clipped, 0);
  assertClose(weightsOf(session, 0), wanted, { abs: weightScale / 4 + 1e-5 });
  assert.ok(new Set(weightsOf(session, 0)).size <= 5);
});

test('cells like digits: what the states of a large cell leave is taken up by the smaller ones', async () => {
  const [cores, base] = [3, 5];
  const session = await sessionOf({
    ...quiet,
    device: { ...resolveDevice('ag-a-si'), states: 5 },
    compensation: { policy: 'periodic-carry', settings: { organisation: { kind: 'carry', cores, base } } },
  });
  const { weightScale } = optionsOf(session, 0);
  const wanted = spread(weightsOf(session, 0).length, 0.9 * weightScale);
  assert.is(program(session, 0, wanted).clipped, 0);
  // Half of a step of a quarter of the range of the smallest cell, for a single device about a reference.
  assertClose(weightsOf(session, 0), wanted, { abs: weightScale / 4 / base ** (cores - 1) + 1e-5 });
});

test('several devices a polarity have equal shares', async () => {
  const session = await sessionOf({
    ...quiet,
    device: 'ag-a-si',
    compensation: { policy: 'none', settings: { cell: { scheme: 'alternating', m: 4 } } },
  });
  program(session, 0, spread(weightsOf(session, 0).length, optionsOf(session, 0).weightScale));
  const [{ at, engine }] = session.network.projections[0].synapses.crossbars;
  const plane = (k: number) => engine.f32(at.g + k * at.rows * at.stride * 4, at.columns);
  for (const k of [1, 2, 3])
    for (const polarity of [0, 4]) assertClose(plane(polarity + k), plane(polarity), { abs: 1e-5 }, `${k}`);
});

test('where some of several devices are stuck, the others take up what these leave', async () => {
  const stuck = { fraction: 0.1, at: 'gmax' } as const;
  const session = await sessionOf({
    ...quiet,
    device: { ...resolveDevice('ag-a-si'), stuck },
    compensation: { policy: 'none', settings: { cell: { scheme: 'alternating', m: 4 } } },
  });
  const wanted = spread(weightsOf(session, 0).length, 0.5 * optionsOf(session, 0).weightScale);
  const { clipped } = program(session, 0, wanted);
  // One pair in five has a stuck device; to keep a cell from half of its range three of its four pairs must.
  assert.ok(clipped < 0.01 * wanted.length, `${clipped} of ${wanted.length}`);
});

test('what counters and exact programming owed to the weights of before is forgotten', async () => {
  for (const pulses of [{ kind: 'residual', bits: 8 }, { kind: 'exact' }] as const) {
    const session = await sessionOf({
      ...quiet,
      device: 'ag-a-si',
      compensation: { policy: 'none', settings: { cell: { scheme: 'single' }, pulses } },
    });
    const weights = [0, 1].map((projection) => spread(weightsOf(session, projection).length, 0.5));
    const startAnew = () => {
      weights.forEach((wanted, projection) => void program(session, projection, wanted));
    };
    const train = () => session.trainer.learn(smallDataset.train.inputs, 0, smallDataset.train.labels[0], 0);
    startAnew();
    train();
    const once = weightsOf(session, 0);
    for (let k = 0; k < 5; k++) train();
    startAnew();
    train();
    assert.equal([...weightsOf(session, 0)], [...once], pulses.kind);
    assert.not.equal([...once], [...weights[0]]);
  }
});

test('weights of another shape, and a projection that is not there, are refused', async () => {
  const session = await sessionOf({ compensation: { policy: 'none' } });
  for (const wrong of [
    () => program(session, 0, [1, 2]),
    () => weightsOf(session, 9),
    () => weightsOf(session, { from: 'output', to: 'input' }),
    () => weightsOf(session, { from: 'input', to: 'output' }),
  ])
    assert.throws(wrong, ({ code }: MemspikeError) => code === 'USAGE');
});

test.run();
