/** The native yardstick (kernels.c), where this machine can build it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Kernels, Pointer } from '../../src/engine/kernels.ts';

/** What the names of the rows begin with whose kernels are there in C. */
export const NATIVE_ROWS: readonly string[] = ['vmmEvents', 'vmmDense', 'lifStep', 'planStochastic', 'write'];

export type NativeKernels = Pick<
  Kernels,
  'vmmEvents' | 'vmmDense' | 'lifStep' | 'planStochastic' | 'applyPulses'
>;

/** What the machine can do at best: reading memory, and plain vector arithmetic. */
export interface Limits {
  read(at: Pointer, bytes: number, times: number): number;
  /** Takes any arguments and does nothing: the price of a call. */
  nothing(): never;
  /** 96 multiplications and 96 additions a round, on 32-bit numbers. */
  arithmetic(rounds: number): number;
}

export interface Native {
  readonly sse: (memory: ArrayBuffer) => NativeKernels & Limits;
  readonly avx2: (memory: ArrayBuffer) => NativeKernels & Limits;
}

/** Memories that add-ons point into: nothing else may hold them. */
const memories: ArrayBuffer[] = [];

type Bind = Native['sse'];

function boundTo(bind: Bind): Bind {
  return (memory) => {
    memories.push(memory);
    return bind(memory);
  };
}

/** Builds and loads the add-ons; says why and gives nothing where that cannot be done. */
export function loadNative(): Native | undefined {
  const script = fileURLToPath(new URL('build.js', import.meta.url));
  const said = execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();
  if (said !== '') console.log(said);
  const require = createRequire(import.meta.url);
  const [sse, avx2] = ['sse42', 'avx2'].map((name) => {
    const file = fileURLToPath(new URL(`../../.cache/native/${name}.node`, import.meta.url));
    return existsSync(file) ? boundTo(require(file).bind) : undefined;
  });
  return sse && avx2 ? { sse, avx2 } : undefined;
}
