/** The data of a configuration. */
import * as v from 'valibot';
import type { Dataset } from '../../data/dataset.ts';
import { takeStratified } from '../../data/split.ts';
import { option, whole } from '../../schema/option.ts';
import { MEANING } from './meanings.ts';

const samples = whole(0, 1e9);

export const datasetSchema = v.strictObject({
  source: option(v.pipe(v.string(), v.minLength(1)), 'mnist-10k', MEANING['dataset.source']),
  label: option(v.string(), 'last', MEANING['dataset.label']),
  train: option(samples, 0, `${MEANING['dataset.train']}; 0: all there are`),
  test: option(samples, 0, `${MEANING['dataset.test']}; 0: all there are`),
  validation: option(samples, 0, `${MEANING['dataset.validation']}, which are then not touched; 0: none`),
  testFrom: option(v.string(), '', `${MEANING['dataset.testFrom']} than \`source\`; '' for the same`),
  splitSeed: option(
    whole(0, Number.MAX_SAFE_INTEGER),
    1,
    'draws the split, and the subset where fewer samples are asked for than there are',
  ),
});

export type DatasetOptions = Readonly<v.InferOutput<typeof datasetSchema>>;

/** The sizes that a configuration asks for, cut out of a data set. Throws DATA if there are not so many samples. */
export function cutDataset(
  dataset: Dataset,
  { train, test, validation, splitSeed }: Partial<DatasetOptions>,
): Dataset {
  return takeStratified(dataset, {
    train: train || undefined,
    test: test || undefined,
    validation,
    seed: splitSeed ?? 1,
  });
}
