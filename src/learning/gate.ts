/**
 * Gates: what may keep a wanted update from being written, without looking at any device. Compensation policies are
 * made of them; the trainer only asks.
 */
export interface Gate {
  /** Edits the class errors of a layer before they are sent back. */
  error?(error: Float32Array, layer: number): void;
  /** Whether to leave this layer's update out, given the probability that its readout gives to the label. */
  confident?(probability: number, layer: number): boolean;
  /** Edits the summed modulators of a layer before they are written. */
  modulators?(d: Float32Array, layer: number): void;
  /** Line activity (mean rate per step) at or below which a line takes no part. */
  readonly lineThreshold?: number;
  /** State that a checkpoint must keep. */
  readonly state?: Float64Array;
}
