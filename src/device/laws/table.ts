/**
 * A pulse law given by its steps: what one pulse moves a device at conductances equally spaced from Gmin to Gmax, and
 * linearly between them. Any law whose step depends on the state alone can be written so, and is: exponential steps, the
 * step laws of aihwkit, measured curves, laws of users.
 */
import * as v from 'valibot';
import { kindSchema } from '../../schema/kind.ts';
import { type ReadonlyDeep, required } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';
import type { Direction } from './direction.ts';
import { AS_THE_TABLE, crossingOf, type Steps, stepAt } from './kernel-law.ts';
import type { Law, LawKind, OwnFactors } from './law.ts';

const MOST_NODES = 4096;
/** Pulses after which a device is taken never to reach a rail. */
const WITHOUT_END = 1e6;
/** A device's own steps grow by no more than this factor's inverse: a device of no pulses has no law. */
const LEAST_PULSES = 0.01;

const sizes = (meaning: string) =>
  required(
    v.pipe(
      v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
      v.minLength(2),
      v.maxLength(MOST_NODES),
    ),
    meaning,
  );

const schema = v.pipe(
  kindSchema('table', {
    ltp: sizes(
      'Sizes of one LTP pulse, in shares of the range, at conductances equally spaced from Gmin to Gmax.',
    ),
    ltd: sizes('Sizes of one LTD pulse, without a sign, at the same conductances.'),
  }),
  v.forward(
    v.check(({ ltp, ltd }) => ltp.length === ltd.length, 'as many steps as law.ltp has'),
    ['ltd'],
  ),
);

export type TableLaw = ReadonlyDeep<v.InferOutput<typeof schema>>;

export const table = {
  kind: 'table',
  summary: 'Sizes of the steps at equally spaced conductances.',
  source: 'this project; CrossSim and aihwkit (PiecewiseStep) have tables of the same kind',
  schema,
  law: ({ ltp, ltd }: TableLaw) => lawOfSteps({ ltp, ltd }),
} as const satisfies LawKind<TableLaw>;

/** Throws DEVICE, naming the entry. */
export function tableLaw({ ltp, ltd }: Steps): TableLaw {
  return parseConfig(schema, { kind: 'table', ltp, ltd }, { code: 'DEVICE', within: 'law' });
}

/** Steps at `nodes` conductances from a function of the conductance; none leads back, or beyond the whole range. */
export function sampledSteps(
  step: (g: number) => { readonly up: number; readonly down: number },
  nodes = 257,
): Steps {
  const within = (size: number) => Math.min(Math.max(size, 0), 1);
  const sampled = Array.from({ length: nodes }, (_, k) => step(k / (nodes - 1)));
  return { ltp: sampled.map(({ up }) => within(up)), ltd: sampled.map(({ down }) => within(down)) };
}

/** All of a law from its steps. */
export function lawOfSteps(steps: Steps): Law {
  const across = () => ({ ltp: pulsesTo(steps, 0, 1), ltd: pulsesTo(steps, 1, 0) });
  return {
    after: (g, n, direction) => afterPulses(steps, g, n, direction),
    pulsesBetween: (g, target) => (target === g ? 0 : Math.sign(target - g) * pulsesTo(steps, g, target)),
    across,
    step: (g) => ({ up: stepAt(steps.ltp, g), down: stepAt(steps.ltd, g) }),
    symmetryPoint: () => crossingOf(steps),
    levels: () => levelsOf(steps),
    planned: (levels) => ({ ltp: levels, ltd: levels }),
    inKernels: () => ({ pulse: AS_THE_TABLE, steps }),
    varies: ['pulsesLtp', 'pulsesLtd'],
    ownPulse: ownFactors,
    isNonlinear: () => [steps.ltp, steps.ltd].some((sizes) => sizes.some((size) => size !== sizes[0])),
    isAsymmetric: () => steps.ltp.some((size, k) => size !== steps.ltd[k]),
    symmetric: () => ({ kind: 'table', ltp: steps.ltp, ltd: steps.ltp }),
    finer: (factor) => {
      const less = (sizes: readonly number[]) => sizes.map((size) => size / factor);
      return { kind: 'table', ltp: less(steps.ltp), ltd: less(steps.ltd) };
    },
    inWords: 'table of steps',
    details: [['law', `steps at ${steps.ltp.length} conductances, linear between them`]],
  };
}

/** Whole pulses one by one, what is left of n as a share of the next. */
function afterPulses(steps: Steps, g: number, n: number, direction: Direction): number {
  const sign = direction === 'ltp' ? 1 : -1;
  let at = g;
  for (let left = Math.min(n, WITHOUT_END); left > 0; left--) {
    const next = at + sign * Math.min(left, 1) * stepAt(steps[direction], at);
    at = Math.min(Math.max(next, 0), 1);
    if (at === (sign > 0 ? 1 : 0)) break;
  }
  return at;
}

/** The real number of pulses, ≥ 0, from g to `target`; infinite where it is not reached. */
function pulsesTo(steps: Steps, g: number, target: number): number {
  const direction = target > g ? 'ltp' : 'ltd';
  let at = g;
  for (let n = 0; n < WITHOUT_END; n++) {
    const step = stepAt(steps[direction], at);
    const left = Math.abs(target - at);
    if (step >= left) return n + (left === 0 ? 0 : left / step);
    if (step === 0) break;
    at += direction === 'ltp' ? step : -step;
  }
  return Number.POSITIVE_INFINITY;
}

/** LTP pulses from rail to rail; where they never lead there, the range over their mean step. */
function levelsOf({ ltp }: Steps): number {
  const across = pulsesTo({ ltp, ltd: ltp }, 0, 1);
  if (Number.isFinite(across)) return Math.max(1, Math.round(across));
  const mean = ltp.reduce((sum, size) => sum + size, 0) / ltp.length;
  return mean > 0 ? Math.max(1, Math.round(1 / mean)) : 1;
}

/** Factors of the steps: fewer pulses are larger ones. */
function ownFactors({ pulsesLtp, pulsesLtd }: OwnFactors) {
  return {
    ...AS_THE_TABLE,
    ltpScale: 1 / Math.max(pulsesLtp, LEAST_PULSES),
    ltdScale: 1 / Math.max(pulsesLtd, LEAST_PULSES),
  };
}
