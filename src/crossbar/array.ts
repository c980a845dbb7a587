/**
 * The array of a crossbar: devices in linear memory, and the numbers that turn weights into pulses. What reads and what
 * writes it is built around it (read.ts, write.ts).
 */
import type { Engine } from '../engine/engine.ts';
import type { Cell } from './cells/cell.ts';
import type { CrossbarLayout } from './layout.ts';
import type { CrossbarOptions } from './options.ts';

export interface CrossbarArray {
  readonly options: CrossbarOptions;
  readonly at: CrossbarLayout;
  readonly engine: Engine;
  readonly cell: Cell;
  /** Weights without devices. */
  readonly ideal: boolean;
  /** W = gain · (Σ G⁺ - Σ G⁻). */
  readonly gain: number;
  /** Pulses per unit of weight, in each direction of the device. */
  readonly ltpPulses: number;
  readonly ltdPulses: number;
  /** Wanted pulses per unit of weight where one number serves both directions (residual counters). */
  readonly nominalPulses: number;
  /** Devices that have been read for the sake of an update, so far; read.ts counts them. */
  updateReads: number;
}
