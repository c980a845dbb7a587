/** Exports only: the kernel interface that `src/engine/kernels.ts` types. */
export { encodeBernoulli, encodeLatency, encodeRegular } from './encoders/encode';
export { accumulateDelta, localDelta, readoutError, softmax } from './learning/readout';
export { lifStep } from './neurons/lif';
export { traceStep } from './neurons/trace';
export { fillUniform } from './random/generator';
export { add, clear, outerAdd, vmmDense, vmmEvents, vmmLines } from './read/vmm';
export { wiresAscend, wiresDescend, wiresDrive } from './read/wires';
export { wiresFactor } from './read/wires-pivots';
export { planExact } from './write/exact';
export { denseColumns, packAbove, packColumns } from './write/pack';
export { planCoincidence, planRounded, planStochastic } from './write/plan';
export { applyPulses, cacheWeights } from './write/pulse';
export { planResidual } from './write/residual';
export { planSkipping } from './write/skip';
