/** Runs in which a number stops being one: they end, and say where. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../src/errors.ts';
import type { Task } from '../../src/schedule/task.ts';
import { smallDataset, smallRun } from './small-run.ts';
import { syntheticDataset } from './synthetic.ts';

const test = suite('runs that diverge');

/** Puts a value into linear memory after presentation `at`. */
function spoil(what: 'g' | 'w' | 'membrane', value: number, at: number): Task {
  return {
    name: 'spoil',
    every: { presentations: 1 },
    prepare: ({ network: { engine, populations }, crossbars: [first] }) => ({
      run({ presentation }) {
        if (presentation < at) return;
        const { g, w, stride } = first.at;
        const place = what === 'membrane' ? populations[0].membrane : { g, w }[what] + 4 * (3 * stride + 5);
        engine.f32(place, 1)[0] = value;
      },
    }),
  };
}

async function failureOf(tasks: readonly Task[], input = {}, dataset = smallDataset): Promise<MemspikeError> {
  const error = await smallRun(input, { tasks, dataset }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.instance(error, MemspikeError, String(error));
  return error as MemspikeError;
}

test('NaN in a conductance is found before the epoch is tested, with its layer, line and neuron', async () => {
  const error = await failureOf([spoil('g', Number.NaN, 299)]);
  assert.is(error.code, 'DIVERGED');
  assert.match(
    error.message,
    /^layer input → hidden, presentation 300: conductances are no longer numbers\n/,
  );
  assert.match(error.message, /received: "NaN at line 3, neuron 5"/);
});

test('infinity in the weights of ideal devices, and in a membrane, too', async () => {
  const weights = await failureOf([spoil('w', Number.POSITIVE_INFINITY, 299)], { device: 'ideal' });
  assert.match(weights.message, /layer input → hidden, presentation 300: weights are no longer numbers/);
  const membrane = await failureOf([spoil('membrane', Number.NEGATIVE_INFINITY, 299)]);
  assert.match(
    membrane.message,
    /layer hidden, presentation 300: membranes are no longer numbers\n.*-Infinity/,
  );
});

test('a long epoch is looked at within', async () => {
  const error = await failureOf(
    [spoil('g', Number.NaN, 1999)],
    { training: { epochs: 5 } },
    syntheticDataset({ train: 2300, test: 20 }),
  );
  assert.match(error.message, /presentation 2000: /);
});

test('a run that is stopped does not save what is no number', async () => {
  const stop = new AbortController();
  let saved = 0;
  const error = await smallRun(
    { training: { epochs: 50 } },
    {
      tasks: [spoil('g', Number.NaN, 5)],
      signal: stop.signal,
      onProgress: () => stop.abort(),
      onCheckpoint: () => void saved++,
    },
  ).catch((reason: unknown) => reason as MemspikeError);
  assert.is((error as MemspikeError).code, 'DIVERGED');
  assert.is(saved, 0);
});

test.run();
