/**
 * Hinge loss of every class against all others, with targets T = 1 for the label and -1 for the rest:
 * e_k = -T_k where T_k·y_k < 1, else 0.
 */
import * as v from 'valibot';
import type { ReadoutError } from './error.ts';

const schema = v.strictObject({ kind: v.literal('hinge') });

export const hinge: ReadoutError<typeof schema> = {
  kind: 'hinge',
  summary: 'a margin of 1 on the right side of every class',
  source: 'Cortes & Vapnik, Mach. Learn. 20:273, 1995; one class against all others',
  schema,
  code: 2,
  derivative(scores, label, out) {
    for (let k = 0; k < scores.length; k++) {
      const target = k === label ? 1 : -1;
      out[k] = target * scores[k] < 1 ? -target : 0;
    }
  },
};
