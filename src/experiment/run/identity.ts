/** Names a run by its content: the same configuration on the same data has the same id, on every machine. */
import { sha256 } from '../../engine/digest.ts';
import type { ExperimentConfig } from '../config/config.ts';

/** The data of a run, as its record names it. */
interface DatasetFacts {
  readonly id: string;
  readonly train: number;
  readonly test: number;
}

/** What a record keeps of a data set. */
export function factsOf(dataset: {
  readonly id: string;
  readonly train: { readonly count: number };
  readonly test: { readonly count: number };
}): DatasetFacts {
  return { id: dataset.id, train: dataset.train.count, test: dataset.test.count };
}

/** SHA-256 of the resolved configuration and of what it is run on: the data's content counts, not its path. */
export function runId(config: ExperimentConfig, dataset: Parameters<typeof factsOf>[0]): string {
  return idOf(config, factsOf(dataset));
}

/** The same from a record, which has the facts of its data. */
export function idOf(config: ExperimentConfig, { id, test, train }: DatasetFacts): string {
  const { dataset: named, ...rest } = config;
  const { source, testFrom, ...cut } = named;
  const text = canonical({ ...rest, dataset: { ...cut, id, train, test } });
  return sha256(new TextEncoder().encode(text));
}

/**
 * The text of all that a configuration says about a run but where its data lie: the same for a configuration that was
 * made here and for one that was read back from a record.
 */
export function contentOf({ dataset, ...rest }: Partial<ExperimentConfig>): string {
  const { source, testFrom, ...cut } = dataset ?? {};
  return canonical({ ...rest, dataset: cut });
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}
