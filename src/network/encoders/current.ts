/** Constant currents: no spikes; every line carries rate · x throughout the presentation. */
import { defineEncoder } from './encoder.ts';
import { activeLister } from './list-active.ts';
import { spikeRate } from './spike-rate.ts';

export const current = defineEncoder({
  kind: 'current',
  summary: 'no spikes: the line carries rate · x all the time',
  source: 'inputs as constant currents, as in Rueckauer et al., Front. Neurosci. 11:682, 2017',
  options: { rate: spikeRate },
  graded: true,
  build(lists, { rate }) {
    const { counts, engine, levels, size, steps } = lists;
    const listActive = activeLister(lists, rate);
    const level = engine.f32(levels, size);
    const count = engine.f32(counts, size);
    return (samples, offset) => {
      const listed = listActive(samples, offset);
      for (let k = 0; k < listed; k++) count[k] = level[k] * steps;
      return listed;
    };
  },
});
