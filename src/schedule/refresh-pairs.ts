/** Refresh of one-sided pairs after every so many presentations (`crossbar/refresh.ts`). */
import { refreshPairs } from '../crossbar/refresh.ts';
import type { Task } from './task.ts';

export const refreshTask = (presentations: number): Task => ({
  name: 'refresh-pairs',
  every: { presentations },
  prepare({ crossbars }) {
    const oneSided = crossbars.filter(({ cell, ideal }) => cell.ltpOnly && !ideal);
    return {
      run({ presentation }) {
        for (const crossbar of oneSided) refreshPairs(crossbar, presentation);
      },
    };
  },
});
