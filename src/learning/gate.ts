/**
 * Gates: what may keep a wanted update of one projection from being written, without looking at any device.
 * Compensation policies are made of them; the trainer only asks.
 */
export interface Gate {
  /** Edits the class errors of the projection's readout before they are sent back. */
  error?(error: Float32Array): void;
  /** Whether to leave the update out, given the probability that the readout gives to the label. */
  confident?(probability: number): boolean;
  /** Edits the summed modulators of the neurons before they are written. */
  modulators?(d: Float32Array): void;
  /** Line activity (mean rate per step) at or below which a line takes no part. */
  readonly lineThreshold?: number;
  /** What it remembers from update to update: a checkpoint keeps it. */
  readonly state?: Float64Array;
}
