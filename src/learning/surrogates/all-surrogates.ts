/** Every surrogate, by the order of the kernels' codes, and the option that names one. */
import * as v from 'valibot';
import { anyKind } from '../../schema/kind.ts';
import { boxcar } from './boxcar.ts';
import { fastSigmoid } from './fast-sigmoid.ts';
import type { Surrogate, SurrogateOptions } from './surrogate.ts';
import { triangle } from './triangle.ts';

export const surrogates: readonly Surrogate[] = [triangle, fastSigmoid, boxcar];

export type SurrogateInput = string | { readonly kind: string; readonly width?: number };

/** By name, or with its width. */
export const surrogateOption: v.GenericSchema<SurrogateInput, SurrogateOptions> = v.pipe(
  v.custom<SurrogateInput>(() => true),
  v.transform((given) => (typeof given === 'string' ? { kind: given } : given)),
  anyKind(surrogates),
);
