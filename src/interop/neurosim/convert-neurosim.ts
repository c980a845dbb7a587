/** Devices to the numbers that NeuroSim takes, and what is lost on the way. */
import { pulseNoise } from '../../device/cycle-noise.ts';
import type { Device } from '../../device/device.ts';
import { labelsOf } from '../../device/labels.ts';
import { type Converted, refuseToConvert as refuse } from '../converted.ts';

/** Conductances in siemens. */
export interface NeurosimNumbers {
  readonly labels: { readonly ltp: number; readonly ltd: number };
  readonly pulses: { readonly ltp: number; readonly ltd: number };
  readonly levels: number;
  readonly c2c: number;
  readonly gMin: number;
  readonly gMax: number;
}

/** As `defineDevice` takes labels; the curve is the same. Throws DEVICE for what has no labels. */
export function toNeurosim({
  law,
  levels,
  c2c,
  c2cOf,
  gMax,
  onOff,
  variation,
  states,
}: Device): Converted<NeurosimNumbers> {
  if (law.kind === 'ideal') return refuse('ideal weights have no pulse law');
  if (law.kind !== 'affine') return refuse('a law given by its steps has no labels and no bounds');
  const inexact = ['NeuroSim looks labels up in steps of 0.01'];
  if (Object.values(variation).some(({ std }) => std > 0))
    inexact.push('device-to-device spread is left out');
  if (states > 0) inexact.push('discrete states are left out');
  return {
    form: {
      labels: labelsOf(law),
      pulses: { ltp: law.ltp.pulses, ltd: law.ltd.pulses },
      levels,
      c2c: pulseNoise({ c2c, c2cOf, levels }),
      gMin: gMax / onOff,
      gMax,
    },
    inexact,
  };
}
