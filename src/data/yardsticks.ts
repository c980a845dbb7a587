/**
 * What can be reached on a data set without a network: by always giving the same answer, and by the simplest
 * classifier there is. A network that does no better than the first has learnt nothing; one that stays far below the
 * second learns badly, whatever its devices.
 */
import type { Dataset, Samples } from './dataset.ts';

export interface Yardsticks {
  /** Always answering the class that most training samples have. */
  readonly majority: {
    /** Its name, or its number. */
    readonly class: string;
    /** Share of the test samples, 0–1. */
    readonly accuracy: number;
  };
  /** Nearest centroid: the class whose mean training sample is closest, by Euclidean distance. */
  readonly centroid: {
    readonly accuracy: number;
    /** Mean over the classes of the share of their test samples that are right. */
    readonly balancedAccuracy: number;
  };
}

const known = new WeakMap<Dataset, Yardsticks>();

/** Both parts must have samples. Computed once for a data set. */
export function yardsticksOf(dataset: Dataset): Yardsticks {
  const before = known.get(dataset);
  if (before !== undefined) return before;
  const yardsticks = { majority: majorityOf(dataset), centroid: centroidOf(dataset) };
  known.set(dataset, yardsticks);
  return yardsticks;
}

/** What a class is called. */
export function nameOfClass({ classNames }: Pick<Dataset, 'classNames'>, index: number): string {
  return classNames?.[index] ?? String(index);
}

/** Samples of each class. */
function countsOf({ labels }: Samples, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

function majorityOf(dataset: Dataset): Yardsticks['majority'] {
  const { classes, test, train } = dataset;
  const learnt = countsOf(train, classes);
  const most = learnt.indexOf(Math.max(...learnt));
  return { class: nameOfClass(dataset, most), accuracy: countsOf(test, classes)[most] / test.count };
}

function centroidOf({ classes, features, test, train }: Dataset): Yardsticks['centroid'] {
  const counts = countsOf(train, classes);
  const centroids = counts.map(() => new Float64Array(features));
  for (let i = 0, at = 0; i < train.count; i++) {
    const centroid = centroids[train.labels[i]];
    for (let j = 0; j < features; j++) centroid[j] += train.inputs[at++];
  }
  centroids.forEach((centroid, label) => {
    for (let j = 0; j < features; j++) centroid[j] /= Math.max(1, counts[label]);
  });
  const right = new Array<number>(classes).fill(0);
  for (let i = 0; i < test.count; i++) {
    const sample = test.inputs.subarray(i * features, (i + 1) * features);
    if (nearest(sample, centroids, counts) === test.labels[i]) right[test.labels[i]]++;
  }
  const tested = countsOf(test, classes);
  const recall = right.flatMap((hits, label) => (tested[label] > 0 ? [hits / tested[label]] : []));
  return {
    accuracy: right.reduce((sum, hits) => sum + hits, 0) / test.count,
    balancedAccuracy: recall.reduce((sum, share) => sum + share, 0) / recall.length,
  };
}

/** Of classes that have training samples; of equally near ones the lower. */
function nearest(sample: Uint8Array, centroids: readonly Float64Array[], counts: readonly number[]): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  centroids.forEach((centroid, label) => {
    if (counts[label] === 0) return;
    let distance = 0;
    for (let j = 0; j < sample.length && distance < least; j++) distance += (sample[j] - centroid[j]) ** 2;
    if (distance < least) [best, least] = [label, distance];
  });
  return best;
}
