/**
 * A finding in sentences, the first of which is the answer. Distances are to ideal weights; a linear device with the
 * same levels and noise is one more yardstick. No sentence says more than the numbers do.
 */
import { type Arm, type Comparison, judged } from '../../experiment/compare/comparison.ts';
import { type Finding, findings, type Verdict } from '../../experiment/verdict/findings.ts';
import type { Metric } from '../../experiment/verdict/learnt.ts';
import { learnsBadly, noBetterThanChance, skew } from './learning.ts';
import { counted, decimal, listed, percent, percentSpread, quantity } from './words.ts';

const ANSWER: Readonly<Record<Exclude<Verdict, 'nothing' | 'not this data'>, string>> = {
  yes: 'Yes, it learns as well as ideal weights.',
  nearly: 'Nearly as well as ideal weights.',
  'in part': 'In part.',
  no: 'No, not with these policies.',
};

/** One device in a few sentences. */
export function findingInWords(finding: Finding): readonly string[] {
  const { best, verdict } = finding;
  const doubt = best.doubt === undefined ? [] : [`The device is in doubt: ${best.doubt}`];
  if (verdict === 'not this data') return [...untaught(finding), ...doubt];
  if (verdict === 'nothing') return [...nothing(finding), ...doubt];
  return [
    ...doubt,
    ...skew(finding.dataset, finding.reached),
    finding.learnsBadly ? learnsBadly(finding.ideal, finding.dataset, finding.metric) : ANSWER[verdict],
    ...numbers(finding),
  ];
}

/** Ideal weights learnt nothing: no device can be judged. */
function untaught(finding: Finding): string[] {
  const { dataset, ideal, reached } = finding;
  const said = [
    'The network cannot learn this data even with ideal weights, so the device is not the reason: nothing is ' +
      `learnt, ${noBetterThanChance(ideal, dataset)}.`,
    ...skew(dataset, ideal),
  ];
  if (reached.learnt)
    said.push(
      `With this device it reaches ${percent(reached.accuracy)} % all the same: the settings of the ideal weights ` +
        'are in doubt, not the device.',
    );
  return said;
}

/** Ideal weights learnt and the device did not. */
function nothing(finding: Finding): string[] {
  const { best, bestReadFree, dataset, ideal, learnsBadly: badly, metric, reached, readFreeTried } = finding;
  const said = [
    `Nothing is learnt: ${noBetterThanChance(reached, dataset)}.`,
    ...skew(dataset, reached),
    `Ideal weights reach ${percent(ideal.accuracy)} %.`,
  ];
  if (badly) said.push(learnsBadly(ideal, dataset, metric));
  if (readFreeTried === 0) said.push('No other policy without reads was tried.');
  if (bestReadFree !== undefined && best !== bestReadFree && best.updateReads > 0)
    said.push(withReads(best, metric));
  return said;
}

/** Distances, what the best policy brings back and costs, and what reads would bring. */
function numbers({ best, bestReadFree, metric, notTold, plain, readFreeTried }: Finding): string[] {
  const said: string[] = [];
  if (plain !== undefined) said.push(`Without compensation it reaches ${reachedBy(plain, metric)}.`);
  if (bestReadFree === undefined) said.push('Every policy here reads devices for its updates.');
  else if (bestReadFree === plain)
    said.push(
      readFreeTried === 0
        ? 'No other policy without reads was tried.'
        : `No policy without reads does better, of ${quantity(readFreeTried)} tried.`,
    );
  else {
    const back = plain === undefined ? '' : regained(plain, bestReadFree, metric);
    said.push(
      `The best policy without reads, “${bestReadFree.policy}”, reaches ${reachedBy(bestReadFree, metric)}${back}; ` +
        `its price is ${price(bestReadFree)}.`,
    );
  }
  if (notTold.length > 0)
    said.push(`These seeds do not tell it apart from ${listed(notTold.map((policy) => `“${policy}”`))}.`);
  if (best !== bestReadFree && best.updateReads > 0) said.push(withReads(best, metric));
  return said;
}

function withReads(arm: Arm, metric: Metric): string {
  return `With reads, “${arm.policy}” reaches ${reachedBy(arm, metric)}, for ${counted(arm.updateReads, 'update read')}.`;
}

/** "85.0 %, 10.5 points below ideal weights and 10.0 points below a linear device with its levels and noise". */
function reachedBy(arm: Arm, metric: Metric): string {
  const unit = metric === 'balanced' ? ' balanced accuracy' : '';
  const linear = Number.isFinite(arm.dropFromBaseline)
    ? ` and ${distance(arm.dropFromBaseline)} a linear device with its levels and noise`
    : '';
  return `${percentSpread(judged(arm, metric))} %${unit}, ${distance(arm.dropFromIdeal)} ideal weights${linear}`;
}

/** "0.8 points below" or "level with", by what one decimal shows. */
function distance(drop: number): string {
  const points = percent(Math.abs(drop));
  if (Number(points) === 0) return 'level with';
  return `${points} ${points === '1.0' ? 'point' : 'points'} ${drop > 0 ? 'below' : 'above'}`;
}

/** Of what the plain arm loses against ideal weights; all of it only where nothing is missing any more. */
function regained(plain: Arm, arm: Arm, metric: Metric): string {
  const gain = judged(arm, metric).mean - judged(plain, metric).mean;
  if (gain < 0.0005) return '';
  // A share of a loss too small to print would be noise over noise.
  if (plain.dropFromIdeal < 0.005) return ` (${decimal(100 * gain, 1)} points gained)`;
  if (Number(percent(Math.max(0, arm.dropFromIdeal))) === 0)
    return ', which brings back all of what was lost';
  const share = Math.min(99, Math.floor((100 * gain) / plain.dropFromIdeal));
  return `, which brings back ${share} % of what was lost`;
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

/** What `--json` and comparison.json add to the numbers: the answer for each device, the first sentence first. */
export function withVerdicts(comparison: Comparison) {
  const verdicts = findings(comparison).map((finding) => ({
    device: finding.title,
    verdict: finding.verdict,
    sentences: findingInWords(finding),
  }));
  return { ...comparison, verdicts };
}
