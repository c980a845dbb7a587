/** What a conversion to or from another simulator gives. */
import { type AffineLaw, asAffine } from '../device/laws/affine.ts';
import type { PulseLaw } from '../device/laws/all-laws.ts';
import { isIdeal } from '../device/laws/ideal.ts';
import { MemspikeError } from '../errors.ts';

export interface Converted<Form> {
  readonly form: Form;
  /** One sentence for each thing that is not the same there. */
  readonly inexact: readonly string[];
}

/** Throws DEVICE: there is no such device on the other side. */
export function refuseToConvert(problem: string): never {
  throw new MemspikeError('DEVICE', problem, {
    hint: 'memspike device list shows devices with their labels',
  });
}

/** The law of a device that has labels and bounds. */
export function requireAffine(law: PulseLaw): AffineLaw {
  if (isIdeal(law)) return refuseToConvert('ideal weights have no pulse law');
  return asAffine(law) ?? refuseToConvert('a law given by its steps has no labels and no bounds');
}
