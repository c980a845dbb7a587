/** docs/sweep.md from one run of the measurement. */
import { decimal } from '../../src/report/text/words.ts';
import type { Sweep, Timing } from './sweep.ts';

export function sweepPage({ machine, commit, command, runs, rounds, brief, resident }: Sweep): string {
  const best = (timings: readonly Timing[]) =>
    timings.reduce((least, one) => (one.wallSeconds < least.wallSeconds ? one : least));
  const one = best(rounds.map((round) => round.one));
  const two = best(rounds.map((round) => round.two));
  const [first] = resident;
  const last = resident[resident.length - 1];
  const each = (last.mebibytes - first.mebibytes) / (last.workers - first.workers);
  return `${[
    '# Sweeps',
    '',
    `Written by \`${command}\`, with the numbers of that run in [sweep.json](sweep.json): ${machine}; commit ${commit}.`,
    '',
    `The runs of a comparison go to worker threads, each with an engine and a memory of its own; they share nothing but the data set. ${runs} runs of the same length are **${decimal(one.wallSeconds / two.wallSeconds, 2)} times** as fast on two workers as on one: ${decimal(one.wallSeconds, 2)} s and ${decimal(two.wallSeconds, 2)} s, the best of ${rounds.length} rounds each, start of the workers included. CPU time over wall time was ${decimal(loadOf(two), 2)} with two workers: the nearer to 2, the freer both cores were; less than that is time that other programs, or waiting, took.`,
    '',
    '| runs | workers | wall, s | CPU, s | CPU/wall | times as fast |',
    '|---|---:|---:|---:|---:|---:|',
    ...rounds.flatMap((round, k) => rowsOf(`round ${k + 1}`, round)),
    ...rowsOf('of one epoch', brief),
    '',
    '## Memory',
    '',
    '| workers | largest resident size, MiB |',
    '|---:|---:|',
    ...resident.map(({ workers, mebibytes }) => `| ${workers} | ${decimal(mebibytes, 0)} |`),
    '',
    `Training images of ${decimal(first.datasetMebibytes, 0)} MiB, once as they were loaded and once in a SharedArrayBuffer that all workers read: a further worker takes ${decimal(each, 0)} MiB, which is V8's heap and code and the network's memory.`,
  ].join('\n')}\n`;
}

const loadOf = ({ cpuSeconds, wallSeconds }: Timing) => cpuSeconds / wallSeconds;

function rowsOf(label: string, { one, two }: Sweep['brief']): string[] {
  return [one, two].map((timing) => {
    const { workers, wallSeconds, cpuSeconds } = timing;
    const cells = [
      label,
      `${workers}`,
      decimal(wallSeconds, 2),
      decimal(cpuSeconds, 2),
      decimal(loadOf(timing), 2),
      decimal(one.wallSeconds / wallSeconds, 2),
    ];
    return `| ${cells.join(' | ')} |`;
  });
}
