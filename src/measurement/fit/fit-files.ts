/** From files of measured curves to a device (Node). */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileProblem } from '../../data/file-problem.ts';
import type { ImportOptions, Measurement } from '../measurement.ts';
import { readMeasurement } from '../read/measure.ts';
import type { FittedLaw } from './families.ts';
import { type DeviceFit, fitDevice } from './fit-device.ts';

export interface FitOptions extends ImportOptions {
  /** Of the device. Default: from the first file's. */
  readonly name?: string;
  /** Default: 'affine'. */
  readonly law?: FittedLaw;
}

/**
 * Reads and fits what `memspike device fit` does; `fit.device` is what `defineDevice`, `resolveConfig` and `--device`
 * take. Throws FILE for a file that cannot be read, DATA (naming file, line and column) for what is no measured curve.
 */
export async function fitFiles(
  paths: readonly string[],
  options: FitOptions = {},
): Promise<{ readonly fit: DeviceFit; readonly measurement: Measurement }> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: path, content: await readFile(path).catch(fileProblem(path)) })),
  );
  const measurement = readMeasurement(files, options);
  const fit = fitDevice(measurement, {
    name: options.name ?? nameOf(paths[0]),
    law: options.law,
    source: `fitted to ${paths.map((path) => basename(path)).join(', ')}`,
  });
  return { fit, measurement };
}

/** A device's name from that of its file: lower case, with dashes. */
function nameOf(path: string): string {
  const base = basename(path)
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return base === '' ? 'device' : base;
}
