/** Every encoder, and how a configuration names one. */
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

/** The options of the encoder that is meant, complete. */
export function resolveEncoder(given: KindInput, extensions: EncoderExtensions): KindOptions {
  return resolveKind(known(extensions), given, ENCODER);
}

/** The encoder of resolved options. */
export function encoderOf(options: KindOptions, extensions: EncoderExtensions = {}): Encoder {
  return kindOf(known(extensions), options, ENCODER);
}
