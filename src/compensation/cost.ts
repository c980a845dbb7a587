/** What a policy costs beyond the array, for a network of given layer sizes. */
import { groupInputs } from '../crossbar/grouping.ts';
import type { PulseScheme } from '../crossbar/pulses.ts';
import { devicesPerSynapse } from '../crossbar/scheme.ts';
import type { Organisation } from '../synapses/organisation.ts';
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
    bits += bitsOfOrganisation(settings.organisation, rows, columns);
  }
  return {
    digitalBitsPerSynapse: bits / synapses,
    devicesPerSynapse: devicesOf(settings),
  };
}

/** Bits of a modulator, a matrix entry or a vector entry: what the simulation keeps them in. */
const WORD = 32;
/** Bits of a line's spike count. */
const COUNT = 8;

/** Bits of the digital memory that the organisation of one layer needs. */
function bitsOfOrganisation(organisation: Organisation, rows: number, columns: number): number {
  switch (organisation.kind) {
    case 'plain':
    case 'carry':
      return 0;
    case 'buffer': {
      const { rank, updates } = organisation;
      if (rank > 0) return rank * (rows + columns + 1) * WORD;
      return updates > 1 ? updates * (rows * COUNT + columns * WORD) : 0;
    }
    case 'transfer': {
      const { chopper, reference } = organisation;
      const references = reference === 'none' ? 0 : 2 * rows * columns * WORD;
      return references + (chopper > 0 ? rows : 0);
    }
  }
}

/** Devices of one synapse that are written, and references that every synapse has of its own. */
function devicesOf({ centre, m, organisation, scheme }: PolicySettings): number {
  const cell = devicesPerSynapse(scheme, m) + (scheme === 'single' && centre === 'zero-shift' ? 1 : 0);
  if (organisation.kind === 'transfer') return cell + 1;
  return organisation.kind === 'carry' ? organisation.cores * cell : cell;
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
  return pulses.kind === 'exact' && pulses.remainder === 'kept' ? rows * 32 : 0;
}
