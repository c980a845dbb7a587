/** From measured curves, as text or bytes of files, to a device: the verb of `memspike device fit`. */
import { type Names, requireKnown } from '../../schema/known-options.ts';
import type { ImportOptions, Measurement } from '../measurement.ts';
import { readMeasurement } from '../read/measure.ts';
import { lastOf, type MeasuredFile } from '../tables/text.ts';
import { unpacked } from '../tables/unpacked.ts';
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

export interface MeasuredFit {
  readonly fit: DeviceFit;
  readonly measurement: Measurement;
}

const OPTIONS = {
  readVoltage: true,
  unit: true,
  columns: true,
  files: true,
  roles: true,
  skip: true,
  turns: true,
  name: true,
  law: true,
  accept: true,
  sheet: true,
} satisfies Names<FitOptions>;

/**
 * `fit.device` is what `defineDevice`, `resolveConfig` and `--device` take. Throws DATA (naming file, line and column)
 * for what is no measured curve.
 */
export async function fit(files: readonly MeasuredFile[], options: FitOptions = {}): Promise<MeasuredFit> {
  requireKnown(options, OPTIONS, 'fit');
  const measurement = await readFiles(files, options);
  const { name, law, accept } = options;
  const fitted = fitDevice(measurement, {
    name: name ?? nameOf(files[0].name),
    law,
    accept,
    source: `fitted to ${files.map((file) => lastOf(file.name)).join(', ')}`,
  });
  return { fit: fitted, measurement };
}

/** Reads what `fit` fits. */
export async function readFiles(
  files: readonly MeasuredFile[],
  options: ImportOptions & Pick<FitOptions, 'sheet'> = {},
): Promise<Measurement> {
  const plain = await Promise.all(files.map((file) => unpacked(file, { sheet: options.sheet })));
  const measurement = readMeasurement(plain, options);
  const taken = plain.flatMap(({ name, unpacked: what }) => (what === undefined ? [] : [`${name}: ${what}`]));
  return { ...measurement, understood: [...taken, ...measurement.understood] };
}

/** A device's name from that of its file: lower case, with dashes. */
function nameOf(path: string): string {
  const base = lastOf(path)
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return base === '' ? 'device' : base;
}
