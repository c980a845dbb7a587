/** Exports only: the kernel interface that `src/engine/kernels.ts` types. */
export { encodeBernoulli, encodeLatency, encodeRegular } from './encode';
export { lifStep } from './lif';
export { packAbove } from './pack';
export { planCoincidence, planResidual, planRounded, planStochastic } from './plan';
export { applyPulses, cacheWeights, denseColumns, fillUniform, packColumns, planExact } from './pulse';
export { accumulateDelta, localDelta, readoutError, softmax } from './readout';
export { traceStep } from './trace';
export { add, clear, outerAdd, vmmDense, vmmEvents, vmmLines } from './vmm';
