/** Periodic tasks: when they run, that checkpoints keep what they remember, and refresh as the first of them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { refreshPairs } from '../../src/crossbar/refresh.ts';
import { hashConductances } from '../../src/crossbar/tally.ts';
import type { MemspikeError } from '../../src/errors.ts';
import { type ExperimentInput, resolveConfig } from '../../src/experiment/config/config.ts';
import { restoreSession, saveSession } from '../../src/experiment/run/checkpoint.ts';
import {
  createSession,
  epochOrder,
  learnNext,
  type Session,
  type SessionOptions,
} from '../../src/experiment/run/session.ts';
import { train } from '../../src/experiment/run/train.ts';
import { crossbarsOf } from '../../src/network/network.ts';
import type { Moment, Task } from '../../src/schedule/task.ts';
import { assertSameRun, smallConfig, smallDataset } from '../experiment/small-run.ts';
import { syntheticDataset } from '../experiment/synthetic.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('schedule');

const dataset = syntheticDataset({ train: 60, test: 20, flips: 15 });

/** A session that has learned from `samples` samples. */
async function sessionAfter(
  samples: number,
  input: ExperimentInput,
  options: Partial<SessionOptions> = {},
): Promise<Session> {
  const session = await createSession({ config: smallConfig(input), dataset, ...options });
  for (let k = 0; k < samples; k++)
    learnNext(session, epochOrder(session, Math.floor(k / dataset.train.count)));
  return session;
}

/** Writes down when it runs. */
function watch(every: Task['every'], moments: Moment[]): Task {
  const prepare = () => ({ run: (moment: Moment) => void moments.push({ ...moment }) });
  return { name: `watch ${JSON.stringify(every)}`, every, prepare };
}

const presentationsOf = (moments: readonly Moment[]) => moments.map(({ presentation }) => presentation);

/** 30 steps of 1 ms and a pause of 20 ms: 50 ms a presentation. */
const clock = { step: 1e-3, between: 0.02 };

test('a task in presentations runs after every so many of them', async () => {
  const moments: Moment[] = [];
  await sessionAfter(11, { clock }, { tasks: [watch({ presentations: 4 }, moments)] });
  assert.equal(presentationsOf(moments), [3, 7]);
  assertClose(
    moments.map(({ seconds }) => seconds),
    [0.2, 0.4],
    { abs: 1e-12 },
  );
});

test('a task in seconds runs at the end of the presentation in which they are over', async () => {
  for (const [milliseconds, expected] of [
    [100, [1, 3, 5, 7, 9, 11, 13, 15, 17, 19]],
    [70, [1, 2, 4, 5, 6, 8, 9, 11, 12, 13, 15, 16, 18, 19]],
    [350, [6, 13]],
    [1000, [19]],
  ] as const) {
    const moments: Moment[] = [];
    await sessionAfter(20, { clock }, { tasks: [watch({ seconds: milliseconds / 1000 }, moments)] });
    assert.equal(presentationsOf(moments), [...expected], `${milliseconds} ms`);
    // By whole milliseconds: the first presentation that ends at or after every multiple.
    const exact = Array.from({ length: Math.floor(1000 / milliseconds) }, (_, k) =>
      Math.ceil(((k + 1) * milliseconds) / 50 - 1),
    );
    assert.equal(presentationsOf(moments), exact, `${milliseconds} ms`);
  }
});

test('an interval of three presentations is over after three, however their seconds are rounded', async () => {
  const moments: Moment[] = [];
  // 30 steps of 0.5 ms and 3 ms: three times 18 ms fall short of 54 ms in a float64.
  const short = { step: 5e-4, between: 0.003 };
  assert.ok(3 * (30 * short.step + short.between) < 0.054);
  await sessionAfter(9, { clock: short }, { tasks: [watch({ seconds: 0.054 }, moments)] });
  assert.equal(presentationsOf(moments), [2, 5, 8]);
});

test('where several intervals fit into a presentation it runs once, and is told how much time has passed', async () => {
  const moments: Moment[] = [];
  await sessionAfter(5, { clock }, { tasks: [watch({ seconds: 0.008 }, moments)] });
  assert.equal(presentationsOf(moments), [0, 1, 2, 3, 4]);
  assertClose(
    moments.map(({ elapsed }) => elapsed),
    [0.05, 0.05, 0.05, 0.05, 0.05],
    { abs: 1e-12 },
  );
});

test('pulses take the time that the clock gives them', async () => {
  const moments: Moment[] = [];
  const tasks = [watch({ presentations: 1 }, moments)];
  const { trainer } = await sessionAfter(9, { clock: { ...clock, pulse: 1e-4 } }, { tasks });
  assert.ok(trainer.pulses() > 10);
  assertClose(moments[8].seconds, 9 * 0.05 + trainer.pulses() * 1e-4, { abs: 1e-12 });
});

test('a clock of its own changes no bit of a run whose tasks count presentations', async () => {
  const hashOf = async (input: ExperimentInput) =>
    hashConductances(crossbarsOf((await sessionAfter(60, input)).network));
  const policy = {
    device: 'gst-pcm',
    compensation: { policy: 'one-sided', settings: { cell: { refreshEvery: 20 } } },
  };
  assert.is(await hashOf({ ...policy, clock: { step: 7, pulse: 3, between: 2 } }), await hashOf(policy));
});

test('refresh as a task is refresh by hand after every so many presentations, to the bit', async () => {
  const input = (refreshEvery: number): ExperimentInput => ({
    device: 'gst-pcm',
    encoder: { kind: 'latency' },
    network: { neuron: { inputGain: 20 } },
    learning: { rule: { kind: 'local', rate: [0.1, 0.005] } },
    compensation: {
      policy: 'one-sided',
      settings: { cell: { weightScale: 2, refreshEvery }, output: { cell: { weightScale: 1 } } },
    },
  });
  const options = { dataset: smallDataset };
  const task = await createSession({ config: smallConfig(input(50)), ...options });
  const hand = await createSession({ config: smallConfig(input(0)), ...options });
  let refreshed = 0;
  for (let k = 0; k < 300; k++) {
    learnNext(task, epochOrder(task, 0));
    learnNext(hand, epochOrder(hand, 0));
    if ((k + 1) % 50 === 0)
      for (const crossbar of crossbarsOf(hand.network)) refreshed += refreshPairs(crossbar, k);
  }
  assert.ok(refreshed > 10, `${refreshed} pairs`);
  assert.is(hashConductances(crossbarsOf(task.network)), hashConductances(crossbarsOf(hand.network)));
});

/** All conductances sink towards 0, the slower the older the array is: state that is nowhere else. */
const sinking: Task = {
  name: 'sinking',
  every: { seconds: 0.17 },
  prepare({ crossbars }) {
    const state = new Float64Array(1);
    return {
      state,
      run({ elapsed }) {
        const before = state[0];
        state[0] += elapsed;
        const share = (1 + before) / (1 + state[0]);
        for (const { at, engine, ideal } of crossbars) {
          if (ideal) continue;
          const count = at.rows * at.stride;
          const g = engine.f32(at.g, 2 * at.m * count);
          for (let k = 0; k < g.length; k++) g[k] *= 1 - 0.05 * (1 - share);
          engine.kernels.cacheWeights(at.array, count);
        }
      },
    };
  },
};

test('a run with a task that remembers goes on from a checkpoint to the same bits', async () => {
  const config = smallConfig({ clock, compensation: { policy: 'none' } });
  const options = { config, dataset, tasks: [sinking] };
  const expected = await train(options);
  const without = await train({ config, dataset });
  assert.is.not(expected.conductanceHash, without.conductanceHash);
  for (const samples of [0, 5, 23, 60]) {
    const bytes = saveSession(
      await sessionAfter(samples, { clock, compensation: { policy: 'none' } }, options),
    );
    const session = await restoreSession(bytes, options);
    assertSameRun(await train({ session }), expected, `after ${samples}`);
  }
});

test('a checkpoint with other tasks is refused', async () => {
  const config = smallConfig({ clock });
  const bytes = saveSession(await sessionAfter(5, { clock }, { tasks: [sinking] }));
  const error = await restoreSession(bytes, { config, dataset }).catch((reason: MemspikeError) => reason);
  assert.is((error as MemspikeError).code, 'CHECKPOINT');
  assert.match((error as MemspikeError).message, 'other periodic tasks');
});

test('two tasks of one name and a task without an interval are refused', async () => {
  for (const tasks of [[sinking, sinking], [{ ...sinking, every: { seconds: 0 } }]]) {
    const error = await sessionAfter(0, {}, { tasks }).catch((reason: MemspikeError) => reason);
    assert.equal([(error as MemspikeError).code, (error as MemspikeError).where], ['CONFIG', 'tasks']);
  }
});

test('the clock has defaults, and refuses time that runs backwards', () => {
  assert.equal(resolveConfig().clock, { step: 1e-3, pulse: 0, between: 0 });
  for (const part of ['step', 'pulse', 'between'])
    try {
      resolveConfig({ clock: { [part]: -1 } });
      assert.unreachable(part);
    } catch (error) {
      assert.is((error as MemspikeError).where, `clock.${part}`);
    }
});

test.run();
