/**
 * Linear memory laid out for one test: arrays with room between them, filled from a seeded sequence of numbers, so
 * that the same scene can be played on two engines and their memories compared byte for byte.
 */
import { createEngine } from '../../src/engine/engine.ts';
import type { Kernels } from '../../src/engine/kernels.ts';
import { deriveKey, drawBits, rowKey, uniform } from '../../src/random/generator.ts';
import type { BackendUnderTest } from './backends.ts';

const BASE = 4096;
const GAP = 64;
/** What memory holds where nothing was placed: as float32 a small negative number, as u32 a wild index. */
const UNTOUCHED = 0xa5;

type Content = number | ArrayLike<number>;

export interface Workspace {
  readonly kernels: Kernels;
  /** An array in linear memory: `content` is its length (zeros) or its values. Its byteOffset is its pointer. */
  f32(content: Content): Float32Array;
  f64(content: Content): Float64Array;
  i32(content: Content): Int32Array;
  u32(content: Content): Uint32Array;
  /** The next number of the seeded sequence, uniform on [low, high). */
  draw(low?: number, high?: number): number;
  /** A whole number in [0, n). */
  below(n: number): number;
  /** `count` draws as float32. */
  draws(count: number, low?: number, high?: number): Float32Array;
  /** `count` different whole numbers below n, ascending. */
  choose(count: number, n: number): number[];
  /** Forgets all arrays and starts the sequence of `seed`. */
  reset(seed: number): void;
  /** A copy of all memory in use. */
  image(): Uint8Array;
  /** Byte ranges [start, end) that belong to no array. */
  gaps(): [number, number][];
}

export const pointer = (array: { readonly byteOffset: number }): number => array.byteOffset;

export async function createWorkspace(backend: BackendUnderTest, bytes = 1 << 22): Promise<Workspace> {
  const engine = await createEngine({ bytes, ...backend.options });
  const memory = new Uint8Array(engine.memory);
  let end = BASE;
  let gaps: [number, number][] = [];
  let key = rowKey(deriveKey(0, 0), 0);
  let drawn = 0;

  function place(size: number): number {
    const at = Math.ceil((end + GAP) / 64) * 64;
    if (at + size + GAP > bytes) throw new Error(`the scene needs more than ${bytes} bytes`);
    gaps.push([end, at]);
    memory.fill(0, at, at + size);
    end = at + size;
    return at;
  }
  function put<T extends { set(values: ArrayLike<number>): void }>(
    content: Content,
    width: number,
    view: (at: number, count: number) => T,
  ): T {
    const count = typeof content === 'number' ? content : content.length;
    const array = view(place(count * width), count);
    if (typeof content !== 'number') array.set(content);
    return array;
  }
  function draw(low = 0, high = 1): number {
    return low + (high - low) * uniform(drawBits(key, drawn++));
  }

  const workspace: Workspace = {
    kernels: engine.kernels,
    f32: (content) => put(content, 4, engine.f32),
    f64: (content) => put(content, 8, engine.f64),
    i32: (content) => put(content, 4, engine.i32),
    u32: (content) => put(content, 4, engine.u32),
    draw,
    below: (n) => Math.floor(draw(0, n)),
    draws: (count, low, high) => Float32Array.from({ length: count }, () => draw(low, high)),
    choose(count, n) {
      const rest = Array.from({ length: n }, (_, i) => i);
      for (let i = 0; i < count; i++) {
        const j = i + Math.floor(draw(0, n - i));
        [rest[i], rest[j]] = [rest[j], rest[i]];
      }
      return rest.slice(0, count).sort((a, b) => a - b);
    },
    reset(seed) {
      memory.fill(UNTOUCHED, BASE, Math.min(bytes, end + GAP));
      end = BASE;
      gaps = [];
      key = rowKey(deriveKey(seed, 0), 0);
      drawn = 0;
    },
    image: () => memory.slice(0, end + GAP),
    gaps: () => [...gaps, [end, end + GAP]],
  };
  memory.fill(UNTOUCHED, BASE);
  workspace.reset(0);
  return workspace;
}

export interface Outcome {
  /** What the kernel returned. */
  readonly result?: number;
  /** Parts of arrays that the kernel may leave in any state: its documented slack. */
  readonly slack?: readonly { readonly byteOffset: number; readonly byteLength: number }[];
}

export type Scene = (workspace: Workspace) => Outcome;

/**
 * Plays `scene` with `seed` on two workspaces and throws unless results and memories are equal to the bit, slack
 * aside, and nothing was written between the arrays.
 */
export function assertSameScene(actual: Workspace, expected: Workspace, seed: number, scene: Scene): void {
  const [a, e] = [actual, expected].map((workspace) => {
    workspace.reset(seed);
    const { result, slack = [] } = scene(workspace);
    const image = workspace.image();
    for (const part of slack) image.fill(0, part.byteOffset, part.byteOffset + part.byteLength);
    return { result, image };
  });
  if (!Object.is(a.result, e.result)) throw new Error(`seed ${seed}: returned ${a.result}, not ${e.result}`);
  if (a.image.length !== e.image.length) throw new Error(`seed ${seed}: the scenes are not the same`);
  for (let i = BASE; i < a.image.length; i++)
    if (a.image[i] !== e.image[i]) throw new Error(`seed ${seed}: byte ${i} differs (${describe(a, e, i)})`);
  for (const workspace of [actual, expected]) assertGapsUntouched(workspace);
}

export function assertGapsUntouched(workspace: Workspace): void {
  const image = workspace.image();
  for (const [start, end] of workspace.gaps())
    for (let i = start; i < end; i++)
      if (image[i] !== UNTOUCHED) throw new Error(`byte ${i}, outside of all arrays, was written`);
}

function describe(a: { image: Uint8Array }, e: { image: Uint8Array }, byte: number): string {
  const word = byte & ~3;
  const [mine, other] = [a, e].map(({ image }) => new DataView(image.buffer, word, 4));
  return `as float32 ${mine.getFloat32(0, true)}, expected ${other.getFloat32(0, true)}`;
}

/** Sizes at which vector code has its edges. */
export const EDGES = [0, 1, 3, 4, 5, 15, 16, 17] as const;
