/**
 * What an array whose lines have resistance is solved with, made once for all its reads: the pivots of word and of bit
 * lines. `wires.ts` has the passes of a read, and what the letters are.
 */
import { A, E, F, GROUP, RECORD } from '../../src/engine/wire-words';

/**
 * Fills in a, e and f: g is f64 [rows][columns] in siemens, `resistance` 1/gw.
 *
 * Pivots are made of the conductance s that a line has to its near end, so that nothing cancels:
 * s_j = a_j + s_{j-1}/(1 + s_{j-1}), e_j = 1/(1 + s_j), and at the far end 1/(end + s).
 */
export function wiresFactor(
  records: usize,
  g: usize,
  rows: u32,
  columns: u32,
  resistance: f64,
  rho: f64,
  left: usize,
  right: usize,
  top: usize,
  bottom: usize,
  word: usize,
  carried: usize,
): void {
  const pairs: usize = (columns + 1) >> 1;
  memory.copy(carried, top, pairs << 4);
  let r = records;
  for (let i: u32 = 0; i < rows; i += 8) {
    const start = left + (i << 3);
    for (let k: usize = 0; k < 4; k++) {
      store<f64>(word + k * GROUP, load<f64>(start + (k << 4)));
      store<f64>(word + k * GROUP, load<f64>(start + (k << 4), 8), 8);
    }
    for (let j: u32 = 0; j < columns; j += 2) {
      placeDevices(r, g, i, j, rows, columns, resistance);
      factorWords(r, word, right + (i << 3), j, columns);
      factorBits(r, rho, i, rows, bottom + (j << 3), carried + (j << 3));
      r += RECORD;
    }
  }
}

/** a of a record: the devices of word lines i to i + 7 on bit lines j and j + 1, 0 where there are none. */
function placeDevices(r: usize, g: usize, i: u32, j: u32, rows: u32, columns: u32, resistance: f64): void {
  let from = g + ((i * columns + j) << 3);
  const both = j + 1 < columns;
  for (let k: u32 = 0; k < 8; k++) {
    const at = r + <usize>(k >> 1) * GROUP + ((k & 1) << 3);
    const here = i + k < rows;
    store<f64>(at, here ? load<f64>(from) * resistance : 0, A);
    store<f64>(at, here && both ? load<f64>(from, 8) * resistance : 0, A + 16);
    from += columns << 3;
  }
}

/** e of a record. `word` carries s/(1 + s) from bit line to bit line. */
function factorWords(r: usize, word: usize, right: usize, j: u32, columns: u32): void {
  const last = j + 1 == columns;
  const lastOfPair = j + 2 == columns;
  if (ASC_FEATURE_SIMD) {
    const one = f64x2.splat(1);
    for (let k: usize = 0; k < 4; k++) {
      const at = r + k * GROUP;
      const end = v128.load(right + (k << 4));
      let s = f64x2.add(v128.load(at, A), v128.load(word + k * GROUP));
      let e = f64x2.div(one, f64x2.add(last ? end : one, s));
      v128.store(at, e, E);
      s = f64x2.add(v128.load(at, A + 16), f64x2.mul(s, e));
      e = f64x2.div(one, f64x2.add(lastOfPair ? end : one, s));
      v128.store(at, last ? f64x2.splat(0) : e, E + 16);
      v128.store(word + k * GROUP, f64x2.mul(s, e));
    }
  } else {
    for (let k: usize = 0; k < 8; k++) {
      const at = r + (k >> 1) * GROUP + ((k & 1) << 3);
      const from = word + (k >> 1) * GROUP + ((k & 1) << 3);
      const end = load<f64>(right + (k << 3));
      let s = load<f64>(at, A) + load<f64>(from);
      let e = 1 / ((last ? end : 1) + s);
      store<f64>(at, e, E);
      s = load<f64>(at, A + 16) + s * e;
      e = 1 / ((lastOfPair ? end : 1) + s);
      store<f64>(at, last ? 0 : e, E + 16);
      store<f64>(from, s * e);
    }
  }
}

/** f of a record. `carried` hands s/(1 + s) on from word line to word line. */
function factorBits(r: usize, rho: f64, i: u32, rows: u32, bottom: usize, carried: usize): void {
  if (ASC_FEATURE_SIMD) {
    const one = f64x2.splat(1);
    const ratio = f64x2.splat(rho);
    let near = v128.load(carried);
    for (let k: u32 = 0; k < 8; k++) {
      const at = r + <usize>(k >> 1) * GROUP;
      const a =
        (k & 1) == 0
          ? v128.shuffle<f64>(v128.load(at, A), v128.load(at, A + 16), 0, 2)
          : v128.shuffle<f64>(v128.load(at, A), v128.load(at, A + 16), 1, 3);
      const s = f64x2.add(f64x2.mul(ratio, a), near);
      const f = f64x2.div(one, f64x2.add(i + k + 1 == rows ? v128.load(bottom) : one, s));
      v128.store(r + (k << 4), i + k < rows ? f : f64x2.splat(0), F);
      near = f64x2.mul(s, f);
    }
    v128.store(carried, near);
  } else {
    for (let lane: usize = 0; lane < 16; lane += 8) {
      let near = load<f64>(carried + lane);
      for (let k: u32 = 0; k < 8; k++) {
        const s = rho * load<f64>(r + <usize>(k >> 1) * GROUP + ((k & 1) << 3) + (lane << 1), A) + near;
        const f = 1 / ((i + k + 1 == rows ? load<f64>(bottom + lane) : 1) + s);
        store<f64>(r + (k << 4) + lane, i + k < rows ? f : 0, F);
        near = s * f;
      }
      store<f64>(carried + lane, near);
    }
  }
}
