/** One row of the benchmark: the work, its time, and how many times as much the other sides take. */
export interface Row {
  readonly name: string;
  /** Best CPU time of the Wasm build. */
  readonly nsPerUnit: number;
  readonly unit: string;
  /** Plain TypeScript's CPU time divided by ours, best against best, and median against median. */
  readonly ratios: {
    readonly plainSameAlgorithm?: number;
    readonly plainSameAlgorithmMedian?: number;
    readonly plainOrdinary?: number;
    readonly plainOrdinaryMedian?: number;
    /** Ordinary code that skips whatever is silent. */
    readonly plainCareful?: number;
    readonly plainCarefulMedian?: number;
    /** The same kernel in C, as the compiler vectorises it: its CPU time divided by ours, best against best. */
    readonly nativeSse?: number;
    readonly nativeAvx2?: number;
    /** Reading the same bytes, or as many operations, at the speed that the machine reaches with AVX2. */
    readonly bound?: number;
  };
}
