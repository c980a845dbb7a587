/** Every pulse scheme that a configuration can name. */
import type * as v from 'valibot';
import {
  anyKind,
  type KindInput,
  type KindOptions,
  kindOf,
  resolveKind,
  withOwn,
} from '../../schema/kind.ts';
import { coincidence } from './coincidence.ts';
import { deterministic } from './deterministic.ts';
import { exact } from './exact.ts';
import { residual } from './residual.ts';
import type { PulseScheme } from './scheme.ts';
import { stochastic } from './stochastic.ts';
import { ternary } from './ternary.ts';

export const pulseSchemes = [deterministic, stochastic, coincidence, ternary, residual, exact] as const;

/** The options of any of them, as plain data. */
export type PulseOptions = v.InferOutput<(typeof pulseSchemes)[number]['schema']>;

export const pulseSchema = anyKind(pulseSchemes);

export interface ChosenPulses {
  readonly scheme: PulseScheme;
  readonly options: KindOptions;
}

/** A scheme with its options, complete: built in, one of `own`, or brought as an object. */
export function pulsesOf(
  given: KindInput,
  { own = [], where = 'pulses' }: { readonly own?: readonly PulseScheme[]; readonly where?: string } = {},
): ChosenPulses {
  const place = { what: 'a pulse scheme', where };
  const schemes = withOwn<PulseScheme>(pulseSchemes, own, place);
  const options = resolveKind(schemes, given, place);
  return { scheme: kindOf(schemes, options, place), options };
}
