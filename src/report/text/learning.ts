/** Whether anything was learnt, in sentences: they come before any other word about a device. */
import type { DatasetRecord } from '../../experiment/run/record.ts';
import type { Interval } from '../../experiment/verdict/interval.ts';
import { isSkewed, type Learnt, type Metric } from '../../experiment/verdict/learnt.ts';
import { counted, percent } from './words.ts';

/** "10.8 % (99 % interval 7.7–15.0 %, 500 test samples) where chance is 10.0 %": a clause without a full stop. */
export function noBetterThanChance(reached: Learnt, dataset: DatasetRecord): string {
  const { accuracy, balancedAccuracy, chance, interval, majority } = reached;
  const own = `${percent(accuracy)} % (99 % interval ${between(interval)} %, ${counted(dataset.test, 'test sample')})`;
  if (majority < chance + 0.005) return `${own} where chance is ${percent(chance)} %`;
  return (
    `${own} where ${always(dataset)} gives ${percent(majority)} %, and balanced accuracy is ` +
    `${percent(balancedAccuracy)} % where chance is ${percent(chance)} %`
  );
}

/** "always answering “ok”". */
export function always({ majority }: DatasetRecord): string {
  return `always answering “${majority.class}”`;
}

function between([low, high]: Interval): string {
  return `${percent(low)}–${percent(high)}`;
}

/** Of a data set whose accuracy says little; nothing of others. */
export function skew(dataset: DatasetRecord, reached: Learnt): string[] {
  if (!isSkewed(dataset)) return [];
  return [
    `The data set is skewed: ${percent(reached.majority)} % by ${always(dataset)}; balanced accuracy ` +
      `${percent(reached.balancedAccuracy)} % (chance ${percent(reached.chance)} %).`,
  ];
}

/** That the network, and not the device, keeps from learning, and what helps. */
export function learnsBadly(reached: Learnt, dataset: DatasetRecord, metric: Metric): string {
  const { centroid } = dataset;
  const [own, simple] =
    metric === 'accuracy'
      ? [reached.accuracy, centroid.accuracy]
      : [reached.balancedAccuracy, centroid.balancedAccuracy];
  const what = metric === 'accuracy' ? '' : 'a balanced accuracy of ';
  return (
    `The network learns this data badly: ideal weights reach ${what}${percent(own)} %, where the nearest of the ` +
    `classes’ mean samples is right in ${percent(simple)} %; more epochs or steps, another encoder, or hidden ` +
    'layers of another size may help.'
  );
}
