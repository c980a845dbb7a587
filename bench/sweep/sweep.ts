/** What the measurement of sweeps finds: docs/sweep.json. */
import type { Resident } from './resident.ts';

export interface Timing {
  readonly workers: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

export interface Sweep {
  readonly machine: string;
  readonly commit: string;
  readonly command: string;
  readonly runs: number;
  readonly rounds: readonly { readonly one: Timing; readonly two: Timing }[];
  /** The same with runs of a tenth of the length. */
  readonly brief: { readonly one: Timing; readonly two: Timing };
  readonly resident: readonly Resident[];
}
