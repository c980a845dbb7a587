/**
 * Cross-entropy of the softmax of the scores y: e_k = e^(y_k) / Σ_j e^(y_j) - [k = label].
 */
import * as v from 'valibot';
import { exp } from '../../math/exp-log.ts';
import type { ReadoutError } from './error.ts';

const schema = v.strictObject({ kind: v.literal('cross-entropy') });

export const crossEntropy: ReadoutError<typeof schema> = {
  kind: 'cross-entropy',
  summary: 'softmax of the scores against the label',
  source: 'Bridle, NATO ASI F 68:227, 1990',
  schema,
  code: 0,
  derivative(scores, label, out) {
    let top = scores[0];
    for (const y of scores) if (y > top) top = y;
    let sum = 0;
    for (const y of scores) sum += exp(y - top);
    for (let k = 0; k < scores.length; k++) out[k] = exp(scores[k] - top) / sum - Number(k === label);
  },
};
