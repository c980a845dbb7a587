/** Exports only: the kernel interface that `src/engine/kernels.ts` types. */
export { encodeBernoulli, encodeLatency, encodeRegular } from './encode';
export { planExact } from './exact';
export { lifStep } from './lif';
export { denseColumns, packAbove, packColumns } from './pack';
export { planCoincidence, planRounded, planStochastic } from './plan';
export { applyPulses, cacheWeights } from './pulse';
export { fillUniform } from './random';
export { accumulateDelta, localDelta, readoutError, softmax } from './readout';
export { planResidual } from './residual';
export { planSkipping } from './skip';
export { traceStep } from './trace';
export { add, clear, outerAdd, vmmDense, vmmEvents, vmmLines } from './vmm';
