/** Devices to the numbers that NeuroSim takes, and what is lost on the way. */
import { pulseNoise } from '../../device/cycle-noise.ts';
import type { Device } from '../../device/device.ts';
import { labelsOf } from '../../device/labels.ts';
import { type Converted, requireAffine } from '../converted.ts';

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
export function toNeurosim(device: Device): Converted<NeurosimNumbers> {
  const { gMax, levels, onOff, states, variation } = device;
  const law = requireAffine(device.law);
  const inexact = ['NeuroSim looks labels up in steps of 0.01'];
  if (Object.values(variation).some(({ std }) => std > 0))
    inexact.push('device-to-device spread is left out');
  if (states > 0) inexact.push('discrete states are left out');
  return {
    form: {
      labels: labelsOf(law),
      pulses: { ltp: law.ltp.pulses, ltd: law.ltd.pulses },
      levels,
      c2c: pulseNoise(device),
      gMin: gMax / onOff,
      gMax,
    },
    inexact,
  };
}
