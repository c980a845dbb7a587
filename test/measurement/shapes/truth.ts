/**
 * A device that is known, and files in which a laboratory might have written it: 20 pulses, 1 to 10 µS, ν LTP 2 and
 * ν LTD 4, without noise unless said. The curves are NeuroSim's closed form, not the project's.
 */
import * as assert from 'uvu/assert';
import { type DeviceFit, type FitDeviceOptions, fitDevice } from '../../../src/measurement/fit/fit-device.ts';
import type { ImportOptions, Measurement } from '../../../src/measurement/measurement.ts';
import { readMeasurement } from '../../../src/measurement/read/measure.ts';
import type { MeasuredFile } from '../../../src/measurement/read/text.ts';

export const PULSES = 20;

/** Share of the range after a share x of the pulses. */
export function travel(x: number, nu: number): number {
  return Math.abs(nu) < 1e-9 ? x : (1 - Math.exp(-nu * x)) / (1 - Math.exp(-nu));
}

/** In µS. */
export const up = Array.from({ length: PULSES + 1 }, (_, n) => 1 + 9 * travel(n / PULSES, 2));
export const down = Array.from({ length: PULSES + 1 }, (_, n) => 10 - 9 * travel(n / PULSES, 4));
/** Up and down, the turn once. */
export const cycle = [...up, ...down.slice(1)];

export type Cell = string | number;

export function lines(rows: readonly (readonly Cell[])[], separator = ','): string {
  return `${rows.map((row) => row.join(separator)).join('\n')}\n`;
}

/** "1,5". */
export function comma(value: number): string {
  return value.toFixed(5).replace('.', ',');
}

export interface Read {
  readonly measurement: Measurement;
  readonly fit: DeviceFit;
}

export function readAndFit(
  files: readonly MeasuredFile[],
  options: ImportOptions & Partial<FitDeviceOptions> = {},
): Read {
  const measurement = readMeasurement(files, options);
  return { measurement, fit: fitDevice(measurement, { name: 'made', source: 'a test', ...options }) };
}

export function readText(text: string, options: ImportOptions & Partial<FitDeviceOptions> = {}): Read {
  return readAndFit([{ name: 'made.csv', content: text }], options);
}

export interface Wanted {
  readonly nuLtp?: number;
  readonly nuLtd?: number;
  readonly pulses?: number;
  /** Siemens; null where no unit is known. */
  readonly gMax?: number | null;
  readonly within?: number;
}

/** The device comes back: ν, N, and Gmax where the unit is known. */
export function requireDevice({ fit, measurement }: Read, wanted: Wanted = {}, what = ''): void {
  const { nuLtp = 2, nuLtd = 4, pulses = PULSES, gMax = 1e-5, within = 0.01 } = wanted;
  const [, high, ltp, ltd] = fit.estimates.map(({ value }) => value);
  const close = (value: number, truth: number, name: string) =>
    assert.ok(
      Math.abs(value - truth) <= within * Math.abs(truth),
      `${what} ${name}: ${value}, expected ${truth}`,
    );
  close(ltp, nuLtp, 'ν LTP');
  close(ltd, nuLtd, 'ν LTD');
  assert.equal(fit.pulses, { ltp: pulses, ltd: pulses }, `${what} N`);
  assert.is(measurement.isSiemens, gMax !== null, `${what} unit`);
  if (gMax !== null) close(high, gMax, 'Gmax');
  assert.is(fit.verdict.kind, 'good', `${what} ${fit.verdict.sentence}`);
}

export function roleOf({ measurement }: Read, column: number): string | undefined {
  return measurement.roles.find((own) => own.column === column)?.role;
}

export function doubtsIn({ measurement, fit }: Read): string {
  return [...measurement.doubts, ...fit.doubts].map(({ text }) => text).join('\n');
}
