import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { duration, isLive, timeLeft } from '../../src/cli/shared/live-line.ts';
import { createRunsProgress } from '../../src/cli/shared/runs-progress.ts';
import { createTrainProgress } from '../../src/cli/train/progress.ts';
import { planComparison } from '../../src/experiment/compare/plan.ts';
import type { ExperimentConfig } from '../../src/experiment/config/config.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import type { Progress } from '../../src/experiment/run/train.ts';

const test = suite('progress');

const ERASE = '\r\u001b[2K';

function paper(columns = 60) {
  const written: string[] = [];
  return { written, columns, write: (text: string) => written.push(text) };
}

function planned(): ExperimentConfig[] {
  return planComparison({ devices: ['pcmo'], policies: ['none'], noise: ['on'], seeds: [1] });
}

function progress(done: number): Progress {
  return {
    phase: 'train',
    epoch: 1,
    epochs: 1,
    done,
    total: 100,
    accuracy: 0.5,
    samplesPerSecond: 1000,
    finished: [],
  };
}

const recordOf = (config: ExperimentConfig) =>
  ({ config, accuracy: 0.875, trainingSeconds: 4.25 }) as RunRecord;

test('on a terminal one line is drawn in place, never wider than the terminal, and taken away', () => {
  const stream = paper();
  let clock = 0;
  const all = planned();
  const shown = createRunsProgress({ runs: all.length, stream, live: true, now: () => clock });
  for (let done = 0; done < 100; done += 10) {
    clock += 1000;
    shown.onProgress(all[2], progress(done));
  }
  shown.onFinished(recordOf(all[2]), false);
  shown.end();
  assert.ok(stream.written.every((text) => !text.includes('\n')));
  assert.ok(stream.written.every((text) => text.replace(ERASE, '').length < 60));
  assert.ok(stream.written.some((text) => text.includes('0/3 runs')));
  assert.match(stream.written.join('\n'), /pcmo, none, seed 1 50\.0 %|left/);
  assert.is(stream.written.at(-1), ERASE);
});

test('elsewhere every finished run has a line, and between them at most one in ten seconds', () => {
  const stream = paper();
  let clock = 0;
  const all = planned();
  const shown = createRunsProgress({ runs: all.length, stream, live: false, now: () => clock });
  shown.onFinished(recordOf(all[0]), true);
  for (; clock < 30_500; clock += 250) shown.onProgress(all[1], progress(clock / 1000));
  shown.onFinished(recordOf(all[1]), false);
  shown.onFailure(all[2], new Error('no\nmore'), true);
  shown.end();
  assert.is(stream.written.length, 5);
  assert.equal(stream.written[0], '1/3 runs, 5 % of the work, 3:10 left\n');
  assert.is(stream.written[3], '2/3  linear, 50 levels, seed 1  87.5 %  4.3 s\n');
  assert.is(stream.written[4], 'pcmo, none, seed 1 failed and is tried again: no\n');
});

test('a run tells each finished epoch once, those before it was resumed not at all', () => {
  const stream = paper();
  const epoch = (number: number) => ({
    epoch: number,
    accuracy: 0.5,
    hiddenAccuracy: 0.25,
    pulsesPerSample: 1,
  });
  const shown = createTrainProgress({ stream, live: false, epochsBefore: 1, now: () => 0 });
  shown.onProgress({ ...progress(10), epoch: 2, epochs: 3 });
  shown.onEpochs([epoch(1), epoch(2)]);
  shown.onEpochs([epoch(1), epoch(2)]);
  shown.end();
  assert.equal(stream.written, ['epoch 2/3  output 50.0 %  hidden 25.0 %\n']);
});

test('times read as a clock', () => {
  assert.equal([0, 5, 65, 3599, 3725].map(duration), ['0:00', '0:05', '1:05', '59:59', '1:02:05']);
  assert.is(timeLeft(10, 0.5), '0:10 left');
  assert.is(timeLeft(1, 0.5), '');
  assert.is(timeLeft(100, 0), '');
});

test('a pipe and a dumb terminal get lines', () => {
  assert.is(isLive({ isTTY: true }, { TERM: 'xterm' }), true);
  assert.is(isLive({ isTTY: true }, { TERM: 'dumb' }), false);
  assert.is(isLive({}, { TERM: 'xterm' }), false);
});

test.run();
