/** Every pulse law that a device can name. */
import type * as v from 'valibot';
import { anyKind, kindNamed } from '../../schema/kind.ts';
import type { ReadonlyDeep } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';
import { affine } from './affine.ts';
import { exponential } from './exponential.ts';
import { idealWeights } from './ideal.ts';
import type { Law, LawOptions } from './law.ts';
import { stochastic } from './stochastic.ts';
import { table } from './table.ts';

export const laws = [affine, table, stochastic, exponential, idealWeights] as const;

/** The options of any of them: how a law stands in a device. */
export type PulseLaw = ReadonlyDeep<v.InferOutput<(typeof laws)[number]['schema']>>;

/** What the options of a law mean. Throws DEVICE for ideal weights, which take no pulses (`isIdeal`). */
export function lawOf(options: PulseLaw): Law {
  const kind = kindNamed(laws, options.kind, { what: 'a pulse law', where: 'law.kind', code: 'DEVICE' });
  return kind.law(options as never);
}

/** Options that have been checked. Throws DEVICE, naming the entry. */
export function pulseLaw(options: LawOptions): PulseLaw {
  return parseConfig(anyKind(laws), options, { code: 'DEVICE', within: 'law' });
}
