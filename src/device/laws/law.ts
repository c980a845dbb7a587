/**
 * What a pulse law is to the rest of the program: how far pulses move a device, from where it stands.
 *
 * A law is one file of this folder and one line of all-laws.ts; a law of a user is an object of the same interface. In a
 * device it stands as plain data, its options with their `kind`; `lawOf` gives what they mean. Most laws are known by
 * the steps of their pulses: `lawOfSteps` (table.ts) makes all of `Law` from these.
 *
 * g is a conductance normalised to [Gmin, Gmax] = [0, 1], the rails at which pulses stop. LTP raises it, LTD lowers it.
 */
import type * as v from 'valibot';
import { type Kind, kindSchema } from '../../schema/kind.ts';
import type { Direction, PerDirection } from './direction.ts';
import type { KernelLaw, PulseStep } from './kernel-law.ts';

export interface LawKind<Options = never> extends Kind {
  /** The law of these options, which have passed `schema`. */
  law(options: Options): Law;
}

/** A law from its options, each with default and meaning (`option`), and what they mean. */
export function defineLaw<const Name extends string, const Options extends v.ObjectEntries>({
  options,
  ...law
}: Omit<LawKind<LawInput<Name, Options>>, 'kind' | 'schema'> & {
  readonly kind: Name;
  readonly options: Options;
}) {
  return { ...law, schema: kindSchema(law.kind, options) };
}

type LawInput<Name extends string, Options extends v.ObjectEntries> = v.InferOutput<
  ReturnType<typeof kindSchema<Name, Options>>
>;

/** Options of a law as plain data. */
export interface LawOptions {
  readonly kind: string;
}

export interface Law {
  /** The conductance after n ≥ 0 pulses of a direction; n need not be whole. */
  after(g: number, n: number, direction: Direction): number;
  /** The real number of pulses that leads from g to `target`: positive for LTP, negative for LTD, infinite for never. */
  pulsesBetween(g: number, target: number): number;
  /** Pulses from rail to rail. */
  across(): PerDirection;
  /** Size of one LTP and one LTD pulse at g, both ≥ 0, before the clip to the rails. */
  step(g: number): { readonly up: number; readonly down: number };
  /**
   * The conductance at which one LTP and one LTD pulse are equally large; undefined where none within the rails is, or
   * all are.
   */
  symmetryPoint(): number | undefined;
  /** Levels of a device that names none: one pulse is meant to move it by 1/levels of its range. */
  levels(): number;
  /** Pulses that a plan takes for the whole range of a device with so many levels. */
  planned(levels: number): PerDirection;

  /** What the kernels get. */
  inKernels(): KernelLaw;
  /** Parameters in which its devices can differ. */
  readonly varies: readonly (keyof OwnFactors)[];
  /** One pulse of a device whose parameters are these multiples of the nominal ones, in words of the kernels. */
  ownPulse(factors: OwnFactors): PulseStep;

  /** Whether a step depends on where it is made. */
  isNonlinear(): boolean;
  /** Whether LTP and LTD step differently anywhere. */
  isAsymmetric(): boolean;
  /** The law whose LTD steps as LTP does. */
  symmetric(): LawOptions;
  /** The law whose steps are so many times smaller, and the noise of its own over a distance the same. */
  finer(factor: number): LawOptions;

  /** For `device list`: a few words. */
  readonly inWords: string;
  /** For `device show`: rows of a name and a value. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

/** Parameters in which the devices of an array differ, as multiples of the nominal ones. */
export interface OwnFactors {
  readonly nuLtp: number;
  readonly nuLtd: number;
  readonly pulsesLtp: number;
  readonly pulsesLtd: number;
}
