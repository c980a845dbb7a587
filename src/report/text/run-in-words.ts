/** What a single run learnt, in sentences: it has no ideal weights beside it, so guessing and a simple classifier judge. */
import type { RunRecord } from '../../experiment/run/record.ts';
import { belowCentroid, learntOf, usualMetric } from '../../experiment/verdict/learnt.ts';
import { always, noBetterThanChance, skew } from './learning.ts';
import { percent } from './words.ts';

export interface RunVerdict {
  readonly learnt: boolean;
  readonly sentences: readonly string[];
}

export function runInWords(record: RunRecord): RunVerdict {
  const { dataset } = record;
  const reached = learntOf(record, dataset);
  const sentences = reached.learnt
    ? [...skew(dataset, reached), learntIn(record)]
    : [`Nothing is learnt: ${noBetterThanChance(reached, dataset)}.`, ...skew(dataset, reached)];
  if (belowCentroid(reached, dataset, usualMetric(dataset))) sentences.push(besideCentroid(record));
  return { learnt: reached.learnt, sentences };
}

function learntIn({ accuracy, balancedAccuracy, dataset }: RunRecord): string {
  return (
    `${percent(accuracy)} % of the test samples are right (balanced ${percent(balancedAccuracy)} %); ` +
    `${always(dataset)} has ${percent(dataset.majority.accuracy)} %.`
  );
}

function besideCentroid({ dataset: { centroid } }: RunRecord): string {
  return (
    `The nearest of the classes’ mean samples is right in ${percent(centroid.accuracy)} % (balanced ` +
    `${percent(centroid.balancedAccuracy)} %): compare tells whether the network or the device keeps it from that.`
  );
}
