/** Soft bounds as measurements give them (aihwkit SoftBoundsPmaxDevice), in the parameters of SoftBoundsDevice. */
import { expm1 } from '../../../math/exp-log.ts';
import type { PulsedParameters } from './aihwkit-steps.ts';

export interface PmaxParameters {
  /** Pulses that lead from range_min to range_max. */
  readonly p_max: number;
  /** Share of the distance to the bound that a pulse goes. */
  readonly alpha: number;
  readonly range_min: number;
  readonly range_max: number;
}

/**
 * With B = (range_max − range_min)/(1 − e^(−α·p_max)):
 *
 *   w_min = range_min,  w_max = range_min + B,  dw_min = α·B,  up_down = 1 + 2·range_min/B
 */
export function softBoundsOfPmax({ alpha, p_max, range_max, range_min }: PmaxParameters): PulsedParameters {
  const reach = (range_max - range_min) / -expm1(-p_max * alpha);
  return {
    w_min: range_min,
    w_max: range_min + reach,
    dw_min: reach * alpha,
    up_down: 1 + (2 * range_min) / reach,
  };
}
