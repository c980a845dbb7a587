/** From files of measured curves to a device (Node). */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileProblem } from '../../data/file-problem.ts';
import type { ImportOptions, Measurement } from '../measurement.ts';
import { readMeasurement } from '../read/measure.ts';
import { unpacked } from '../read/unpacked.ts';
import type { FittedLaw } from './families.ts';
import { type DeviceFit, fitDevice } from './fit-device.ts';

export interface FitOptions extends ImportOptions {
  /** Of the device. Default: from the first file's. */
  readonly name?: string;
  /** Default: 'auto', the affine law unless another fits much better. */
  readonly law?: FittedLaw;
  /** Take a fit that is not usable; its device carries the reason as its doubt. */
  readonly accept?: boolean;
  /** Of a workbook. Default: the one with a table. */
  readonly sheet?: string;
}

/**
 * Reads and fits what `memspike device fit` does; `fit.device` is what `defineDevice`, `resolveConfig` and `--device`
 * take. Throws FILE for a file that cannot be read, DATA (naming file, line and column) for what is no measured curve.
 */
export async function fitFiles(
  paths: readonly string[],
  options: FitOptions = {},
): Promise<{ readonly fit: DeviceFit; readonly measurement: Measurement }> {
  const measurement = await readFiles(paths, options);
  const fit = fitDevice(measurement, {
    name: options.name ?? nameOf(paths[0]),
    law: options.law,
    accept: options.accept,
    source: `fitted to ${paths.map((path) => basename(path)).join(', ')}`,
  });
  return { fit, measurement };
}

/** Reads what `fitFiles` fits. */
export async function readFiles(
  paths: readonly string[],
  options: ImportOptions & Pick<FitOptions, 'sheet'> = {},
): Promise<Measurement> {
  const files = await Promise.all(
    paths.map(async (path) =>
      unpacked(
        { name: path, content: await readFile(path).catch(fileProblem(path)) },
        { sheet: options.sheet },
      ),
    ),
  );
  const measurement = readMeasurement(files, options);
  const taken = files.flatMap(({ name, unpacked: what }) => (what === undefined ? [] : [`${name}: ${what}`]));
  return { ...measurement, understood: [...taken, ...measurement.understood] };
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
