/** Latency: one spike a line, the earlier the brighter, at step ⌊(1 − x) · steps⌋. Kernel: `assembly/encoders/encode.ts`. */
import { defineEncoder } from './encoder.ts';
import { activeLister } from './list-active.ts';

export const latency = defineEncoder({
  kind: 'latency',
  summary: 'one spike, the earlier the brighter: at step ⌊(1 − x) · steps⌋',
  source: 'Thorpe, Delorme & Van Rullen, Neural Networks 14:715, 2001: spikes in the order of intensity',
  options: {},
  mostSpikes: ({ size }) => size,
  build(lists) {
    const { counts, engine, events, levels, list, offsets, steps } = lists;
    const listActive = activeLister(lists, 1);
    return (samples, offset) => {
      const listed = listActive(samples, offset);
      engine.kernels.encodeLatency(events, offsets, counts, list, levels, listed, steps);
      return listed;
    };
  },
});
