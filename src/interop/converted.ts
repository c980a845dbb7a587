/** What a conversion to or from another simulator gives. */
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
