/**
 * What a comparison says about each device, in numbers and in words: can it learn, and what brings the accuracy back?
 */
import type { Arm, Comparison } from '../../experiment/compare/comparison.ts';
import { groupByDevice } from '../../experiment/compare/groups.ts';
import { counted, decimal, listed, percent, percentSpread, quantity } from './words.ts';

/** The policy that compensates nothing. */
const PLAIN = 'none';

export type Verdict = 'yes' | 'nearly' | 'in part' | 'no';

/** Most points (fractions) that the best read-free arm may lose to the linear device for each verdict. */
const VERDICTS: readonly (readonly [Verdict, number])[] = [
  ['yes', 0.01],
  ['nearly', 0.03],
  ['in part', 0.1],
  ['no', Number.POSITIVE_INFINITY],
];

/** The scale of the verdicts, for a reader. */
export const VERDICT_SCALE =
  '“Yes” is at most 1 point below the linear device with as many levels, “nearly” at most 3, “in part” at most 10, ' +
  'all for the best policy that reads no device for the sake of an update.';

export interface Finding {
  /** The device, with its noise where the comparison has runs with and without. */
  readonly title: string;
  readonly device: string;
  readonly verdict: Verdict;
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

/** One per device, in the order of the arms; none for a device whose baseline did not finish. */
export function findings(comparison: Comparison): readonly Finding[] {
  const measured = comparison.arms.filter(({ dropFromBaseline }) => Number.isFinite(dropFromBaseline));
  return groupByDevice(measured).map(({ title, device, arms }) => {
    const sorted = [...arms].sort((a, b) => b.accuracy.mean - a.accuracy.mean);
    const readFree = sorted.filter((arm) => arm.updateReads === 0);
    const bestReadFree = readFree[0];
    const drop = (bestReadFree ?? sorted[0]).dropFromBaseline;
    const verdict = VERDICTS.find(([, most]) => drop <= most)?.[0] ?? 'no';
    return {
      title,
      device,
      verdict,
      plain: arms.find((arm) => arm.policy === PLAIN),
      best: sorted[0],
      bestReadFree,
      readFreeTried: readFree.filter((arm) => arm.policy !== PLAIN).length,
      notTold: readFree
        .slice(1)
        .filter((arm) => !isTold(bestReadFree, arm))
        .map((arm) => arm.policy),
    };
  });
}

/**
 * Whether the seeds separate two arms: the mean of the paired differences (arms share seeds) exceeds two standard
 * errors. With one seed nothing is known of the spread, and every pair counts as told apart.
 */
function isTold(best: Arm, other: Arm): boolean {
  const count = Math.min(best.accuracy.runs.length, other.accuracy.runs.length);
  if (count < 2) return true;
  const differences = Array.from({ length: count }, (_, i) => best.accuracy.runs[i] - other.accuracy.runs[i]);
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const squares = differences.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return mean > 2 * Math.sqrt(squares / (count - 1) / count);
}

const ANSWER: Readonly<Record<Verdict, string>> = {
  yes: 'Yes, it learns as well as a linear device',
  nearly: 'Nearly as well as a linear device',
  'in part': 'In part',
  no: 'No, not with these policies',
};

/** One device in two to five sentences, the first of which is the answer. */
export function findingInWords(finding: Finding): readonly string[] {
  const { verdict, plain, best, bestReadFree, readFreeTried, notTold } = finding;
  const { doubt } = best;
  const said =
    doubt === undefined
      ? [`${ANSWER[verdict]}.`]
      : [`The device is in doubt: ${doubt}`, `${ANSWER[verdict]}.`];
  if (plain !== undefined) {
    said.push(`Without compensation it reaches ${percentSpread(plain.accuracy)} %, ${lost(plain)}.`);
  }
  if (bestReadFree === undefined) said.push('Every policy here reads devices for its updates.');
  else if (bestReadFree === plain) {
    said.push(
      readFreeTried === 0
        ? 'No other policy without reads was tried.'
        : `No policy without reads does better, of ${quantity(readFreeTried)} tried.`,
    );
  } else {
    const back = plain === undefined ? '' : regained(plain, bestReadFree);
    said.push(
      `The best policy without reads, “${bestReadFree.policy}”, reaches ${percentSpread(bestReadFree.accuracy)} %, ` +
        `${lost(bestReadFree)}${back}; its price is ${price(bestReadFree)}.`,
    );
  }
  if (notTold.length > 0) {
    said.push(`These seeds do not tell it apart from ${listed(notTold.map((policy) => `“${policy}”`))}.`);
  }
  if (best !== bestReadFree && best.updateReads > 0) {
    said.push(
      `With reads, “${best.policy}” reaches ${percentSpread(best.accuracy)} %, ${lost(best)}, for ` +
        `${counted(best.updateReads, 'update read')}.`,
    );
  }
  const toIdeal = best.dropFromIdeal - best.dropFromBaseline;
  if (toIdeal > 0.03) {
    said.push(`That linear device is itself ${percent(toIdeal)} points below ideal weights.`);
  }
  return said;
}

/** "0.8 points below the linear device" or "level with", by what one decimal shows. */
function lost({ dropFromBaseline }: Arm): string {
  const points = percent(Math.abs(dropFromBaseline));
  if (Number(points) === 0) return 'level with the linear device';
  return `${points} ${points === '1.0' ? 'point' : 'points'} ${dropFromBaseline > 0 ? 'below' : 'above'} the linear device`;
}

function regained(plain: Arm, arm: Arm): string {
  const gain = arm.accuracy.mean - plain.accuracy.mean;
  // A share of a loss too small to print would be noise over noise.
  if (plain.dropFromBaseline < 0.005) return ` (${decimal(100 * gain, 1)} points gained)`;
  const share = gain / plain.dropFromBaseline;
  if (share >= 1) return ', which brings back all of what was lost';
  return `, which brings back ${Math.round(100 * share)} % of what was lost`;
}

function price({ digitalBitsPerSynapse, devicesPerSynapse, pulsesPerSample }: Arm): string {
  const bits = `${quantity(digitalBitsPerSynapse)} digital bits`;
  return `${bits} and ${counted(devicesPerSynapse, 'device')} per synapse, and ${quantity(pulsesPerSample)} pulses per sample`;
}

/** How far the numbers carry: seeds, and what the size of the test set alone leaves open. */
export function reservations({ arms, baselines, dataset }: Comparison): string {
  const seeds = Math.max(0, ...[...arms, ...baselines].map((arm) => arm.accuracy.runs.length));
  const accuracy = Math.max(0, ...arms.map((arm) => arm.accuracy.mean));
  const chance = percent(2 * Math.sqrt((2 * accuracy * (1 - accuracy)) / Math.max(1, dataset.test)));
  const sampling = `two independent runs at ${percent(accuracy)} % differ by up to ${chance} points (two standard errors) because of the ${counted(dataset.test, 'test sample')} alone`;
  if (seeds === 1) return `One seed: no spread is known, and ${sampling}.`;
  return `${counted(seeds, 'seed')}; ± is one sample standard deviation over the seeds. For scale: ${sampling}.`;
}
