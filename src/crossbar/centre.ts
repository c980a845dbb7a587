/**
 * Where cells are set up: the conductance around which a pair starts, and at which the reference of a single device
 * lies.
 */

import type { Device } from '../device/device.ts';
import { lawOf } from '../device/laws/all-laws.ts';
import { symmetryPoint } from '../device/laws/effect-of-pulses.ts';
import { ownSymmetryPoint } from '../device/laws/kernel-law.ts';
import {
  OWN_HIGH,
  OWN_LOW,
  OWN_LTD_OFFSET,
  OWN_LTD_SCALE,
  OWN_LTP_OFFSET,
  OWN_LTP_SCALE,
} from '../engine/array-records.ts';
import type { Engine } from '../engine/engine.ts';
import type { CrossbarLayout } from './layout.ts';
import type { Scheme } from './scheme.ts';

/**
 * - `mid-range`: half of the range.
 * - `symmetry-point`: where one LTP and one LTD pulse of the nominal device undo each other; mid-range if nowhere.
 * - `zero-shift`: the symmetry point of every single device, found by alternating pulses before the training and kept
 *   as its reference (Kim et al., arXiv 1907.10228, 2019). The same for all where devices do not differ.
 */
export const CENTRES = ['mid-range', 'symmetry-point', 'zero-shift'] as const;

export type Centre = (typeof CENTRES)[number];

export interface CentreOptions {
  readonly centre: Centre;
  readonly device: Pick<Device, 'law'>;
}

/** Normalised conductance around which the cells of nominal devices are set up. */
export function centreOf({ centre, device }: CentreOptions): number {
  return centre === 'mid-range' ? 0.5 : (symmetryPoint(device.law) ?? 0.5);
}

/** The centre of every device of a plane, or one for all. */
export function centresOf(
  engine: Engine,
  at: CrossbarLayout,
  {
    options,
    plane,
  }: { readonly options: CentreOptions & { readonly scheme: Scheme }; readonly plane: number },
): (element: number) => number {
  const nominal = centreOf(options);
  if (options.centre !== 'zero-shift' || at.ownParameters === 0) return () => nominal;
  const count = at.rows * at.stride;
  const group = 2 * at.m * count * 4;
  // The reference of a single device is programmed to that device's point, not to its own.
  const device = options.scheme === 'single' ? plane % at.m : plane;
  const [ltpScale, ltpOffset, ltdScale, ltdOffset, low, high] = [
    OWN_LTP_SCALE,
    OWN_LTP_OFFSET,
    OWN_LTD_SCALE,
    OWN_LTD_OFFSET,
    OWN_LOW,
    OWN_HIGH,
  ].map((which) => engine.f32(at.ownParameters + which * group + device * count * 4, count));
  const law = lawOf(options.device.law).inKernels();
  return (i) =>
    ownSymmetryPoint(
      law,
      {
        ltpScale: ltpScale[i],
        ltpOffset: ltpOffset[i],
        ltdScale: ltdScale[i],
        ltdOffset: ltdOffset[i],
        low: low[i],
        high: high[i],
      },
      nominal,
    );
}
