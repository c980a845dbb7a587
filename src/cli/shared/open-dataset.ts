/** The data set that a configuration names, loaded and cut to the sizes it asks for. */
import { type Dataset, withTestFrom } from '../../data/dataset.ts';
import { loadDataset } from '../../data/load.ts';
import { cutDataset, type DatasetOptions } from '../../experiment/config/dataset.ts';
import { flagOf } from './configuration.ts';
import { placing } from './failure.ts';

/** Throws DATA or FILE naming the flag to change, or the place in the file that is read; ABORTED. */
export async function openDataset(options: DatasetOptions, signal?: AbortSignal): Promise<Dataset> {
  const { source, label, testFrom, splitSeed: seed, train, test } = options;
  // The test part of another file leaves all of this one's split to it.
  const holds = testFrom === '' ? { train: train || undefined, test: test || undefined } : undefined;
  const load = (from: string, flag: string) =>
    placing(
      (where) => (where === undefined ? flag : undefined),
      () => loadDataset(from, { label, seed, holds, signal }),
    );
  const whole = await load(source, '--data');
  const combined =
    testFrom === ''
      ? whole
      : await placing(
          (where) => (where === undefined ? '--test-from' : undefined),
          async () => withTestFrom(whole, await load(testFrom, '--test-from')),
        );
  return placing(
    (where) => flagOf(`dataset.${where}`),
    () => cutDataset(combined, options),
  );
}

export function describeDataset({ id, train, test, features, classes }: Dataset): string {
  return `data: ${id}, ${train.count} training and ${test.count} test samples, ${features} inputs, ${classes} classes`;
}
