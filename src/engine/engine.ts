/**
 * An engine: kernels over a memory of their own. Three backends give the same bits: `simd` (the default where the
 * machine has it), `scalar`, and `reference`, plain TypeScript, for tests and for reading.
 */

import { instantiate, type KernelSource } from './instantiate.ts';
import type { Kernels, Pointer } from './kernels.ts';
import { createReference } from './reference/kernels.ts';

export type Backend = 'simd' | 'scalar' | 'reference';

export type { KernelSource };

export interface EngineOptions {
  /** Bytes of linear memory. */
  readonly bytes: number;
  readonly backend?: Backend;
  readonly source?: KernelSource;
}

export interface Engine {
  readonly backend: Backend;
  readonly kernels: Kernels;
  /** SHA-256 of the Wasm binary, or 'reference'. */
  readonly hash: string;
  readonly memory: ArrayBuffer;
  f32(at: Pointer, count: number): Float32Array;
  f64(at: Pointer, count: number): Float64Array;
  i32(at: Pointer, count: number): Int32Array;
  u32(at: Pointer, count: number): Uint32Array;
}

export async function createEngine({ bytes, backend, source }: EngineOptions): Promise<Engine> {
  if (backend === 'reference') {
    const memory = new ArrayBuffer(bytes);
    return engineOver(memory, createReference(memory), 'reference', 'reference');
  }
  const { memory, kernels, hash, build } = await instantiate({ bytes, build: backend, source });
  return engineOver(memory.buffer as ArrayBuffer, kernels, hash, build);
}

function engineOver(memory: ArrayBuffer, kernels: Kernels, hash: string, backend: Backend): Engine {
  return {
    backend,
    kernels,
    hash,
    memory,
    f32: (at, count) => new Float32Array(memory, at, count),
    f64: (at, count) => new Float64Array(memory, at, count),
    i32: (at, count) => new Int32Array(memory, at, count),
    u32: (at, count) => new Uint32Array(memory, at, count),
  };
}
