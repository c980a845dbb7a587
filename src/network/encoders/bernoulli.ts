/**
 * Bernoulli spikes: with probability rate · x in every step and of every line independently, a Poisson train in discrete
 * time. Kernel: `assembly/encoders/encode.ts`.
 */
import { defineEncoder } from './encoder.ts';
import { activeLister } from './list-active.ts';
import { spikeRate } from './spike-rate.ts';

export const bernoulli = defineEncoder({
  kind: 'bernoulli',
  summary: 'a spike with probability rate · x in every step',
  source: 'Poisson trains in discrete time, e.g. Diehl & Cook, Front. Comput. Neurosci. 9:99, 2015',
  options: { rate: spikeRate },
  build(lists, { rate }) {
    const { counts, engine, events, levels, list, offsets, steps } = lists;
    const listActive = activeLister(lists, rate);
    return (samples, offset, [k0, k1]) => {
      const listed = listActive(samples, offset);
      engine.kernels.encodeBernoulli(events, offsets, counts, list, levels, listed, steps, k0, k1);
      return listed;
    };
  },
});
