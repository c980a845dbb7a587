/** Every pulse scheme that a configuration can name. */
import type * as v from 'valibot';
import { anyKind, type KindInput, type KindOptions, kindOf, resolveKind } from '../../schema/kind.ts';
import { coincidence } from './coincidence.ts';
import { deterministic } from './deterministic.ts';
import { exact } from './exact.ts';
import { residual } from './residual.ts';
import type { PulseScheme } from './scheme.ts';
import { stochastic } from './stochastic.ts';
import { ternary } from './ternary.ts';

export const pulseSchemes = [deterministic, stochastic, coincidence, ternary, residual, exact] as const;

const schemes: readonly PulseScheme[] = pulseSchemes;

/** The options of any of them, as plain data. */
export type PulseOptions = v.InferOutput<(typeof pulseSchemes)[number]['schema']>;

export const pulseSchema = anyKind(pulseSchemes);

const PLACE = { what: 'a pulse scheme', where: 'pulses' };

/** A scheme with its options, complete: the one that is named, or brought as an object. */
export function pulsesOf(given: KindInput): { readonly scheme: PulseScheme; readonly options: KindOptions } {
  const options = resolveKind(schemes, given, PLACE);
  return { scheme: kindOf(schemes, options, PLACE), options };
}
