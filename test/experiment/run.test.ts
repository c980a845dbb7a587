/** What a run reports on its way, and whether its record is true to itself. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { MemspikeError } from '../../src/errors.ts';
import type { Progress } from '../../src/experiment/run/train.ts';
import { assertClose } from '../support/assert-close.ts';
import { smallDataset, smallRun } from './small-run.ts';
import { syntheticDataset } from './synthetic.ts';

const test = suite('run');

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

async function refusal(promise: Promise<unknown>): Promise<MemspikeError> {
  return promise.then(
    () => {
      throw new Error('it went through');
    },
    (error: MemspikeError) => error,
  );
}

test('the confusion matrix holds every test sample, by true class, and the accuracy is its diagonal', async () => {
  const { accuracy, confusion, epochs } = await smallRun();
  assert.equal(confusion.map(sum), [25, 25, 25, 25]);
  assert.is(sum(confusion.map((row, label) => row[label])) / 100, accuracy);
  assert.is(epochs.at(-1)?.accuracy, accuracy);
});

test('pulses and reads of the record are those of its layers', async () => {
  for (const policy of ['read-free-pair', 'exact', 'one-sided']) {
    const record = await smallRun({ compensation: { policy } });
    const pulses = sum(record.layers.map((layer) => layer.ltpPulses + layer.ltdPulses));
    assertClose(record.pulsesPerSample * 600, pulses, { abs: 1e-6 }, policy);
    assertClose(
      sum(record.epochs.map((epoch) => epoch.pulsesPerSample * 300)),
      pulses,
      { abs: 1e-6 },
      policy,
    );
    assert.is(record.updateReads, sum(record.layers.map((layer) => layer.updateReads)));
    assert.is(record.updateReads > 0, policy !== 'read-free-pair', policy);
    assert.is(record.maxPulsesPerDevice, Math.max(...record.layers.map((layer) => layer.maxPulsesPerDevice)));
  }
});

test('one-sided pairs are read at every refresh, and never else', async () => {
  const record = await smallRun({
    compensation: { policy: 'one-sided', settings: { cell: { refreshEvery: 50 } } },
  });
  assert.is(record.updateReads, (600 / 50) * 2 * (64 * 32 + 32 * 4));
});

test('a record survives JSON and holds the configuration that repeats it', async () => {
  const record = await smallRun({ device: 'pcmo', seed: 5, compensation: { policy: 'residual' } });
  const kept = JSON.parse(JSON.stringify(record)) as typeof record;
  assert.equal(kept, record);
  const again = await smallRun(kept.config);
  assert.is(again.conductanceHash, record.conductanceHash);
  assert.is(again.id, record.id);
});

test('the last hidden layer’s readout is told beside the output; without hidden layer both are one', async () => {
  const record = await smallRun({ network: { hidden: [] } });
  assert.is(record.layers.length, 1);
  assert.is(record.hiddenAccuracy, record.accuracy);
});

test('progress runs through training and test of every epoch, to the last sample', async () => {
  const seen: Progress[] = [];
  await smallRun({}, { onProgress: (progress) => seen.push(progress) });
  for (const epoch of [1, 2])
    for (const [phase, total] of [
      ['train', 300],
      ['test', 100],
    ] as const) {
      const part = seen.filter((one) => one.epoch === epoch && one.phase === phase);
      assert.is(part.at(-1)?.done, total, `${phase} of epoch ${epoch}`);
      assert.ok(part.every((one, i) => one.total === total && one.done > (part[i - 1]?.done ?? 0)));
      assert.ok(part.every(({ accuracy }) => accuracy >= 0 && accuracy <= 1));
      assert.ok(part.every(({ samplesPerSecond }) => samplesPerSecond > 0));
    }
});

test('the price of a run is summed from its projections, each with its own settings', async () => {
  const settings = {
    pulses: { kind: 'residual' },
    output: { cell: { m: 8 }, pulses: { kind: 'stochastic' } },
  } as const;
  const record = await smallRun({
    compensation: { policy: 'alternating', settings },
    training: { epochs: 1 },
  });
  const [hidden, output] = [64 * 32, 32 * 4];
  assertClose(record.digitalBitsPerSynapse, (4 * hidden) / (hidden + output), { abs: 1e-12 });
  assertClose(record.devicesPerSynapse, (2 * hidden + 16 * output) / (hidden + output), { abs: 1e-12 });
});

test('a signal stops a run within a slice, with ABORTED and the place', async () => {
  const stop = new AbortController();
  let after = 0;
  const onProgress = () => {
    if (stop.signal.aborted) after++;
    stop.abort();
  };
  const error = await refusal(smallRun({ training: { epochs: 1000 } }, { signal: stop.signal, onProgress }));
  assert.equal([error.code, error.where?.slice(0, 7)], ['ABORTED', 'epoch 1']);
  assert.is(after, 0);
});

test('a data set without samples of a part is refused', async () => {
  for (const part of ['train', 'test'] as const) {
    const dataset = {
      ...smallDataset,
      [part]: { count: 0, inputs: new Uint8Array(), labels: new Uint16Array() },
    };
    const error = await refusal(smallRun({}, { dataset }));
    assert.equal([error.code, error.message.includes(part)], ['DATA', true]);
  }
});

test('the id tells configurations, seeds and data sets apart', async () => {
  const short = { training: { epochs: 1 } };
  const ids = [
    await smallRun(short),
    await smallRun({ ...short, seed: 2 }),
    await smallRun({ ...short, device: 'pcmo' }),
    await smallRun(short, { dataset: syntheticDataset({ flips: 14 }) }),
  ].map(({ id }) => id);
  assert.is(new Set(ids).size, 4);
});

test.run();
