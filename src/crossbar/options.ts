/** What a crossbar is told: its shape, its devices and cells, how it is written and read. Plain data. */
import type { Device } from '../device/device.ts';
import type { KindInput } from '../schema/kind.ts';
import type { Scheme } from './cells/all-cells.ts';
import type { Centre } from './centre.ts';
import type { Grouping } from './grouping.ts';

export interface CrossbarOptions {
  /** Presynaptic lines. */
  readonly rows: number;
  /** Postsynaptic columns. */
  readonly columns: number;
  readonly device: Device;
  /** How devices make a weight. */
  readonly scheme: Scheme;
  /** Devices per polarity. */
  readonly m: number;
  /** Largest |W| of a pair (or of a single device against a mid-range reference). */
  readonly weightScale: number;
  /** Where conductances start and, for a single device, where its reference lies. */
  readonly centre: Centre;
  /** Whether pulse counts are corrected by the slope of each branch at the centre. */
  readonly gains: 'equal' | 'matched';
  /** How a wanted change becomes pulses: a scheme of pulses/all-pulses.ts, or of the user. */
  readonly pulses: KindInput;
  /** What stands between devices and whoever reads them, from the array outwards. Default: nothing. */
  readonly periphery?: readonly KindInput[];
  /** Initial weights are uniform on ±span. */
  readonly initialSpan: number;
  /** Which noise sources act. */
  readonly noise: { readonly c2c: boolean; readonly d2d: boolean };
  readonly seed: number;
  /** Number of the array, part of every random address (`arrayNumber`). */
  readonly layer: number;
  /** Which lines share a residual counter. Default: runs of block² lines. */
  readonly grouping?: Grouping;
}
