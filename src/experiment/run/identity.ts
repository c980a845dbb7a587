/** Names a run by its content: the same configuration on the same data has the same id, on every machine. */
import type { Dataset } from '../../data/dataset.ts';
import { sha256 } from '../../engine/digest.ts';
import type { ExperimentConfig } from '../config/config.ts';

/** SHA-256 of the resolved configuration and of what it is run on: the data's content counts, not its path. */
export function runId(config: ExperimentConfig, { id, train, test }: Dataset): string {
  const { dataset, ...rest } = config;
  const { source, testFrom, ...cut } = dataset;
  const text = canonical({ ...rest, dataset: { ...cut, id, train: train.count, test: test.count } });
  return sha256(new TextEncoder().encode(text));
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}
