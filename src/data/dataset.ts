/**
 * A labelled set of samples, as plain bytes: what every source is turned into and all that the network ever sees.
 */
import { MemspikeError } from '../errors.ts';

export interface Samples {
  readonly count: number;
  /** count × features, row-major: sample i begins at i·features. Intensities 0–255. */
  readonly inputs: Uint8Array;
  /** One class per sample, 0 … classes − 1. */
  readonly labels: Uint16Array;
}

export interface Dataset {
  /** Names the content, for records: "mnist-10k", "mnist", "idx:<hash>", "csv:<hash>". */
  readonly id: string;
  readonly features: number;
  readonly classes: number;
  /** Of an image; rows × columns = features. */
  readonly shape?: readonly [rows: number, columns: number];
  /** By class number, where the source has names. */
  readonly classNames?: readonly string[];
  readonly train: Samples;
  readonly test: Samples;
}

/**
 * The same set in SharedArrayBuffers, so that posting it to workers copies nothing. Where they do not exist (a page
 * that is not cross-origin isolated), and for a set that is shared already, the set itself.
 */
export function shareDataset(dataset: Dataset): Dataset {
  if (typeof SharedArrayBuffer === 'undefined' || isShared(dataset)) return dataset;
  return { ...dataset, train: shareSamples(dataset.train), test: shareSamples(dataset.test) };
}

function isShared({ train, test }: Dataset): boolean {
  return [train.inputs, train.labels, test.inputs, test.labels].every(
    (array) => array.buffer instanceof SharedArrayBuffer,
  );
}

function shareSamples({ count, inputs, labels }: Samples): Samples {
  const sharedInputs = new Uint8Array(new SharedArrayBuffer(inputs.byteLength));
  const sharedLabels = new Uint16Array(new SharedArrayBuffer(labels.byteLength));
  sharedInputs.set(inputs);
  sharedLabels.set(labels);
  return { count, inputs: sharedInputs, labels: sharedLabels };
}

/**
 * Returns a data set from any hand once its parts fit together; throws DATA naming the part that does not.
 * The readers of this folder have checked their own.
 */
export function checkDataset(dataset: Dataset): Dataset {
  if (typeof dataset !== 'object' || dataset === null)
    throw new MemspikeError('DATA', 'this is not a data set', {
      received: dataset,
      accepted: 'id, features, classes, train and test',
    });
  const { id, features, classes, shape, classNames } = dataset;
  const refuse = (problem: string, received: unknown): never => {
    throw new MemspikeError('DATA', problem, { where: `data set "${id}"`, received });
  };
  if (!isWhole(features, 1)) refuse('features is not a whole number ≥ 1', features);
  if (!isWhole(classes, 2) || classes > 65535) refuse('classes is not a whole number 2–65535', classes);
  if (shape !== undefined && shape[0] * shape[1] !== features)
    refuse(`shape does not multiply to ${features} features`, shape);
  if (classNames !== undefined && classNames.length !== classes)
    refuse(`classNames does not name ${classes} classes`, classNames.length);
  for (const part of ['train', 'test'] as const) {
    if (typeof dataset[part] !== 'object' || dataset[part] === null)
      refuse(`there is no part "${part}"`, dataset[part]);
    const { count, inputs, labels } = dataset[part];
    if (!isWhole(count, 0)) refuse(`${part}.count is not a whole number ≥ 0`, count);
    if (!(inputs instanceof Uint8Array)) refuse(`${part}.inputs is not a Uint8Array`, typeof inputs);
    if (!(labels instanceof Uint16Array)) refuse(`${part}.labels is not a Uint16Array`, typeof labels);
    if (inputs.length !== count * features)
      refuse(`${part}.inputs is not ${count} × ${features} bytes long`, inputs.length);
    if (labels.length !== count) refuse(`${part}.labels is not ${count} long`, labels.length);
    const outside = labels.findIndex((label) => label >= classes);
    if (outside >= 0) refuse(`label of ${part} sample ${outside} is not below ${classes}`, labels[outside]);
  }
  return dataset;
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}

/**
 * The training images of one set with the test images of another: for `mnist-10k`, whose package has no official test
 * images, against those of the full MNIST ("mnist-10k+t10k"). Throws DATA if features or classes differ.
 */
export function withTestFrom(training: Dataset, testing: Dataset): Dataset {
  for (const property of ['features', 'classes'] as const) {
    if (training[property] !== testing[property])
      throw new MemspikeError(
        'DATA',
        `${property} differ: ${training[property]} in "${training.id}", ${testing[property]} in "${testing.id}"`,
      );
  }
  const suffix = testing.id === 'mnist' ? 't10k' : testing.id;
  return { ...training, id: `${training.id}+${suffix}`, test: testing.test };
}
