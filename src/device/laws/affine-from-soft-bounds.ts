/**
 * Soft bounds: steps that shrink in proportion to the distance from a bound (as in IBM aihwkit's
 * SoftBounds). With the bounds outside the rails they are the affine law in other parameters:
 *
 *   LTP  g ← g + k·(bound − g),  k = 1 − e^(−ν/N),  bound = 1 / (1 − e^(−ν)) ≥ 1
 *
 * and the mirror image for LTD.
 */

import { MemspikeError } from '../../errors.ts';
import { log, log1p } from '../../math/exp-log.ts';
import { type AffineLaw, affineLaw, type Branch, MAX_NU } from './affine.ts';

/** One direction, seen from the rail at which it starts (distance 0) towards the rail at which it ends (1). */
export interface SoftBound {
  /** k: fraction of the remaining distance to the bound that one pulse goes, 0 < k < 1. */
  readonly rate: number;
  /** Distance of the bound, ≥ 1; 1 is a bound on the rail, reached only in the limit (taken as ν = 50). */
  readonly bound: number;
}

/** The affine law of a pair of soft bounds. */
export function softBoundsLaw(options: { ltp: SoftBound; ltd: SoftBound }): AffineLaw {
  return affineLaw({ ltp: branchOf(options.ltp, 'ltp'), ltd: branchOf(options.ltd, 'ltd') });
}

function branchOf({ rate, bound }: SoftBound, where: string): Branch {
  if (!(rate > 0 && rate < 1))
    throw new MemspikeError('DEVICE', 'a rate out of range', {
      where: `${where}.rate`,
      received: rate,
      accepted: 'a number between 0 and 1',
    });
  if (!(bound >= 1 && Number.isFinite(bound)))
    throw new MemspikeError('DEVICE', 'a bound within the rails', {
      where: `${where}.bound`,
      received: bound,
      accepted: 'a finite number from 1 (the far rail)',
    });
  const nu = bound === 1 ? MAX_NU : Math.min(log(bound / (bound - 1)), MAX_NU);
  return { nu, pulses: nu / -log1p(-rate) };
}
