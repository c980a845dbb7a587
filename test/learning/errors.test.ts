/** Errors and surrogates say in TypeScript what their kernels compute; a user's own error is asked at every step. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createArena } from '../../src/engine/arena.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { MemspikeError } from '../../src/errors.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { errors } from '../../src/learning/errors/all-errors.ts';
import { crossEntropy } from '../../src/learning/errors/cross-entropy.ts';
import type { ReadoutError } from '../../src/learning/errors/error.ts';
import { surrogates } from '../../src/learning/surrogates/all-surrogates.ts';
import { kindSchema } from '../../src/schema/kind.ts';
import { fraction, option } from '../../src/schema/option.ts';
import { smallRun } from '../experiment/small-run.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('errors and surrogates');

const scores = [0.7, -1.2, 0.3, 2.5, -0.4, 0.99];

async function room(words: number) {
  const arena = createArena();
  const places = Array.from({ length: 4 }, () => arena.reserve(words * 4));
  const engine = await createEngine({ bytes: arena.size() });
  return { engine, places };
}

for (const error of errors)
  test(`${error.kind}: its derivative is that of the kernel`, async () => {
    const { engine, places } = await room(16);
    const [e, y] = places;
    engine.f32(y, scores.length).set(scores);
    for (const label of [0, 3, 5]) {
      engine.kernels.readoutError(e, y, 1.5, scores.length, label, error.code ?? Number.NaN);
      const out = new Float32Array(scores.length);
      error.derivative(
        Float32Array.from(scores, (one) => 1.5 * one),
        label,
        out,
        {},
      );
      assertClose([...out], [...engine.f32(e, scores.length)], { abs: 1e-6 }, `label ${label}`);
    }
  });

for (const surrogate of surrogates)
  test(`${surrogate.kind}: its slope is that of the kernel`, async () => {
    const { engine, places } = await room(16);
    const [delta, e, back, u] = places;
    const membranes = Array.from({ length: 16 }, (_, i) => i / 4 - 1);
    engine.f32(u, 16).set(membranes);
    engine.f32(e, 1)[0] = 1;
    engine.f32(back, 16).fill(1);
    engine.kernels.localDelta(delta, e, back, u, 16, 1, 1.1, 0.6, surrogate.code);
    const expected = membranes.map((membrane) => surrogate.slope(0.6 * Math.abs(membrane - 1.1)));
    assertClose([...engine.f32(delta, 16)], expected, { abs: 1e-6 });
  });

/** Targets that are not quite 0 and 1 (Szegedy et al., CVPR 2016, sec. 7). */
const schema = kindSchema('smoothed', {
  smoothing: option(fraction, 0.1, 'share that all classes have in common'),
});
const smoothed: ReadoutError<typeof schema> = {
  kind: 'smoothed',
  summary: 'cross-entropy with smoothed labels',
  source: 'Szegedy et al., CVPR 2016, sec. 7',
  schema,
  derivative(y, label, out, { smoothing }) {
    crossEntropy.derivative(y, label, out, { kind: 'cross-entropy' });
    for (let k = 0; k < out.length; k++) out[k] += smoothing * (Number(k === label) - 1 / out.length);
  },
};

test('an error of one’s own learns, with options of its own', async () => {
  const accuracyOf = async (smoothing: number) => {
    const error = { kind: 'smoothed', smoothing };
    const extensions = { errors: [smoothed] };
    const config = resolveConfig(
      { network: { hidden: [32], steps: 30 }, training: { epochs: 2 }, learning: { error } },
      extensions,
    );
    return (await smallRun({}, { config, extensions })).accuracy;
  };
  assert.ok((await accuracyOf(0.1)) > 0.8);
  // All targets are alike: nothing can be learned.
  assert.ok((await accuracyOf(1)) < 0.6);
});

test('without smoothing it is cross-entropy', async () => {
  const error = { ...smoothed, schema: kindSchema('smoothed', { smoothing: option(fraction, 0, 'none') }) };
  const [own, built] = [await smallRun({ learning: { error } }), await smallRun()];
  assertClose(own.accuracy, built.accuracy, { abs: 0.03 });
  assertClose(own.pulsesPerSample, built.pulsesPerSample, { rel: 0.02 });
});

test('an error that is not there is refused with those there are', () => {
  try {
    resolveConfig({ learning: { error: 'hing' } });
    assert.unreachable();
  } catch (error) {
    const { where, accepted, hint } = error as MemspikeError;
    assert.equal(
      [where, accepted, hint],
      ['learning.error', ['cross-entropy', 'mean-square', 'hinge'], 'did you mean "hinge"?'],
    );
  }
});

test.run();
