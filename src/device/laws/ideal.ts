/** Floating-point weights: any change, exactly, without pulses and without rails. A law in name only. */
import type * as v from 'valibot';
import { MemspikeError } from '../../errors.ts';
import { kindSchema } from '../../schema/kind.ts';
import type { Law, LawKind, LawOptions } from './law.ts';

const schema = kindSchema('ideal', {});

export type IdealLaw = Readonly<v.InferOutput<typeof schema>>;

export const idealWeights = {
  kind: 'ideal',
  summary: 'Weights without a device: any change, exactly.',
  source: 'definition',
  schema,
  law(): Law {
    throw new MemspikeError('DEVICE', 'ideal weights take no pulses', {
      hint: 'the linear device is the nearest that does',
    });
  },
} as const satisfies LawKind<IdealLaw>;

/** Whether weights have no devices, and so no pulses: all else can be asked of the law itself. */
export function isIdeal({ kind }: LawOptions): boolean {
  return kind === idealWeights.kind;
}
