/**
 * Reading: every look at an array that a chip would take goes through its periphery, with the address of the read. The
 * forward pass asks the periphery itself (`Reads`); what is read for the sake of an update is asked for here, and
 * counted here. What records and checkpoints say of an array (tally.ts) is no read: no chip could know it.
 */
import type { Pointer } from '../engine/kernels.ts';
import type { CrossbarArray } from './array.ts';
import type { Columns, Periphery } from './periphery/periphery.ts';
import type { ReadAddress } from './periphery/read-address.ts';

export interface ReadableArray extends CrossbarArray {
  readonly periphery: Periphery;
}

/** The devices of one line and plane, all columns or some. */
export interface DevicesOfLine {
  readonly plane: number;
  readonly row: number;
  readonly columns: Columns;
}

/**
 * The weights of one line, f32 [stride], for an update. Returns where they lie, good until the next write: in `into`,
 * [stride] long, or where the periphery has them.
 */
export function readWeights(array: ReadableArray, row: number, into: Pointer, address: ReadAddress): Pointer {
  count(array, array.at.columns);
  return array.periphery.weights(row, into, address);
}

/** Conductances for an update, shares of the range: into[i], f32 [stride], for every column i that is asked for. */
export function readDevices(
  array: ReadableArray,
  { plane, row, columns }: DevicesOfLine,
  into: Pointer,
  address: ReadAddress,
): void {
  count(array, columns.count);
  array.periphery.devices(into, plane, row, columns, address);
}

/** Devices that a kernel reads for an update itself, as it may where the periphery is ideal. */
export function readInKernel(array: ReadableArray, devices: number): void {
  count(array, devices);
}

function count(array: ReadableArray, devices: number): void {
  array.updateReads += devices;
}
