/** A run that was stopped goes on to the same record, to the bit. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../src/engine/digest.ts';
import { MemspikeError } from '../../src/errors.ts';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';
import { restoreSession, saveSession } from '../../src/experiment/run/checkpoint.ts';
import { createSession, epochOrder, learnNext, type Session } from '../../src/experiment/run/session.ts';
import { train } from '../../src/experiment/run/train.ts';
import { variants } from './policies-of-runs.ts';
import { assertSameRun, smallConfig, smallDataset } from './small-run.ts';
import { syntheticDataset } from './synthetic.ts';

const test = suite('checkpoint');

const dataset = syntheticDataset({ train: 60, test: 20, flips: 15 });

/** Bytes of a run that has learned from `samples` samples of its first epoch. */
async function savedAfter(input: ExperimentInput, samples: number): Promise<Uint8Array> {
  const session = await createSession({ config: smallConfig(input), dataset });
  const order = epochOrder(session, 0);
  for (let i = 0; i < samples; i++) learnNext(session, order);
  return saveSession(session);
}

async function refusal(
  bytes: Uint8Array,
  input: ExperimentInput = {},
  data = dataset,
): Promise<MemspikeError> {
  try {
    await restoreSession(bytes, { config: smallConfig(input), dataset: data });
  } catch (error) {
    if (error instanceof MemspikeError) return error;
    throw error;
  }
  throw new Error('the checkpoint was accepted');
}

for (const [name, input] of variants) {
  test(`${name}: stopped at any sample, it goes on to the same record`, async () => {
    const config = smallConfig(input);
    const expected = await train({ config, dataset });
    for (const samples of [0, 23, 60]) {
      const session = await restoreSession(await savedAfter(input, samples), { config, dataset });
      assertSameRun(await train({ session }), expected, `after ${samples}`);
    }
  });
}

test('the checkpoint of every epoch’s end leads to the same record, that of the last one too', async () => {
  const config = smallConfig();
  const saved: Uint8Array[] = [];
  const onCheckpoint = (session: Session) => {
    saved.push(saveSession(session));
  };
  const expected = await train({ config, dataset, onCheckpoint });
  assert.is(saved.length, 2);
  for (const bytes of saved) {
    const session = await restoreSession(bytes, { config, dataset });
    assertSameRun(await train({ session }), expected);
  }
});

test('an aborted run has saved a checkpoint to go on from, also when it was testing', async () => {
  const config = smallConfig();
  const expected = await train({ config, dataset });
  for (const phase of ['train', 'test'] as const) {
    const stop = new AbortController();
    let saved = new Uint8Array();
    const stopped = train({
      config,
      dataset,
      signal: stop.signal,
      onProgress: (progress) => {
        if (progress.phase === phase) stop.abort();
      },
      onCheckpoint: (session) => {
        saved = new Uint8Array(saveSession(session));
      },
    });
    const error = await stopped.then(
      () => undefined,
      (reason: MemspikeError) => reason,
    );
    assert.is(error?.code, 'ABORTED', phase);
    const session = await restoreSession(saved, { config, dataset });
    assertSameRun(await train({ session }), expected, phase);
  }
});

test('it goes on with another backend to the same record', async () => {
  const config = smallConfig();
  const expected = await train({ config, dataset });
  const session = await restoreSession(await savedAfter({}, 31), { config, dataset, backend: 'reference' });
  assertSameRun(await train({ session }), expected);
});

test('what is not a checkpoint is refused', async () => {
  const bytes = await savedAfter({}, 5);
  for (const foreign of [
    new Uint8Array(0),
    bytes.subarray(0, 11),
    new TextEncoder().encode('memspoke............'),
  ])
    assert.is((await refusal(foreign)).code, 'CHECKPOINT');
});

test('a checkpoint cut short anywhere is refused', async () => {
  const bytes = await savedAfter({}, 5);
  for (const length of [12, 40, 200, 2000, bytes.length - 1]) {
    const error = await refusal(bytes.slice(0, length));
    assert.is(error.code, 'CHECKPOINT', `${length} bytes`);
  }
});

test('a header that was rewritten, with a digest that is right, is refused by what it lacks', async () => {
  const bytes = await savedAfter({}, 5);
  const length = new DataView(bytes.buffer).getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length)));
  const wrong = { gates: null, updateReads: [null], epochs: 3, presentation: -1, trainingSeconds: '1' };
  for (const [field, value] of Object.entries(wrong)) {
    const text = new TextEncoder().encode(JSON.stringify({ ...header, [field]: value }));
    const image = bytes.subarray(12 + length, bytes.length - 64);
    const body = new Uint8Array(12 + text.length + image.length);
    body.set(bytes.subarray(0, 8));
    new DataView(body.buffer).setUint32(8, text.length, true);
    body.set(text, 12);
    body.set(image, 12 + text.length);
    const digest = new TextEncoder().encode(sha256(body));
    const whole = new Uint8Array(body.length + digest.length);
    whole.set(body);
    whole.set(digest, body.length);
    assert.match(
      (await refusal(whole)).message,
      /the header of the checkpoint lacks what a run needs/,
      field,
    );
  }
});

test('one flipped bit is noticed, wherever it is', async () => {
  const bytes = await savedAfter({}, 5);
  for (const at of [3, 9, 15, 60, 5000, Math.floor(bytes.length / 2), bytes.length - 1]) {
    const damaged = bytes.slice();
    damaged[at] ^= 4;
    assert.is((await refusal(damaged)).code, 'CHECKPOINT', `byte ${at}`);
  }
});

test('a header whose digest is right and that is no object is refused', async () => {
  for (const header of ['null', '7', '"x"', '{']) {
    const text = new TextEncoder().encode(header);
    const body = new Uint8Array(12 + text.length);
    body.set((await savedAfter({}, 5)).subarray(0, 8));
    new DataView(body.buffer).setUint32(8, text.length, true);
    body.set(text, 12);
    const whole = new Uint8Array(body.length + 64);
    whole.set(body);
    whole.set(new TextEncoder().encode(sha256(body)), body.length);
    assert.match((await refusal(whole)).message, /not a memspike checkpoint, or it is damaged/, header);
  }
});

test('another configuration, other data and another version are told apart', async () => {
  const bytes = await savedAfter({}, 5);
  assert.match((await refusal(bytes, { seed: 2 })).message, /another configuration or other data/);
  assert.match((await refusal(bytes, {}, smallDataset)).message, /another configuration or other data/);
  const text = new TextDecoder('latin1').decode(bytes);
  const at = text.indexOf('"version":"') + '"version":"'.length;
  const older = bytes.slice();
  older[at] = '9'.charCodeAt(0);
  assert.match((await refusal(older)).message, /saved by memspike 9/);
});

test('a checkpoint of another build of the kernels is told apart', async () => {
  const bytes = await savedAfter({}, 5);
  const at = new TextDecoder('latin1').decode(bytes).indexOf('"kernels":"') + '"kernels":"'.length;
  const other = bytes.slice();
  other[at] = other[at] === 0x30 ? 0x31 : 0x30;
  other.set(new TextEncoder().encode(sha256(other.subarray(0, -64))), other.length - 64);
  assert.match((await refusal(other)).message, /another build of the kernels/);
});

test.run();
