/** Recall of each class as rows of words: a head, then ideal weights and every arm. */
import { type Accuracies, type Comparison, judged } from '../../experiment/compare/comparison.ts';
import { groupByDevice } from '../../experiment/compare/groups.ts';
import { baselineName } from './comparison-rows.ts';
import { percent } from './words.ts';

/** A table of more columns is read by nobody. */
const MOST_CLASSES = 20;

/** Empty where there is nothing to show, or too many classes. */
export function recallRows({ arms, baselines, dataset, metric }: Comparison): readonly (readonly string[])[] {
  const { classNames, tested } = dataset;
  if (tested.length > MOST_CLASSES || arms.length === 0) return [];
  const shares = ({ recall }: Accuracies) => recall.map((share) => (share === null ? '–' : percent(share)));
  return [
    ['device', 'policy', ...tested.map((_, label) => classNames?.[label] ?? String(label))],
    ...baselines.map((baseline) => [baselineName(baseline), '–', ...shares(baseline)]),
    ...groupByDevice(arms).flatMap((group) =>
      [...group.arms]
        .sort((a, b) => judged(b, metric).mean - judged(a, metric).mean)
        .map((arm) => [group.title, arm.policy, ...shares(arm)]),
    ),
  ];
}
