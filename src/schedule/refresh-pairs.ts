/** Refresh of one projection's one-sided pairs after every so many presentations (`crossbar/refresh.ts`). */
import { refreshPairs } from '../crossbar/refresh.ts';
import type { Task } from './task.ts';

export interface RefreshOptions {
  /** Of the projection, from 0. */
  readonly layer: number;
  /** From one refresh to the next, > 0. */
  readonly presentations: number;
}

export const refreshTask = ({ layer, presentations }: RefreshOptions): Task => ({
  name: `refresh-pairs, projection ${layer}`,
  every: { presentations },
  prepare({ network }) {
    const { crossbars } = network.layers[layer].synapses;
    const oneSided = crossbars.filter(({ options }) => options.scheme === 'one-sided');
    return {
      run({ presentation }) {
        for (const crossbar of oneSided) refreshPairs(crossbar, presentation);
      },
    };
  },
});
