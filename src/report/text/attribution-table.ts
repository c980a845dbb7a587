/** An attribution as columns of text, one block per device and policy. */

import type { PairedDifference } from '../../experiment/compare/paired-difference.ts';
import type { Attribution } from '../../experiment/explain/explain.ts';
import { inPoints } from '../pictures/attribution.ts';
import { percentSpread } from './words.ts';

const NONE = '–';

/** Rows for `printRows`: a head, and a row per effect. */
export function attributionRows({ effects, total }: Attribution): readonly (readonly string[])[] {
  const cell = (difference: PairedDifference | undefined) =>
    difference === undefined ? NONE : inPoints(difference);
  return [
    ['effect', 'gained without it', 'lost to it alone', 'hidden: gained', 'hidden: lost'],
    ...effects.map(({ effect, gainWithout, lossAlone, hiddenGainWithout, hiddenLossAlone }) => [
      effect,
      ...[gainWithout, lossAlone, hiddenGainWithout, hiddenLossAlone].map(cell),
    ]),
    ['all effects', cell(total), NONE, NONE, NONE],
  ];
}

/** "ag-a-si, none: 71.2 ± 0.4 % as it is, 90.1 ± 0.2 % with every effect off". */
export function attributionTitle({ device, policy, asItIs, allOff }: Attribution): string {
  const end = (spread: Attribution['asItIs']) => (spread ? `${percentSpread(spread)} %` : NONE);
  return `${device}, ${policy}: ${end(asItIs)} as it is, ${end(allOff)} with every effect off`;
}
