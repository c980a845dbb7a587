/** What synapses cost beyond the array and its drivers. */
import { cells, type Scheme } from '../crossbar/cells/all-cells.ts';
import { devicesPerSynapse } from '../crossbar/cells/cell.ts';
import type { Centre } from '../crossbar/centre.ts';
import { pulsesOf } from '../crossbar/pulses/all-pulses.ts';
import type { SynapsesShape } from '../crossbar/pulses/scheme.ts';
import type { KindInput } from '../schema/kind.ts';
import { organisationOf } from './all-organisations.ts';

export interface PricedSynapses {
  readonly cell: { readonly scheme: Scheme; readonly m: number; readonly centre: Centre };
  readonly pulses: KindInput;
  readonly organisation: KindInput;
}

/** Bits of digital memory, of all of them. */
export function bitsOf({ pulses, organisation: given }: PricedSynapses, shape: SynapsesShape): number {
  const { scheme, options } = pulsesOf(pulses);
  const { organisation, options: own } = organisationOf(given);
  return scheme.bits(options, shape) + organisation.bits(own, shape);
}

/** Devices of one of them that are written, and references of its own. */
export function devicesOf({ cell: { centre, m, scheme }, organisation: given }: PricedSynapses): number {
  const cell = cells[scheme];
  const references = !cell.isPair && centre === 'zero-shift' ? 1 : 0;
  const { organisation, options } = organisationOf(given);
  const ofCell = devicesPerSynapse(cell, m) + references;
  return organisation.devices?.(options, ofCell) ?? ofCell;
}
