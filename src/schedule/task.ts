/**
 * Periodic tasks: what happens to the arrays between presentations, at regular intervals of presentations or of time.
 * Refresh of pairs is one; drift, disturb, ageing and caches of what wires do are of this kind.
 */
import type { Crossbar } from '../crossbar/crossbar.ts';
import type { Network } from '../network/network.ts';

/** What a task works on. */
export interface TaskView {
  readonly network: Network;
  /** All crossbars, layer by layer. */
  readonly crossbars: readonly Crossbar[];
}

/** When a task runs. */
export interface Moment {
  /** The presentation that has just ended, counted from 0 over the whole training: the address of random draws. */
  readonly presentation: number;
  /** Seconds since training began. */
  readonly seconds: number;
  /** Seconds since this task ran last, or since training began. */
  readonly elapsed: number;
}

export interface Task {
  /** Lower case with dashes: what a checkpoint calls it. */
  readonly name: string;
  /**
   * How often it runs: after every so many presentations, or at the end of the presentation in which so many seconds,
   * or a multiple of them, are over; once, if several multiples are.
   */
  readonly every: { readonly presentations: number } | { readonly seconds: number };
  prepare(view: TaskView): PreparedTask;
}

/** A task at work on one network. It keeps weights cached by crossbars true where it moves conductances. */
export interface PreparedTask {
  run(moment: Moment): void;
  /** State beside linear memory, which checkpoints keep. */
  readonly state?: Float64Array;
}
