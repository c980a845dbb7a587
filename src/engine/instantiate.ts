/**
 * The one place where Wasm is instantiated. @assemblyscript/loader decodes aborts and links the memory; the kernels
 * are then called through the raw exports, since the loader's own wrappers cost four times as much per call
 * (docs/decisions/0001).
 */
import { instantiateSync as link } from '@assemblyscript/loader';
import { MemspikeError } from '../errors.ts';
import { packed, scalar, simd } from './binary.ts';
import type { Kernels } from './kernels.ts';

export type Build = 'simd' | 'scalar';

/** Where the kernels come from instead of the copy inlined in this package. */
export interface KernelSource {
  readonly module?: WebAssembly.Module;
  readonly bytes?: BufferSource;
  readonly url?: string | URL;
}

const PAGE = 65536;

/** A module that is valid only where 128-bit SIMD is: (func (result v128) (i32.const 0) i8x16.splat). */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

const compiled = new Map<Build, Promise<WebAssembly.Module>>();

export interface Instantiated {
  readonly memory: WebAssembly.Memory;
  readonly kernels: Kernels;
  readonly hash: string;
  readonly build: Build;
}

export async function instantiate(options: {
  bytes: number;
  build?: Build;
  source?: KernelSource;
}): Promise<Instantiated> {
  const { bytes, source } = options;
  const build = options.build ?? (WebAssembly.validate(SIMD_PROBE) ? 'simd' : 'scalar');
  const pages = Math.ceil(bytes / PAGE);
  const memory = allocate(pages, bytes);
  const module = source ? await compileFrom(source) : await compileInlined(build);
  // Not the loader's asynchronous way: it asks for a Response, which makes Node load its HTTP client.
  const result = link(module, { env: { memory } });
  return {
    memory,
    kernels: result.instance.exports as unknown as Kernels,
    hash: source ? 'custom' : (build === 'simd' ? simd : scalar).hash,
    build,
  };
}

function allocate(pages: number, bytes: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages });
  } catch (cause) {
    throw new MemspikeError('MEMORY', 'this machine did not give the linear memory that the network needs', {
      received: `${(bytes / 2 ** 20).toFixed(0)} MiB`,
      hint: 'smaller layers, fewer devices per synapse, or fewer workers; Wasm also needs 10 GB of free addresses (ulimit -v)',
      cause,
    });
  }
}

function compileInlined(build: Build): Promise<WebAssembly.Module> {
  let module = compiled.get(build);
  if (!module) {
    const { from, to } = build === 'simd' ? simd : scalar;
    module = inflate(packed).then((bytes) => WebAssembly.compile(bytes.slice(from, to)));
    compiled.set(build, module);
  }
  return module;
}

async function compileFrom({ module, bytes, url }: KernelSource): Promise<WebAssembly.Module> {
  if (module) return module;
  if (bytes) return WebAssembly.compile(bytes);
  if (url === undefined)
    throw new MemspikeError('WASM', 'a kernel source names nothing', {
      accepted: 'one of { module }, { bytes } or { url }',
    });
  const response = await fetch(url);
  if (!response.ok)
    throw new MemspikeError('WASM', `the kernels could not be fetched (HTTP ${response.status})`, {
      where: String(url),
      hint: 'serve node_modules/memspike/dist/kernels.wasm there, or leave the source out to use the inlined copy',
    });
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Compressed before it became text: base64 of compressed bytes is what a page downloads anyway, and no more. Read by
 * hand, since a Response makes Node load its HTTP client.
 */
async function inflate(base64: string): Promise<ArrayBuffer> {
  const { readable, writable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  const written = writer.write(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  void writer.close();
  const reader = readable.getReader();
  const parts: BlobPart[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  await written;
  return new Blob(parts).arrayBuffer();
}
