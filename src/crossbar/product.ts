/** What a crossbar is asked to write: an outer product of line factors and column modulators, a run of lines at a time. */
import type { Pointer } from '../engine/kernels.ts';
import type { Key } from '../random/generator.ts';

/**
 *   wanted ΔW[j][i] = -rate · factor[j] · d[i]
 *
 * Lines and factors lie in the crossbar's `at.lines` and `at.factors`.
 */
export interface OuterProduct {
  readonly rowCount: number;
  /** Modulators, f32 [stride] with zero padding. */
  readonly d: Pointer;
  readonly rate: number;
  /** Which update this is, counted from 0 over the whole training: the random address, and the device's turn. */
  readonly update: number;
  /** Which of the products that are this update together. Default: 0. */
  readonly term?: number;
  /** Largest line factor, for coincidence trains; 0 where not known. */
  readonly largestFactor: number;
  /**
   * One of many small updates: stochastic rounding skips from pulse to pulse instead of asking every synapse, which
   * gives other pulses of the same distribution.
   */
  readonly small: boolean;
  /**
   * For a product of one line: where a scheme that reads the line before it writes puts the weights as it has read them,
   * f32 [stride].
   */
  readonly found?: Pointer;
}

/** Lines of a product that are planned at once, the packed columns, and which devices they go to. */
export interface Run {
  readonly first: number;
  readonly count: number;
  readonly columns: number;
  readonly replica: number;
  /** Of rounding and polarity. */
  readonly key: Key;
}
