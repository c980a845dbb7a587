/** What a laboratory measured, as memspike understood it. */
import type { GivenRoles } from './read/given.ts';
import type { Direction, Role } from './read/role.ts';
import type { Quantity } from './read/units.ts';

export type { Direction };

/** One train of pulses of one direction. */
export interface Ramp {
  readonly direction: Direction;
  /** Readings in the order of the pulses; siemens if the unit is known. */
  readonly values: Float64Array;
  /** Pulses of the train before each reading, never falling. Absent: one pulse from reading to reading, from 0. */
  readonly pulses?: Float64Array;
  /** Which device it was measured on, from 0. */
  readonly device: number;
  /** "file, column 2", for messages. */
  readonly place: string;
}

/** Something that looks wrong, and where. */
export interface Doubt {
  readonly text: string;
  readonly file?: string;
  /** 1-based. */
  readonly column?: number;
  /** 1-based, in the file. */
  readonly line?: number;
}

/** What a column was taken for. */
export interface ColumnRole {
  readonly file: string;
  /** 1-based, in the file; a row of a table that lies in rows. */
  readonly column: number;
  /** Of the header, '' without one. */
  readonly name: string;
  readonly role: Role;
  /** Whether its values are in the ramps, or tell how they are cut. */
  readonly isUsed: boolean;
  readonly direction?: Direction;
  /** As it is written. */
  readonly unit?: string;
  /** Why it was taken for that, a few words. */
  readonly why: string;
}

export interface Measurement {
  readonly ramps: readonly Ramp[];
  /** Of the devices, in their order. */
  readonly devices: readonly string[];
  /** Whether values are siemens. Else they are of an unknown or relative unit. */
  readonly isSiemens: boolean;
  /** Every column of every file. */
  readonly roles: readonly ColumnRole[];
  /** What was understood, one sentence each. */
  readonly understood: readonly string[];
  readonly doubts: readonly Doubt[];
  /**
   * The same readings cut at the earliest and at the latest places at which the curve may turn. Absent where the turn
   * is sure.
   */
  readonly others?: readonly (readonly Ramp[])[];
}

export interface ImportOptions {
  /** The values are currents at this voltage (V). */
  readonly readVoltage?: number;
  /** "uS", "nA", "kOhm": of all values, in place of what headers say. */
  readonly unit?: string;
  /** What columns of one file are, beyond LTP and LTD. Default: from the header, else cycles of one device. */
  readonly columns?: 'cycles' | 'devices';
  /** What files are that each hold LTP and LTD. Default: cycles if their names say so, else devices. */
  readonly files?: 'cycles' | 'devices';
  /** Roles of columns, in place of what is guessed: see `givenRoles`. */
  readonly roles?: GivenRoles;
  /** Lines at the beginning of each file that are no table. Default: found. */
  readonly skip?: number;
  /** Pulse numbers at which the direction turns, in place of what the curve says. */
  readonly turns?: readonly number[];
}

/** Values in siemens (if their unit is known) and whether they are. */
export interface Scale {
  readonly quantity: Quantity;
  readonly isSiemens: boolean;
  /** Applied to what stands in the file. */
  readonly convert: (value: number) => number;
}
