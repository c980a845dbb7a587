/**
 * Where cells are set up: the conductance around which a pair starts, and at which the reference of a single device
 * lies.
 */

import * as v from 'valibot';
import type { Device } from '../device/device.ts';
import { lawOf } from '../device/laws/all-laws.ts';
import { symmetryPoint } from '../device/laws/effect-of-pulses.ts';
import { ownSymmetryPoint } from '../device/laws/kernel-law.ts';
import type { Engine } from '../engine/engine.ts';
import type { CrossbarLayout } from './layout.ts';
import { ownParameters } from './own-parameters.ts';

/**
 * - `mid-range`: half of the range.
 * - `symmetry-point`: where one LTP and one LTD pulse of the nominal device undo each other; mid-range if nowhere.
 * - `zero-shift`: the symmetry point of every single device, found by alternating pulses before the training and kept
 *   as its reference (Kim et al., arXiv 1907.10228, 2019). The same for all where devices do not differ.
 */
export const CENTRES = ['mid-range', 'symmetry-point', 'zero-shift'] as const;

export type Centre = (typeof CENTRES)[number];

export const centreSchema = v.picklist(CENTRES);

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
  { options, plane }: { readonly options: CentreOptions; readonly plane: number },
): (element: number) => number {
  const nominal = centreOf(options);
  if (options.centre !== 'zero-shift' || at.ownParameters === 0) return () => nominal;
  const { ltpScale, ltpOffset, ltdScale, ltdOffset, low, high } = ownParameters(engine, at, plane);
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
