/** What a policy costs, in a network of given projections. */
import { groupInputs } from '../crossbar/grouping.ts';
import type { PulseScheme } from '../crossbar/pulses.ts';
import { devicesPerSynapse } from '../crossbar/scheme.ts';
import type { Organisation } from '../synapses/organisation.ts';
import { type PolicySettings, type ProjectionSettings, settingsOfProjection } from './settings.ts';

export interface PolicyCost {
  /** Bits of digital memory, all layers, over the number of synapses. */
  readonly digitalBitsPerSynapse: number;
  readonly devicesPerSynapse: number;
}

/** One projection of a network, with what is settled for it. */
export interface PricedProjection {
  readonly rows: number;
  readonly columns: number;
  readonly settings: ProjectionSettings;
  /** Of its lines, where they are the pixels of an image. */
  readonly shape?: readonly [rows: number, columns: number];
  /** Whether it has ideal weights: no devices, and no digital memory for them. */
  readonly ideal?: boolean;
}

/** Summed over the projections; devices are a mean over all synapses. */
export function costOf(projections: readonly PricedProjection[]): PolicyCost {
  const sum = (of: (projection: PricedProjection) => number) =>
    projections.reduce((total, projection) => total + of(projection), 0);
  const synapsesOf = ({ rows, columns }: PricedProjection) => rows * columns;
  const synapses = sum(synapsesOf);
  return {
    digitalBitsPerSynapse: sum(bitsOf) / synapses,
    devicesPerSynapse: sum((one) => devicesOf(one) * synapsesOf(one)) / synapses,
  };
}

/** The projections of a network of layers of these sizes, the inputs first. */
export function chainOf(
  settings: PolicySettings,
  sizes: readonly number[],
  inputShape?: readonly [rows: number, columns: number],
): PricedProjection[] {
  const last = sizes.length - 2;
  return sizes.slice(1).map((columns, layer) => ({
    rows: sizes[layer],
    columns,
    settings: settingsOfProjection(settings, layer === last ? 'output' : 'hidden'),
    ...(layer === 0 && inputShape && { shape: inputShape }),
  }));
}

function bitsOf({ rows, columns, ideal, settings, shape }: PricedProjection): number {
  if (ideal) return 0;
  return (
    bitsPerColumn(settings.pulses, rows, shape) * columns +
    bitsOfOrganisation(settings.organisation, rows, columns)
  );
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
function devicesOf({ ideal, settings: { cell, organisation } }: PricedProjection): number {
  if (ideal) return 0;
  const { centre, m, scheme } = cell;
  const ofCell = devicesPerSynapse(scheme, m) + (scheme === 'single' && centre === 'zero-shift' ? 1 : 0);
  if (organisation.kind === 'transfer') return ofCell + 1;
  return organisation.kind === 'carry' ? organisation.cores * ofCell : ofCell;
}

function bitsPerColumn(
  pulses: PulseScheme,
  rows: number,
  shape: readonly [rows: number, columns: number] | undefined,
): number {
  if (pulses.kind === 'residual') return groupInputs(rows, pulses.block, shape).groups * pulses.bits;
  return pulses.kind === 'exact' && pulses.remainder === 'kept' ? rows * 32 : 0;
}
