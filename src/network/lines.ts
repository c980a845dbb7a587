/**
 * Lines: what the input of a network and a population of neurons alike offer to the projections that start there. What
 * changes tells of the step that is being taken, so that a reader of spikes asks nobody where they come from.
 */
import type { Pointer } from '../engine/kernels.ts';

/** Lines that spike in this step, ascending: u32 [count] at `at`. */
export interface Spikes {
  at: Pointer;
  count: number;
}

export interface Lines {
  readonly size: number;
  /** Graded lines have no spikes: each carries a constant current, its level, throughout a presentation. */
  readonly graded: boolean;
  /** The spikes of all steps, where they are known before the first one; undefined where they come step by step. */
  readonly foreseen: SpikeLists | undefined;
  /** Lines that can be active in this presentation, ascending, u32 [listed]; 0 where all of them can. */
  readonly list: Pointer;
  listed: number;
  /** Where each line stands in the list, u32 [size]; 0 where all are listed, in their order. */
  readonly places: Pointer;
  /**
   * Activity of each listed line in this presentation, f32 [listed] in the order of the list: its spikes (those of all
   * steps where they are foreseen, those so far elsewhere), or its level times the number of steps.
   */
  readonly counts: Pointer;
  /** Currents of graded lines, f32 [listed] in the order of the list; 0 for spiking ones. */
  readonly levels: Pointer;
  readonly events: Spikes;
}

/** Spikes of a whole presentation: lines one step after the other, and where those of each step begin. */
export interface SpikeLists {
  readonly events: Pointer;
  /** u32 [steps + 1]; the last is the number of all spikes. */
  readonly offsets: Pointer;
}
