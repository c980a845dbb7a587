/** What a crossbar has been through: pulses, reads, and where its conductances and weights are now. */
import {
  STAT_LTD_MET,
  STAT_LTD_PULSES,
  STAT_LTP_MET,
  STAT_LTP_PULSES,
  STAT_RAILS,
} from '../engine/array-records.ts';
import { sha256Of } from '../engine/digest.ts';
import type { Crossbar } from './crossbar.ts';
import { writeEnergy } from './energy.ts';

/** Equal-width bins between `low` and `high`; what lies outside is counted in the outermost. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

export interface CrossbarTally {
  readonly inputs: number;
  readonly outputs: number;
  readonly ltpPulses: number;
  readonly ltdPulses: number;
  /** Pulse trains whose device ended on a rail. */
  readonly clippedPulses: number;
  readonly maxPulsesPerDevice: number;
  /** Device reads made for the sake of an update. */
  readonly updateReads: number;
  /** Joules that pulses dissipated in the devices; absent where the device has no pulse shapes. */
  readonly writeEnergy?: number;
  /** Normalised conductance (0–1) of every device that is written; absent for ideal weights. */
  readonly conductances?: Histogram;
  readonly weights: Histogram;
  /** Devices by pulses received: bin 0 holds devices without a pulse, bin k those with 2^(k-1) … 2^k - 1. */
  readonly pulsesPerDevice?: readonly number[];
}

const BINS = 50;

/** Of several crossbars that make up the synapses of one layer; the weights are those of the first. */
export function tallyCrossbars(crossbars: readonly Crossbar[]): CrossbarTally {
  return crossbars.map(tallyCrossbar).reduce(together);
}

function together(a: CrossbarTally, b: CrossbarTally): CrossbarTally {
  const { writeEnergy, ...others } = a;
  const { conductances, pulsesPerDevice } = others;
  return {
    ...others,
    ltpPulses: a.ltpPulses + b.ltpPulses,
    ltdPulses: a.ltdPulses + b.ltdPulses,
    clippedPulses: a.clippedPulses + b.clippedPulses,
    maxPulsesPerDevice: Math.max(a.maxPulsesPerDevice, b.maxPulsesPerDevice),
    updateReads: a.updateReads + b.updateReads,
    ...(writeEnergy !== undefined &&
      b.writeEnergy !== undefined && { writeEnergy: writeEnergy + b.writeEnergy }),
    ...(conductances && {
      conductances: { ...conductances, counts: added(conductances.counts, b.conductances?.counts ?? []) },
    }),
    ...(pulsesPerDevice && { pulsesPerDevice: added(pulsesPerDevice, b.pulsesPerDevice ?? []) }),
  };
}

/** Element by element; the shorter list goes on with zeros. */
function added(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? 0) + (b[k] ?? 0));
}

export function tallyCrossbar(crossbar: Crossbar): CrossbarTally {
  const { at, engine, ideal, updateReads } = crossbar;
  const ltpPulses = statisticOf(crossbar, STAT_LTP_PULSES);
  const ltdPulses = statisticOf(crossbar, STAT_LTD_PULSES);
  let size = 0;
  for (const row of rowsOf(crossbar, at.w)) for (const w of row) size = Math.max(size, Math.abs(w));
  const weights = emptyHistogram(size > 0 ? -size : -1, size > 0 ? size : 1);
  for (const row of rowsOf(crossbar, at.w)) for (const w of row) count(weights, w);
  const shared = {
    inputs: at.rows,
    outputs: at.columns,
    ltpPulses,
    ltdPulses,
    clippedPulses: statisticOf(crossbar, STAT_RAILS),
    updateReads,
    weights,
  };
  if (ideal) return { ...shared, maxPulsesPerDevice: 0 };

  const energy = writeEnergy(crossbar.options.device, {
    ltp: { pulses: ltpPulses, conductance: statisticOf(crossbar, STAT_LTP_MET) },
    ltd: { pulses: ltdPulses, conductance: statisticOf(crossbar, STAT_LTD_MET) },
  });
  const conductances = emptyHistogram(0, 1);
  const pulsesPerDevice = [0];
  let maxPulsesPerDevice = 0;
  for (const plane of writtenPlanes(crossbar)) {
    for (const row of rowsOf(crossbar, at.g + plane)) for (const g of row) count(conductances, g);
    for (let row = 0; row < at.rows; row++)
      for (const n of engine.u32(at.counts + plane + row * at.stride * 4, at.columns)) {
        const bin = n === 0 ? 0 : 32 - Math.clz32(n);
        while (pulsesPerDevice.length <= bin) pulsesPerDevice.push(0);
        pulsesPerDevice[bin]++;
        maxPulsesPerDevice = Math.max(maxPulsesPerDevice, n);
      }
  }
  return {
    ...shared,
    maxPulsesPerDevice,
    ...(energy !== undefined && { writeEnergy: energy }),
    conductances,
    pulsesPerDevice,
  };
}

/** Pulses given so far, both directions. */
export function pulsesOf(crossbar: Crossbar): number {
  return statisticOf(crossbar, STAT_LTP_PULSES) + statisticOf(crossbar, STAT_LTD_PULSES);
}

function statisticOf({ at, engine }: Crossbar, offset: number): number {
  return engine.f64(at.stats + offset, 1)[0];
}

/** SHA-256 over the conductances (or ideal weights) of crossbars, in order of layer, plane, row and column. */
export function hashConductances(crossbars: readonly Crossbar[]): string {
  return sha256Of(bytesOf(crossbars));
}

function* bytesOf(crossbars: readonly Crossbar[]): Generator<Uint8Array> {
  for (const crossbar of crossbars) {
    const { at, ideal } = crossbar;
    const planes = ideal ? [at.w] : writtenPlanes(crossbar).map((plane) => at.g + plane);
    for (const plane of planes)
      for (const { buffer, byteOffset, byteLength } of rowsOf(crossbar, plane))
        yield new Uint8Array(buffer, byteOffset, byteLength);
  }
}

/** Byte offsets, within the conductances, of the planes that pulses can move. */
function writtenPlanes({ at, options }: Crossbar): number[] {
  const planes = options.scheme === 'single' ? at.m : 2 * at.m;
  return Array.from({ length: planes }, (_, plane) => plane * at.rows * at.stride * 4);
}

function* rowsOf({ at, engine }: Crossbar, plane: number): Generator<Float32Array> {
  for (let row = 0; row < at.rows; row++) yield engine.f32(plane + row * at.stride * 4, at.columns);
}

function emptyHistogram(low: number, high: number): { low: number; high: number; counts: number[] } {
  return { low, high, counts: new Array<number>(BINS).fill(0) };
}

function count({ low, high, counts }: { low: number; high: number; counts: number[] }, value: number): void {
  const bin = Math.floor(((value - low) / (high - low)) * BINS);
  counts[Math.min(Math.max(bin, 0), BINS - 1)]++;
}
