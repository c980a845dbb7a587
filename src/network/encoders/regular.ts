/**
 * Regular spikes at even distances: every line integrates rate · x per step and spikes when it passes 1, from a random
 * phase. Kernel: `assembly/encoders/encode.ts`.
 */
import type { Pointer } from '../../engine/kernels.ts';
import { defineEncoder } from './encoder.ts';
import { activeLister } from './list-active.ts';
import { spikeRate } from './spike-rate.ts';

export const regular = defineEncoder({
  kind: 'regular',
  summary: 'spikes at even distances, rate · x of them per step, from a random phase',
  source: 'an integrator without leak, as in Rueckauer et al., Front. Neurosci. 11:682, 2017',
  options: { rate: spikeRate },
  layout: (arena, { size }): { readonly phases: Pointer } => ({ phases: arena.reserve((size + 16) * 4) }),
  build(lists, { rate }, { phases }) {
    const { counts, engine, events, levels, list, offsets, steps } = lists;
    const listActive = activeLister(lists, rate);
    return (samples, offset, [k0, k1]) => {
      const listed = listActive(samples, offset);
      engine.kernels.encodeRegular(events, offsets, counts, list, levels, phases, listed, steps, k0, k1);
      return listed;
    };
  },
});
