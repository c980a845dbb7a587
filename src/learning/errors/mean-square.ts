/**
 * Half the squared distance of the scores y from the label's one-hot code: e_k = y_k - [k = label].
 */
import * as v from 'valibot';
import type { ReadoutError } from './error.ts';

const schema = v.strictObject({ kind: v.literal('mean-square') });

export const meanSquare: ReadoutError<typeof schema> = {
  kind: 'mean-square',
  summary: 'distance of the scores from 1 for the label and 0 for all others',
  source: 'Widrow & Hoff, IRE WESCON Conv. Rec. 4:96, 1960 (least mean squares)',
  schema,
  code: 1,
  derivative(scores, label, out) {
    for (let k = 0; k < scores.length; k++) out[k] = scores[k] - Number(k === label);
  },
};
