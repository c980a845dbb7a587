/** What a policy costs beyond the array, for a network of given layer sizes. */
import type { PulseOptions } from '../crossbar/pulses/all-pulses.ts';
import { bitsOf, devicesOf } from '../synapses/price.ts';
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
    bits += bitsOf(
      { ...settings, pulses },
      { rows, columns, inputShape: layer === 0 ? inputShape : undefined },
    );
  }
  return { digitalBitsPerSynapse: bits / synapses, devicesPerSynapse: devicesOf(settings) };
}

/** The pulse scheme of a layer; the output layer, the last of `layers`, may have its own. */
export function pulsesOfLayer(settings: PolicySettings, layer: number, layers: number): PulseOptions {
  return layer === layers - 1 ? (settings.outputPulses ?? settings.pulses) : settings.pulses;
}
