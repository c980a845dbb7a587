/**
 * Residual counters: a digital counter of `bits` bits (a sign and bits - 1 fraction bits of one pulse) keeps what has
 * not become a pulse yet (Nandakumar et al., ISCAS 2018 and Front. Neurosci. 14:406, 2020, with few bits and stochastic
 * rounding). Neighbouring inputs of a neuron may share one. Kernel: assembly/write/residual.ts.
 */
import type { Pointer } from '../../engine/kernels.ts';
import { option, whole } from '../../schema/option.ts';
import { groupInputs } from '../grouping.ts';
import type { CrossbarOptions } from '../options.ts';
import { definePulses } from './scheme.ts';

export interface ResidualMemory {
  /** i32 [groups][stride]: what is left over, in 1/unit pulses. */
  readonly counters: Pointer;
  /** u32 [rows]: which row of counters a line uses. */
  readonly groups: Pointer;
}

export const residual = definePulses({
  kind: 'residual',
  summary: 'counters keep what has not become a pulse yet',
  source: 'Nandakumar et al., ISCAS 2018 and Front. Neurosci. 14:406, 2020; few bits, shared: this project',
  options: {
    bits: option(
      whole(1, 32),
      4,
      'bits of a counter: a sign, and fractions of a pulse; beyond 25 the wanted change, a float32, has no more to give',
    ),
    block: option(whole(1, 4096), 1, 'block × block neighbouring inputs of a neuron share a counter'),
  },
  layout(arena, { at, crossbar }, { block }) {
    return {
      counters: arena.reserve(groupingOf(crossbar, block).groups * at.stride * 4),
      groups: arena.reserve(at.rows * 4),
    };
  },
  build({ at, engine, nominalPulses, options }, { bits, block }, { counters, groups }) {
    const { kernels } = engine;
    engine.u32(groups, at.rows).set(groupingOf(options, block).groupOf);
    return {
      prepare(d, rate) {
        kernels.denseColumns(at.c0, d, at.stride, rate, nominalPulses, 0);
        return at.stride;
      },
      plan: ({ first, count, key: [k0, k1] }) =>
        kernels.planResidual(
          at.hits,
          counters,
          groups,
          at.lines + first * 4,
          at.factors + first * 4,
          count,
          at.c0,
          at.stride,
          counterUnit(bits),
          k0,
          k1,
        ),
      restart: () => kernels.clear(counters, groupingOf(options, block).groups * at.stride * 4),
    };
  },
  bits: ({ bits, block }, { rows, columns, shape }) =>
    groupInputs(rows, block, shape).groups * bits * columns,
  sharedBlock: ({ block }) => block,
  inWords: ({ bits, block }) =>
    block === 1 ? `counters of ${bits} bits` : `counters of ${bits} bits for ${block} × ${block} inputs`,
});

/** Counter units in one pulse: 2 to the fraction bits, at most 2^24. */
const counterUnit = (bits: number): number => 2 ** Math.min(bits - 1, 24);

const groupingOf = ({ grouping, rows }: CrossbarOptions, block: number) =>
  grouping ?? groupInputs(rows, block);
