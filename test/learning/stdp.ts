/**
 * Pair-based spike-timing-dependent plasticity, all pairs, as a user would write it: two outer products a step.
 *
 *   ΔW[j][i] = Σ over pairs of spikes, one of line j at t_j and one of neuron i at t_i, of
 *     a⁺·e^(-(t_i - t_j)/τ⁺) if t_j < t_i;  -a⁻·e^(-(t_j - t_i)/τ⁻) if t_i < t_j;  0 if both are in one step
 *
 * (Song, Miller & Abbott, Nat. Neurosci. 3:919, 2000, eq. 1) with one trace a line and one a neuron, which hold what
 * earlier spikes have left (Morrison, Diesmann & Gerstner, Biol. Cybern. 98:459, 2008, on pair-based rules).
 */
import { defineRule } from '../../src/learning/rules/rule.ts';
import { option, positive } from '../../src/schema/option.ts';

export const stdp = defineRule({
  kind: 'stdp',
  summary: 'pair-based spike-timing-dependent plasticity',
  source: 'Song, Miller & Abbott, Nat. Neurosci. 3:919, 2000, eq. 1',
  options: {
    aPlus: option(positive, 0.01, 'potentiation by a pair'),
    aMinus: option(positive, 0.0105, 'depression by a pair'),
    tauPlus: option(positive, 20, 'time constant of potentiation in steps'),
    tauMinus: option(positive, 20, 'time constant of depression in steps'),
  },
  requires: { spikes: true, everyStep: true },
  memory: { neurons: 2, lines: 1 },
  prepare({ engine, events, memory, spikes }, { aPlus, aMinus, tauPlus, tauMinus }) {
    const [after, now] = memory.neurons;
    const [before] = memory.lines;
    const [keptBefore, keptAfter] = [Math.exp(-1 / tauPlus), Math.exp(-1 / tauMinus)];
    const products = [
      { pre: before, post: now, rate: aPlus },
      { pre: 'spikes', post: after, rate: -aMinus },
    ] as const;
    function step(): void {
      for (let j = 0; j < before.values.length; j++) before.values[j] *= keptBefore;
      for (let i = 0; i < after.values.length; i++) after.values[i] *= keptAfter;
      now.values.fill(0);
      for (const i of engine.u32(spikes.at, spikes.count)) now.values[i] = 1;
    }
    return {
      start() {
        for (const vector of [after, now, before]) vector.values.fill(0);
      },
      watch: step,
      step,
      updates: () => products,
      clear() {
        for (const j of engine.u32(events.at, events.count)) before.values[j] += 1;
        for (const i of engine.u32(spikes.at, spikes.count)) after.values[i] += 1;
      },
    };
  },
});
