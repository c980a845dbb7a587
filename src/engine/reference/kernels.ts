/**
 * Every kernel in plain TypeScript, over the same memory layout and with the same order of float32 operations as the
 * Wasm builds: the slow truth that tests hold the fast one to, and the readable statement of what each kernel does.
 */
import type { Kernels } from '../kernels.ts';
import { encodeKernels } from './encoders/encode.ts';
import { readoutKernels } from './learning/readout.ts';
import { lifKernels } from './neurons/lif.ts';
import { traceKernels } from './neurons/trace.ts';
import { vmmKernels } from './read/vmm.ts';
import { wiresKernels } from './read/wires.ts';
import { viewsOf } from './views.ts';
import { planKernels } from './write/plan.ts';
import { pulseKernels } from './write/pulse.ts';
import { skipKernels } from './write/skip.ts';

export function createReference(memory: ArrayBuffer): Kernels {
  const views = viewsOf(memory);
  const plans = planKernels(views);
  return {
    ...encodeKernels(views),
    ...vmmKernels(views),
    ...wiresKernels(views),
    ...lifKernels(views),
    ...traceKernels(views),
    ...readoutKernels(views),
    ...plans,
    ...skipKernels(views, plans),
    ...pulseKernels(views),
  };
}
