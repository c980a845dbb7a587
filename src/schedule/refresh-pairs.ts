/** Refresh of one projection's one-sided pairs after every so many presentations (`crossbar/refresh.ts`). */
import { refreshPairs } from '../crossbar/refresh.ts';
import type { Task } from './task.ts';

export interface RefreshOptions {
  /** Its index, from 0. */
  readonly projection: number;
  /** From one refresh to the next, > 0. */
  readonly presentations: number;
}

export const refreshTask = ({ projection, presentations }: RefreshOptions): Task => ({
  name: `refresh-pairs, projection ${projection}`,
  every: { presentations },
  prepare({ network }) {
    const { crossbars } = network.projections[projection].synapses;
    const oneSided = crossbars.filter(({ options }) => options.scheme === 'one-sided');
    return {
      run({ presentation }) {
        for (const crossbar of oneSided) refreshPairs(crossbar, presentation);
      },
    };
  },
});
