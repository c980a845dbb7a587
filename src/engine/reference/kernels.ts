/**
 * Every kernel in plain TypeScript, over the same memory layout and with the same order of float32 operations as the
 * Wasm builds: the slow truth that tests hold the fast one to, and the readable statement of what each kernel does.
 */
import type { Kernels } from '../kernels.ts';
import { encodeKernels } from './encode.ts';
import { lifKernels } from './lif.ts';
import { planKernels } from './plan.ts';
import { pulseKernels } from './pulse.ts';
import { readoutKernels } from './readout.ts';
import { skipKernels } from './skip.ts';
import { traceKernels } from './trace.ts';
import { viewsOf } from './views.ts';
import { vmmKernels } from './vmm.ts';

export function createReference(memory: ArrayBuffer): Kernels {
  const views = viewsOf(memory);
  const plans = planKernels(views);
  return {
    ...encodeKernels(views),
    ...vmmKernels(views),
    ...lifKernels(views),
    ...traceKernels(views),
    ...readoutKernels(views),
    ...plans,
    ...skipKernels(views, plans),
    ...pulseKernels(views),
  };
}
