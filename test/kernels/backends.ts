/**
 * The builds that every kernel test runs over: the reference, both shipped Wasm builds, and the checked debug build
 * (also SIMD). With MEMSPIKE_KERNELS=FILE it is that Wasm file alone: scripts/mutate.js tests the tests with it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineOptions } from '../../src/engine/engine.ts';

export interface BackendUnderTest {
  readonly name: string;
  readonly options: Omit<EngineOptions, 'bytes'>;
}

export const reference: BackendUnderTest = { name: 'reference', options: { backend: 'reference' } };

export function listBackends(): BackendUnderTest[] {
  const given = process.env.MEMSPIKE_KERNELS;
  if (given) return [{ name: 'given', options: { source: { bytes: readFileSync(given) } } }];
  return [
    reference,
    { name: 'scalar', options: { backend: 'scalar' } },
    { name: 'simd', options: { backend: 'simd' } },
    { name: 'debug', options: { source: { bytes: readDebugBuild() } } },
  ];
}

export function readDebugBuild(): Uint8Array<ArrayBuffer> {
  const file = fileURLToPath(new URL('../../dist/kernels.debug.wasm', import.meta.url));
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run build makes it`);
  return new Uint8Array(readFileSync(file));
}
