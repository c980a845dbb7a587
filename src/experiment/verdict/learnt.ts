/**
 * Whether anything was learnt: before a device is compared with another, what it reached is compared with guessing and
 * with always giving the same answer.
 *
 * Whoever answers without looking at the sample has a balanced accuracy of 1 / classes, whatever the answers, and an
 * accuracy of at most the share of the commonest class. So something is learnt where the interval of one of the two lies
 * above that.
 */
import type { DatasetRecord } from '../run/record.ts';
import { type Interval, intervalOfMean, scoreInterval } from './interval.ts';

/** What accuracies are judged by. */
export const METRICS = ['accuracy', 'balanced'] as const;
export type Metric = (typeof METRICS)[number];

/** Means over the seeds. */
export interface Reached {
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  readonly recall: readonly (number | null)[];
}

export interface Learnt {
  readonly learnt: boolean;
  /** 1 / classes. */
  readonly chance: number;
  /** Share that always answering the commonest class has right. */
  readonly majority: number;
  readonly accuracy: number;
  /** 99 %, over the test samples. */
  readonly interval: Interval;
  readonly balancedAccuracy: number;
  readonly balancedInterval: Interval;
}

/** Several seeds share their test samples: their mean is judged as one run is, which never says too much. */
export function learntOf(
  { accuracy, balancedAccuracy, recall }: Reached,
  { majority, test, tested }: DatasetRecord,
): Learnt {
  const chance = chanceOf(tested);
  const interval = scoreInterval(accuracy, test);
  const balancedInterval = intervalOfMean(
    recall.flatMap((share, label) => (share === null ? [] : [{ share, count: tested[label] }])),
  );
  return {
    learnt: interval[0] > Math.max(chance, majority.accuracy) || balancedInterval[0] > chance,
    chance,
    majority: majority.accuracy,
    accuracy,
    interval,
    balancedAccuracy,
    balancedInterval,
  };
}

/** Of guessing among the classes that occur. */
export function chanceOf(tested: readonly number[]): number {
  return 1 / Math.max(1, tested.filter((count) => count > 0).length);
}

/** The commonest class has this many times the samples that it would have if all were alike. */
const SKEWED = 1.5;

/** Whether accuracy says little, because always giving the same answer has much of it. */
export function isSkewed({ majority, tested }: DatasetRecord): boolean {
  return majority.accuracy >= SKEWED * chanceOf(tested);
}

/** Balanced accuracy where the data set is skewed. */
export function usualMetric(dataset: DatasetRecord): Metric {
  return isSkewed(dataset) ? 'balanced' : 'accuracy';
}

/** Points, as a fraction, that have to be missing before a network is said to learn badly. */
const FAR = 0.05;

/**
 * How far the network stays below the nearest centroid, if it is far and the test samples leave no doubt of it:
 * then data and network do not go together, whatever the device.
 */
export function belowCentroid(reached: Learnt, { centroid }: DatasetRecord, metric: Metric): boolean {
  const [simple, own, [, high]] =
    metric === 'accuracy'
      ? [centroid.accuracy, reached.accuracy, reached.interval]
      : [centroid.balancedAccuracy, reached.balancedAccuracy, reached.balancedInterval];
  return simple - own > FAR && high < simple;
}
