/** Every encoder, and how a configuration names one. */
import * as v from 'valibot';
import { type KindInput, type KindOptions, type KindPlace, kindOf, resolveKind } from '../../schema/kind.ts';
import { bernoulli } from './bernoulli.ts';
import { current } from './current.ts';
import type { Encoder } from './encoder.ts';
import { latency } from './latency.ts';
import { regular } from './regular.ts';

export const encoders: readonly Encoder[] = [bernoulli, regular, latency, current];

/** Encoders that a user brings. */
export interface EncoderExtensions {
  readonly encoders?: readonly Encoder[];
}

const ENCODER: KindPlace = { what: 'an encoder', where: 'encoder' };

const known = ({ encoders: own = [] }: EncoderExtensions): readonly Encoder[] => [...encoders, ...own];

/** An encoder by name, its options in part (of `bernoulli` where no `kind` is named), or the object itself. */
export type EncoderInput = KindInput | { readonly [option: string]: unknown };

export const encoderInput = v.custom<EncoderInput>(
  (given) => (typeof given === 'string' && given !== '') || (typeof given === 'object' && given !== null),
  'a name, or an object',
);

/** The options of the encoder that is meant, complete. */
export function resolveEncoder(given: EncoderInput, extensions: EncoderExtensions): KindOptions {
  const kind = typeof given === 'string' || 'kind' in given ? given : { kind: 'bernoulli', ...given };
  return resolveKind(known(extensions), kind as KindInput, ENCODER);
}

/** The encoder of resolved options. */
export function encoderOf(options: KindOptions, extensions: EncoderExtensions = {}): Encoder {
  return kindOf(known(extensions), options, ENCODER);
}
