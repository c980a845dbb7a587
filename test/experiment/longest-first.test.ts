import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { roleOf } from '../../src/experiment/compare/groups.ts';
import { planComparison } from '../../src/experiment/compare/plan.ts';
import type { ExperimentConfig } from '../../src/experiment/config/config.ts';
import { longestFirst } from '../../src/experiment/workers/longest-first.ts';

const test = suite('longest first');

/** Ideal and linear baselines and three arms, three seeds each. */
const configs = planComparison({
  devices: ['ag-a-si'],
  policies: ['none', 'residual', 'exact'],
  noise: ['on'],
  seeds: [1, 2, 3],
});
const all = configs.map((_, index) => index);
const kindOf = (config: ExperimentConfig) => `${roleOf(config)} ${config.compensation.policy}`;

/** Plays a comparison on so many workers whose runs take `time`: the order of the starts, and when the last one ends. */
function play(waiting: readonly number[], workers: number, time: (config: ExperimentConfig) => number) {
  const queue = longestFirst(waiting.map((index) => configs[index]));
  const order: number[] = [];
  let running: { index: number; end: number }[] = [];
  let now = 0;
  for (;;) {
    while (running.length < workers) {
      const index = queue.next();
      if (index === undefined) break;
      order.push(waiting[index]);
      running.push({ index, end: now + time(configs[waiting[index]]) });
    }
    if (running.length === 0) return { order, end: now };
    now = Math.min(...running.map(({ end }) => end));
    for (const { index, end } of running) if (end === now) queue.took(index, time(configs[waiting[index]]));
    running = running.filter(({ end }) => end > now);
  }
}

test('every job is started once, whatever the times and the number of workers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 5, maxLength: 5 }),
      fc.subarray(all),
      (workers, times, waiting) => {
        const kinds = [...new Set(configs.map(kindOf))];
        const { order } = play(waiting, workers, (job) => times[kinds.indexOf(kindOf(job))]);
        assert.equal(
          [...order].sort((a, b) => a - b),
          waiting,
        );
      },
    ),
  );
});

test('one of every kind, then the longest kind that is left', () => {
  const times: Readonly<Record<string, number>> = { none: 2, residual: 5, exact: 9 };
  const { order } = play(all, 1, (config) =>
    roleOf(config) === 'arm' ? times[config.compensation.policy] : 1,
  );
  const policies = order.map((index) => kindOf(configs[index]));
  assert.is(new Set(policies.slice(0, 5)).size, 5);
  assert.equal(policies.slice(5, 11), [
    ...Array(2).fill('arm exact'),
    ...Array(2).fill('arm residual'),
    ...Array(2).fill('arm none'),
  ]);
});

test('long runs at the end of the plan do not leave a worker idle', () => {
  // Twelve runs of 1 and three of 6 on two workers: 15 at the least, 18 in the order of the plan.
  const time = ({ compensation }: ExperimentConfig) => (compensation.policy === 'exact' ? 6 : 1);
  const times = all.map((index) => time(configs[index]));
  assert.is(inOrder(times, 2), 18);
  assert.is(play(all, 2, time).end, 15);
});

/** When the last run ends if runs are started in the order of the list. */
function inOrder(times: readonly number[], workers: number): number {
  const free = new Array<number>(workers).fill(0);
  for (const time of times) {
    const first = free.indexOf(Math.min(...free));
    free[first] += time;
  }
  return Math.max(...free);
}

test.run();
