/** Linear memory for one side of a comparison: arrays in the order in which they are asked for, filled by a fixed sequence. */
import { createEngine, type Engine } from '../src/engine/engine.ts';
import type { Kernels, Pointer } from '../src/engine/kernels.ts';
import { drawBits, type Key, uniform } from '../src/random/generator.ts';

type Content = number | ArrayLike<number>;

export interface Desk {
  readonly kernels: Kernels;
  readonly memory: ArrayBuffer;
  /** Places float32 or uint32 words (a length, or values) and returns their address. */
  f32(content: Content): Pointer;
  u32(content: Content): Pointer;
  /** The same of float64 words. */
  f64(content: Content): Pointer;
  draws(count: number, low: number, high: number): Float32Array;
}

export async function createDesk(
  backend: Engine['backend'],
  kernelsOver?: (memory: ArrayBuffer) => Partial<Kernels>,
): Promise<Desk> {
  const engine = await createEngine({ bytes: 1 << 25, backend });
  const key: Key = [1, 2];
  let end = 4096;
  let drawn = 0;
  const place = (bytes: number): Pointer => {
    const at = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return at;
  };
  const put = (
    content: Content,
    view: (at: Pointer, count: number) => Float32Array | Uint32Array | Float64Array,
    bytes = 4,
  ): Pointer => {
    const count = typeof content === 'number' ? content : content.length;
    const at = place(bytes * count);
    if (typeof content !== 'number') view(at, count).set(content);
    return at;
  };
  return {
    kernels: { ...engine.kernels, ...kernelsOver?.(engine.memory) },
    memory: engine.memory,
    f32: (content) => put(content, engine.f32),
    u32: (content) => put(content, engine.u32),
    f64: (content) => put(content, engine.f64, 8),
    draws: (count, low, high) =>
      Float32Array.from({ length: count }, () => low + (high - low) * uniform(drawBits(key, drawn++))),
  };
}
