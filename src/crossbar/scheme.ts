/**
 * Cells: how conductances make a weight, W = gain · (Σ G⁺ - Σ G⁻), and which of them a pulse moves.
 */
import { ALTERNATING, COMPLEMENTARY, ONE_SIDED, SINGLE } from '../engine/array-records.ts';

export const SCHEMES = ['single', 'complementary', 'alternating', 'one-sided'] as const;

/**
 * - `single`: G⁺ is written; G⁻ is a reference that never moves.
 * - `complementary`: both devices of the pair move, in opposite directions.
 * - `alternating`: one of the two, chosen at random for each update, moves.
 * - `one-sided`: LTP only, of G⁺ for a positive and of G⁻ for a negative update; the pair is refreshed now and then.
 */
export type Scheme = (typeof SCHEMES)[number];

const CODES: Readonly<Record<Scheme, number>> = {
  single: SINGLE,
  complementary: COMPLEMENTARY,
  alternating: ALTERNATING,
  'one-sided': ONE_SIDED,
};

/** The number by which the kernels know a scheme. */
export const schemeCode = (scheme: Scheme): number => CODES[scheme];

/**
 * Change of W when one written device moves over its whole range, for a cell of weight scale w and m devices per
 * polarity: a pair spans [-w, w] and each of its devices w/m; a single device spans [-w, w] alone, 2w/m.
 */
export function gainOf(scheme: Scheme, weightScale: number, m: number): number {
  return (scheme === 'single' ? 2 * weightScale : weightScale) / m;
}

/** Devices that one planned pulse moves. */
export const devicesPerPulse = (scheme: Scheme): number => (scheme === 'complementary' ? 2 : 1);

/** Devices that a synapse is made of and that are written. */
export const devicesPerSynapse = (scheme: Scheme, m: number): number => (scheme === 'single' ? m : 2 * m);
