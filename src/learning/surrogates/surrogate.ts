/**
 * Surrogates: what stands for the derivative of the spike with respect to the membrane, a function of
 * d = width·|U - θ|.
 */
import * as v from 'valibot';
import type { Kind } from '../../schema/kind.ts';
import { option, positive } from '../../schema/option.ts';

export interface Surrogate extends Kind {
  readonly schema: ReturnType<typeof surrogateSchema>;
  /** Number by which the kernel `localDelta` knows it. */
  readonly code: number;
  /** The surrogate at d ≥ 0. */
  slope(d: number): number;
}

export interface SurrogateOptions {
  readonly kind: string;
  readonly width: number;
}

export const surrogateSchema = (kind: string) =>
  v.strictObject({
    kind: v.literal(kind),
    width: option(positive, 1, 'width of the surrogate, as 1/membrane: d = width·|U - θ|'),
  });
