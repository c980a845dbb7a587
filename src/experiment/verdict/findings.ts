/**
 * What a comparison says about each device, in numbers: was anything learnt, how far from ideal weights does it stay,
 * and what brings the accuracy back?
 */
import {
  type Accuracies,
  type Arm,
  type Baseline,
  type Comparison,
  judged,
  type Spread,
} from '../compare/comparison.ts';
import { groupByDevice } from '../compare/groups.ts';
import type { DatasetRecord } from '../run/record.ts';
import { belowCentroid, type Learnt, learntOf, type Metric } from './learnt.ts';

/** The policy that compensates nothing. */
const PLAIN = 'none';

/** The last two: the device learnt nothing; nothing was learnt even with ideal weights. */
export type Verdict = 'yes' | 'nearly' | 'in part' | 'no' | 'nothing' | 'not this data';

/**
 * Most that the best read-free arm may lose against ideal weights for each verdict: as a fraction of the test samples,
 * and as a share of what ideal weights have above guessing.
 */
const VERDICTS: readonly (readonly [Verdict, number, number])[] = [
  ['yes', 0.01, 0.1],
  ['nearly', 0.03, 0.25],
  ['in part', 0.1, 0.5],
  ['no', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
];

/** The scale of the verdicts, for a reader. */
export const VERDICT_SCALE =
  '“Yes” is at most 1 point below ideal weights, “nearly” at most 3, “in part” at most 10 (and at most a tenth, a ' +
  'quarter, a half of what ideal weights have above guessing), all for the best policy that reads no device for the ' +
  'sake of an update. Nothing is learnt where the 99 % interval over the test samples (Wilson’s score interval) ' +
  'reaches down to guessing or to always giving the same answer.';

export interface Finding {
  /** The device, with its noise where the comparison has runs with and without. */
  readonly title: string;
  readonly device: string;
  readonly verdict: Verdict;
  readonly dataset: DatasetRecord;
  readonly metric: Metric;
  /** What ideal weights reached. */
  readonly ideal: Learnt;
  /** Ideal weights stay far below the nearest centroid: the network does not fit the data. */
  readonly learnsBadly: boolean;
  /** What the best read-free arm reached, or the best one where all read. */
  readonly reached: Learnt;
  /** The arm without compensation, if it was run. */
  readonly plain: Arm | undefined;
  /** The most accurate arm of all. */
  readonly best: Arm;
  /** The most accurate arm that needs no read of a device for an update, if there is one. */
  readonly bestReadFree: Arm | undefined;
  /** Read-free policies that were run beside the plain one. */
  readonly readFreeTried: number;
  /** Read-free policies that the seeds do not tell apart from the best one; empty for one seed. */
  readonly notTold: readonly string[];
}

/** One per device, in the order of the arms; none where ideal weights did not finish. */
export function findings(comparison: Comparison): readonly Finding[] {
  const { arms, baselines, dataset, metric } = comparison;
  const idealWeights = baselines.find(({ device }) => device === 'ideal');
  if (idealWeights === undefined) return [];
  const measured = arms.filter(({ dropFromIdeal }) => Number.isFinite(dropFromIdeal));
  return groupByDevice(measured).map((group) => ({
    title: group.title,
    device: group.device,
    dataset,
    metric,
    ...findingOf(group.arms, idealWeights, { dataset, metric }),
  }));
}

function findingOf(
  arms: readonly Arm[],
  idealWeights: Baseline,
  { dataset, metric }: Pick<Comparison, 'dataset' | 'metric'>,
): Omit<Finding, 'title' | 'device' | 'dataset' | 'metric'> {
  const mean = (one: Accuracies) => judged(one, metric).mean;
  const sorted = [...arms].sort((a, b) => mean(b) - mean(a));
  const readFree = sorted.filter((arm) => arm.updateReads === 0);
  const bestReadFree = readFree[0];
  const judgedArm = bestReadFree ?? sorted[0];
  const ideal = learntOf(meansOf(idealWeights), dataset);
  const reached = learntOf(meansOf(judgedArm), dataset);
  const learnsBadly = belowCentroid(ideal, dataset, metric);
  const guessing = metric === 'accuracy' ? Math.max(ideal.chance, ideal.majority) : ideal.chance;
  return {
    verdict: verdictOf(judgedArm.dropFromIdeal, {
      ideal,
      reached,
      learnsBadly,
      above: mean(idealWeights) - guessing,
    }),
    ideal,
    learnsBadly,
    reached,
    plain: arms.find((arm) => arm.policy === PLAIN),
    best: sorted[0],
    bestReadFree,
    readFreeTried: readFree.filter((arm) => arm.policy !== PLAIN).length,
    notTold: readFree
      .slice(1)
      .filter((arm) => !isTold(judged(bestReadFree, metric), judged(arm, metric)))
      .map((arm) => arm.policy),
  };
}

/** What a mean over seeds reached. */
export function meansOf({ accuracy, balancedAccuracy, recall }: Accuracies) {
  return { accuracy: accuracy.mean, balancedAccuracy: balancedAccuracy.mean, recall };
}

/** @param drop against ideal weights; `above` is what these have above guessing */
function verdictOf(
  drop: number,
  {
    above,
    ideal,
    learnsBadly,
    reached,
  }: Pick<Finding, 'ideal' | 'learnsBadly' | 'reached'> & { readonly above: number },
): Verdict {
  if (!ideal.learnt) return 'not this data';
  if (!reached.learnt) return 'nothing';
  const [verdict] =
    VERDICTS.find(([, points, share]) => drop <= points && (drop <= 0 || drop <= share * above)) ??
    VERDICTS[VERDICTS.length - 1];
  // A device cannot be as good as it gets where the network is not.
  return learnsBadly && (verdict === 'yes' || verdict === 'nearly') ? 'in part' : verdict;
}

/**
 * Whether the seeds separate two arms: the mean of the paired differences (arms share seeds) exceeds two standard
 * errors. With one seed nothing is known of the spread, and every pair counts as told apart.
 */
function isTold(best: Spread, other: Spread): boolean {
  const count = Math.min(best.runs.length, other.runs.length);
  if (count < 2) return true;
  const differences = Array.from({ length: count }, (_, i) => best.runs[i] - other.runs[i]);
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const squares = differences.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return mean > 2 * Math.sqrt(squares / (count - 1) / count);
}
