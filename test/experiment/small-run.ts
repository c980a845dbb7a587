/** Runs that take a few tens of milliseconds. */
import {
  type ExperimentConfig,
  type ExperimentInput,
  resolveConfig,
} from '../../src/experiment/config/config.ts';
import type { Extensions } from '../../src/experiment/config/extensions.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { type TrainAnew, train } from '../../src/experiment/run/train.ts';
import { syntheticDataset } from './synthetic.ts';

/** 64-32-4, 30 steps, two epochs, unless `input` says otherwise. */
export function smallConfig(input: ExperimentInput = {}, extensions: Extensions = {}): ExperimentConfig {
  const small = {
    ...input,
    network: { hidden: [32], steps: 30, ...input.network },
    training: { epochs: 2, ...input.training },
  };
  return resolveConfig(small, extensions);
}

export const smallDataset = syntheticDataset({ flips: 15 });

export function smallRun(input: ExperimentInput = {}, options: Partial<TrainAnew> = {}): Promise<RunRecord> {
  return train({ config: smallConfig(input), dataset: smallDataset, ...options });
}

/** Throws, naming the fields, unless two records are the same but for what a clock or a machine has put into them. */
export function assertSameRun(actual: RunRecord, expected: RunRecord, label = 'record'): void {
  const [a, e] = [actual, expected].map(timeless);
  const different = Object.keys({ ...a, ...e }).filter((key) => canonical(a[key]) !== canonical(e[key]));
  if (different.length > 0) throw new Error(`${label}: ${different.join(', ')} differ`);
}

function timeless(record: RunRecord): Record<string, unknown> {
  const { trainingSeconds: _, samplesPerSecond: __, machine: ___, versions, ...rest } = record;
  return { ...rest, version: versions.memspike };
}

/** JSON whose keys are in order, whichever way the object was made. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
