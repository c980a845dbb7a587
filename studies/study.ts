/** Runs of a study, kept on disk: a stopped call goes on where it was. */
import {
  type Dataset,
  type ExperimentConfig,
  loadDataset,
  openStore,
  type RunRecord,
  withTestFrom,
  workers,
} from 'memspike/node';
import { makeRuns, runId } from 'memspike/parts';

export interface Study {
  readonly name: string;
  readonly configs: readonly ExperimentConfig[];
  readonly dataset: Dataset;
}

/** Runs what is missing; with `skip`, returns what is there. */
export async function runStudy(
  { name, configs, dataset }: Study,
  { out, skip = false }: { readonly out: string; readonly skip?: boolean },
): Promise<readonly RunRecord[]> {
  const store = await openStore(out);
  let done = 0;
  const { records } = await makeRuns(skip ? [] : configs, {
    dataset,
    store,
    runner: workers(),
    onFinished: () => process.stderr.write(`\r${name} ${++done}/${configs.length} `),
    onFailure: (_, error) => process.stderr.write(`${error.message}\n`),
  });
  process.stderr.write('\n');
  if (!skip) return records;
  return configs.flatMap((config) => store.records.get(runId(config, dataset)) ?? []);
}

/** The full MNIST from a folder of IDX files, and the mnist package's digits with its 10 000 test images. */
export async function mnistOf(folder: string): Promise<{ readonly full: Dataset; readonly head: Dataset }> {
  const full = await loadDataset(folder, { seed: 1 });
  return { full, head: withTestFrom(await loadDataset('mnist-10k', { seed: 1 }), full) };
}

export const seedsUpTo = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);
