/** Every read of a run goes through the periphery, under an address of its own. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { READ } from '../../src/crossbar/periphery/read-address.ts';
import { hashConductances } from '../../src/crossbar/tally.ts';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';
import { networkOf } from '../../src/experiment/run/network-of.ts';
import { classify, createSession, type Session, sessionOn } from '../../src/experiment/run/session.ts';
import { createNetwork, crossbarsOf } from '../../src/network/network.ts';
import { type Watched, type WatchOptions, watched } from '../crossbar/watched.ts';
import { smallConfig } from '../experiment/small-run.ts';
import { syntheticDataset } from '../experiment/synthetic.ts';

const test = suite('reads of a run');

const SAMPLES = 30;
const STEPS = 30;
const dataset = syntheticDataset({ train: SAMPLES, test: 6, flips: 15 });

async function watchedSession(input: ExperimentInput, watch: WatchOptions = {}): Promise<[Session, Watched]> {
  const config = smallConfig(input);
  const watcher = watched(watch);
  const options = networkOf(config, dataset);
  const projections = options.projections.map(({ synapses, ...one }) => ({
    ...one,
    synapses: { ...synapses, crossbar: { ...synapses.crossbar, periphery: [watcher.stage] } },
  }));
  return [sessionOn(await createNetwork({ ...options, projections }), { config, dataset }), watcher];
}

function train({ trainer, schedule, dataset: { features, train: samples } }: Session): void {
  for (let k = 0; k < SAMPLES; k++) {
    trainer.learn(samples.inputs, k * features, samples.labels[k], k);
    schedule.after(k);
  }
}

const settings = (policy: string, own: object = {}): ExperimentInput => ({
  compensation: { policy, settings: own },
});

const runs: Readonly<Record<string, ExperimentInput>> = {
  'no policy': settings('none'),
  'an update every step': { ...settings('none'), learning: { update: 1 } },
  exact: settings('exact'),
  'program-verify': settings('program-verify'),
  'a transfer into exact devices': settings('tiki-taka', { pulses: { kind: 'exact' } }),
  'choppers and references': settings('tiki-taka-dynamic'),
  'periodic carry': settings('periodic-carry'),
  'refresh of pairs': settings('one-sided', { cell: { refreshEvery: 10 } }),
  'zero shift': { ...settings('zero-shift'), noise: { d2d: true } },
};

for (const [name, input] of Object.entries(runs))
  test(`${name}: watching changes no bit, every read is seen once, and those for updates are those counted`, async () => {
    const ideal = await createSession({ config: smallConfig(input), dataset });
    const [session, watcher] = await watchedSession(input);
    for (const one of [ideal, session]) train(one);
    const [expected, found] = [ideal, session].map(({ network }) => crossbarsOf(network));
    assert.is(hashConductances(found), hashConductances(expected));
    assert.equal(
      found.map(({ updateReads }) => updateReads),
      expected.map(({ updateReads }) => updateReads),
    );
    assert.is(new Set(watcher.seen).size, watcher.seen.length);
    assert.is(
      watcher.count((purpose) => purpose > READ.setUp),
      found.reduce((sum, { updateReads }) => sum + updateReads, 0),
    );
    const cells = name === 'periodic carry' ? 3 : 1;
    assert.is(
      watcher.count((purpose) => purpose === READ.training),
      2 * cells * STEPS * SAMPLES,
    );
  });

test('tests of all epochs have addresses of their own', async () => {
  const [session, watcher] = await watchedSession(settings('none'));
  for (let epoch = 1; epoch <= 2; epoch++) {
    for (let index = 0; index < 6; index++) classify(session, index);
    session.epochs.push({ epoch, accuracy: 0, hiddenAccuracy: 0, pulsesPerSample: 0 });
  }
  assert.is(
    watcher.count((purpose) => purpose === READ.test),
    2 * 2 * 6 * STEPS,
  );
  assert.is(new Set(watcher.seen).size, watcher.seen.length);
});

const held: ExperimentInput = { ...settings('none'), encoder: { kind: 'current' } };

test('a held current is read once a presentation, or at every step where no two reads are alike', async () => {
  for (const [repeats, reads] of [
    [true, SAMPLES],
    [false, SAMPLES * STEPS],
  ] as const) {
    const [session, watcher] = await watchedSession(held, { repeats });
    train(session);
    const graded = watcher.seen.filter((read) => read.endsWith('graded'));
    assert.is(graded.length, reads);
    assert.is(new Set(watcher.seen).size, watcher.seen.length);
  }
});

test('a held current is read anew after every write, once', async () => {
  for (const repeats of [true, false]) {
    const [session, watcher] = await watchedSession({ ...held, learning: { update: 5 } }, { repeats });
    train(session);
    const graded = watcher.seen.filter((read) => read.endsWith('graded'));
    assert.is(graded.length, SAMPLES * (repeats ? STEPS / 5 : STEPS));
    assert.is(new Set(watcher.seen).size, watcher.seen.length);
  }
});

test('what does not superpose is not read ahead', async () => {
  const large: ExperimentInput = { ...settings('none'), network: { hidden: [70000], steps: 2 } };
  for (const superposes of [true, false]) {
    const [session, watcher] = await watchedSession(large, { superposes });
    classify(session, 0);
    const parts = watcher.seen.filter((read) => read.includes('part'));
    assert.is(parts.length > 0, superposes);
    assert.is(new Set(watcher.seen).size, watcher.seen.length);
  }
});

test.run();
