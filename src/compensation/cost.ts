/** What a policy costs beyond the array, for a network of given layer sizes. */
import { groupInputs } from '../crossbar/grouping.ts';
import type { PulseScheme } from '../crossbar/pulses.ts';
import { devicesPerSynapse } from '../crossbar/scheme.ts';
import type { PolicySettings } from './policy.ts';

export interface PolicyCost {
  /** Bits of digital memory, all layers, over the number of synapses. */
  readonly digitalBitsPerSynapse: number;
  readonly devicesPerSynapse: number;
}

export function costOf(
  settings: PolicySettings,
  sizes: readonly number[],
  inputShape?: readonly [rows: number, columns: number],
): PolicyCost {
  let bits = 0;
  let synapses = 0;
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const [rows, columns] = [sizes[layer], sizes[layer + 1]];
    synapses += rows * columns;
    const pulses = pulsesOfLayer(settings, layer, sizes.length - 1);
    bits += bitsPerColumn(pulses, rows, layer === 0 ? inputShape : undefined) * columns;
  }
  return {
    digitalBitsPerSynapse: bits / synapses,
    devicesPerSynapse: devicesPerSynapse(settings.scheme, settings.m),
  };
}

/** The pulse scheme of a layer; the output layer, the last of `layers`, may have its own. */
export function pulsesOfLayer(settings: PolicySettings, layer: number, layers: number): PulseScheme {
  return layer === layers - 1 ? (settings.outputPulses ?? settings.pulses) : settings.pulses;
}

function bitsPerColumn(
  pulses: PulseScheme,
  rows: number,
  shape: readonly [rows: number, columns: number] | undefined,
): number {
  if (pulses.kind === 'residual') return groupInputs(rows, pulses.block, shape).groups * pulses.bits;
  return pulses.kind === 'exact' ? rows * 32 : 0;
}
