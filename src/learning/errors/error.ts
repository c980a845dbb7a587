/**
 * Errors: the derivative of a loss with respect to the class scores of a readout. The readout is the mean over the steps
 * so far (of the fixed random readout in a hidden layer, of the membrane in the output layer), times `sharpness`.
 */
import type * as v from 'valibot';
import type { Kind } from '../../schema/kind.ts';

export interface ReadoutError<Schema extends v.GenericSchema = v.GenericSchema> extends Kind {
  readonly schema: Schema;
  /** Number by which the kernel `readoutError` knows it; without one `derivative` is asked at every step. */
  readonly code?: number;
  /** Writes ∂loss/∂score of every class into `out`; `scores` are scaled already. */
  derivative(scores: Float32Array, label: number, out: Float32Array, options: v.InferOutput<Schema>): void;
}
