/** What a policy costs, in a network of given projections. */
import { bitsOf, devicesOf } from '../synapses/price.ts';
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
    digitalBitsPerSynapse:
      sum(({ ideal, settings, ...shape }) => (ideal ? 0 : bitsOf(settings, shape))) / synapses,
    devicesPerSynapse: sum((one) => (one.ideal ? 0 : devicesOf(one.settings) * synapsesOf(one))) / synapses,
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
