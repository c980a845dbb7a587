/** Outer products for the planning kernels, and their lists of hits in readable form. */
import { HIT_BYTES, HIT_CODE, HIT_ELEMENT, SCRATCH_WORDS } from '../../src/engine/array-records.ts';
import { pointer, type Workspace } from './workspace.ts';

export interface OuterProduct {
  readonly rows: readonly number[];
  readonly a: ArrayLike<number>;
  readonly columns: readonly number[];
  readonly c0: ArrayLike<number>;
  /** c0 if left out: no difference between polarities. */
  readonly c1?: ArrayLike<number>;
  readonly stride: number;
  readonly key?: readonly [number, number];
}

export type Rounding =
  | { readonly kind: 'stochastic' }
  | { readonly kind: 'skipping' }
  | { readonly kind: 'rounded'; readonly threshold: number }
  | { readonly kind: 'coincidence'; readonly slots: number; readonly split: number };

export interface Hit {
  readonly row: number;
  readonly column: number;
  readonly n: number;
  readonly polarity: number;
}

export interface Plan {
  readonly total: number;
  readonly hits: Hit[];
  /** The words of the list; the room of one hit is slack. */
  readonly list: Uint32Array;
  /** What the kernel keeps of the columns. */
  readonly scratch: Uint32Array;
}

export function plan(ws: Workspace, rounding: Rounding, outer: OuterProduct): Plan {
  const { rows, a, columns, c0, c1 = c0, stride, key = [5, 6] } = outer;
  const padded = Math.ceil(columns.length / 16) * 16;
  const pad = (values: ArrayLike<number>, rest: number) =>
    Float64Array.from({ length: padded }, (_, i) => (i < columns.length ? values[i] : rest));
  const list = hitList(ws, rows.length * columns.length + 1);
  const at = [list, ws.u32(rows), ws.f32(a)].map(pointer) as [number, number, number];
  // Where c is 0 the column does not matter: it need not even exist.
  const columnsAt = [ws.u32(pad(columns, 4e9)), ws.f32(pad(c0, 0)), ws.f32(pad(c1, 0))].map(pointer);
  const pairs = [
    ...at,
    rows.length,
    ...(columnsAt as [number, number, number]),
    columns.length,
    stride,
    ...key,
  ] as const;
  const kept = ws.u32(SCRATCH_WORDS * padded);
  const scratch = pointer(kept);
  const { planStochastic, planSkipping, planRounded, planCoincidence } = ws.kernels;
  const total =
    rounding.kind === 'stochastic'
      ? planStochastic(...pairs, scratch)
      : rounding.kind === 'skipping'
        ? planSkipping(...pairs, scratch)
        : rounding.kind === 'rounded'
          ? planRounded(...pairs, rounding.threshold)
          : planCoincidence(...pairs, rounding.slots, rounding.split, scratch);
  return { total, hits: readHits(list, total, stride), list, scratch: kept };
}

/** Room for a list of hits. */
export const hitList = (ws: Workspace, hits: number): Uint32Array => ws.u32((HIT_BYTES / 4) * hits);

/** The room of one hit behind a list of `total` hits, where vector code may leave anything. */
export const slackBehind = (list: Uint32Array, total: number): Uint32Array =>
  list.subarray((HIT_BYTES / 4) * total, (HIT_BYTES / 4) * (total + 1));

export function readHits(list: Uint32Array, total: number, stride: number): Hit[] {
  return Array.from({ length: total }, (_, k) => {
    const element = list[(k * HIT_BYTES + HIT_ELEMENT) / 4];
    const code = list[(k * HIT_BYTES + HIT_CODE) / 4] | 0;
    return { row: Math.floor(element / stride), column: element % stride, n: code >> 1, polarity: code & 1 };
  });
}

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

export const filled = (count: number, value: number): Float32Array => new Float32Array(count).fill(value);
