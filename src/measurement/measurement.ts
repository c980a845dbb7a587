/** What a laboratory measured, as memspike understood it. */
import type { Quantity } from './read/units.ts';

/** One train of pulses of one direction. */
export interface Ramp {
  readonly direction: 'ltp' | 'ltd';
  /** Before the first pulse and after each, in the order of the pulses; siemens if the unit is known. */
  readonly values: Float64Array;
  /** Which device it was measured on, from 0. */
  readonly device: number;
  /** "file, column 2", for messages. */
  readonly place: string;
}

export interface Measurement {
  readonly ramps: readonly Ramp[];
  /** Of the devices, in their order. */
  readonly devices: readonly string[];
  /** Whether values are siemens. Else they are of an unknown or relative unit. */
  readonly isSiemens: boolean;
  /** What was understood, one sentence each. */
  readonly understood: readonly string[];
  /** What looks wrong, one sentence each. */
  readonly doubts: readonly string[];
}

export interface ImportOptions {
  /** The values are currents at this voltage (V). */
  readonly readVoltage?: number;
  /** "uS", "nA", "kOhm": of all values, in place of what headers say. */
  readonly unit?: string;
  /** What columns of one file are, beyond LTP and LTD. Default: from the header, else cycles of one device. */
  readonly columns?: 'cycles' | 'devices';
}

/** Values in siemens (if their unit is known) and whether they are. */
export interface Scale {
  readonly quantity: Quantity;
  readonly isSiemens: boolean;
  /** Applied to what stands in the file. */
  readonly convert: (value: number) => number;
}
