/**
 * One read of an array whose lines have resistance: the passes of a conjugate gradient method over the voltages of the
 * bit lines, in float64. Word lines are eliminated exactly, and the preconditioner is the exact solution of the bit
 * lines; both are tridiagonal. `src/wires/solve.ts` has the equations and calls the passes.
 *
 *   a = g/gw, b = ρa, ρ = gw/gb       conductances of devices in those of a segment of a word line, of a bit line
 *   e, f                              pivots of word and of bit lines
 *
 * Word lines are i < rows, bit lines j < columns; blocks = ⌈rows/8⌉, pairs = ⌈columns/2⌉. For each block of eight word
 * lines and pair of bit lines there is a record of a, e, f, P, q and y (`src/engine/wire-words.ts`; `wires-pivots.ts` fills in
 * the first three).
 *
 * Padding has a = f = 0, and e = 0 beyond the last column: nothing flows there.
 *
 *   word      f64 [pairs + 2][4][2][2]  voltages of the word lines of a block; the first and the last are edges
 *   carried   f64 [pairs][2]            what a pass hands on from block to block
 *   ends      f64                       conductance of the end of each line, in segments: 0 for an open one; 1 in padding
 *
 * Order: blocks and rows descending (descend) or ascending, pairs ascending; the two lanes of a sum are added at last.
 */
import { A, E, F, GROUP, P, Q, RECORD, WORD, Y } from '../../src/engine/wire-words';

const LAST_GROUP = WORD - GROUP;
const NEXT = WORD * 2;

/**
 * q = a·u where u are the voltages of the word lines with all bit lines at 0: the source of the first residual. left
 * and right, f64 [blocks][8], are the voltages behind both ends times the conductances of these. Sets y and P to 0.
 */
export function wiresDrive(
  records: usize,
  rows: u32,
  columns: u32,
  left: usize,
  right: usize,
  word: usize,
): void {
  const pairs: usize = (columns + 1) >> 1;
  const row = pairs * RECORD;
  memory.fill(word, 0, WORD);
  memory.fill(word + (pairs + 1) * WORD, 0, WORD);
  const odd: usize = ((columns - 1) & 1) << 4;
  const last = word + pairs * WORD + odd;
  let r = records;
  for (let i: u32 = 0; i < rows; i += 8) {
    const ends = (i << 3) as usize;
    for (let k: usize = 0; k < 8; k++)
      store<f64>(word + (k >> 1) * GROUP + ((k & 1) << 3), load<f64>(left + ends + (k << 3)), 16);
    let w = word;
    for (const stop = r + row; r < stop; r += RECORD) {
      memory.fill(r + P, 0, 128);
      memory.fill(r + Y, 0, 128);
      for (let k: usize = 0; k < <usize>WORD; k += GROUP) {
        if (ASC_FEATURE_SIMD) {
          const s = f64x2.mul(v128.load(r + k, E), v128.load(w + k, 16));
          v128.store(w + k, s, WORD);
          v128.store(w + k, f64x2.mul(v128.load(r + k, E + 16), s), WORD + 16);
        } else {
          for (let lane = k; lane < k + 16; lane += 8) {
            const s = load<f64>(r + lane, E) * load<f64>(w + lane, 16);
            store<f64>(w + lane, s, WORD);
            store<f64>(w + lane, load<f64>(r + lane, E + 16) * s, WORD + 16);
          }
        }
      }
      w += WORD;
    }
    const e = r - RECORD + odd;
    for (let k: usize = 0; k < 8; k++) {
      const at = (k >> 1) * GROUP + ((k & 1) << 3);
      store<f64>(last + at, load<f64>(last + at) + load<f64>(e + at, E) * load<f64>(right + ends + (k << 3)));
    }
    wordCurrents(r - row, pairs, word);
  }
}

/** Back substitution of eight word lines, u_j = s_j + e_j u_{j+1}, which leaves u_j of every even j in `word`; q = a·u. */
function wordCurrents(block: usize, pairs: usize, word: usize): void {
  let w = word + (pairs - 1) * WORD;
  for (let r = block + pairs * RECORD; r > block; ) {
    r -= RECORD;
    for (let k: usize = 0; k < <usize>WORD; k += GROUP) {
      if (ASC_FEATURE_SIMD) {
        const second = f64x2.add(
          v128.load(w + k, WORD + 16),
          f64x2.mul(v128.load(r + k, E + 16), v128.load(w + k, NEXT)),
        );
        const first = f64x2.add(v128.load(w + k, WORD), f64x2.mul(v128.load(r + k, E), second));
        v128.store(w + k, first, WORD);
        const p = f64x2.mul(v128.load(r + k, A), first);
        const q = f64x2.mul(v128.load(r + k, A + 16), second);
        v128.store(r + k, v128.shuffle<f64>(p, q, 0, 2), Q);
        v128.store(r + k, v128.shuffle<f64>(p, q, 1, 3), Q + 16);
      } else {
        for (let lane: usize = 0; lane < 16; lane += 8) {
          const at = k + lane;
          const second = load<f64>(w + at, WORD + 16) + load<f64>(r + at, E + 16) * load<f64>(w + at, NEXT);
          const first = load<f64>(w + at, WORD) + load<f64>(r + at, E) * second;
          store<f64>(w + at, first, WORD);
          store<f64>(r + k + (lane << 1), load<f64>(r + at, A) * first, Q);
          store<f64>(r + k + (lane << 1), load<f64>(r + at, A + 16) * second, Q + 8);
        }
      }
    }
    w -= WORD;
  }
}

/**
 * The next direction, and the work that it does: P = y + βP, p = f(P + p of the row below), v = a·p + e·v of the bit
 * line before, q = a·u with u the voltages of the word lines that p drives. Returns Σ f P² - ρ Σ e v². `carried` is left
 * with p of row 0.
 */
export function wiresDescend(
  records: usize,
  rows: u32,
  columns: u32,
  beta: f64,
  rho: f64,
  word: usize,
  carried: usize,
): f64 {
  const pairs: usize = (columns + 1) >> 1;
  const row = pairs * RECORD;
  memory.fill(carried, 0, pairs << 4);
  memory.fill(word, 0, WORD);
  memory.fill(word + (pairs + 1) * WORD, 0, WORD);
  const stop = carried + (pairs << 4);
  let block = records + <usize>((rows + 7) >> 3) * row;
  if (ASC_FEATURE_SIMD) {
    const zero = f64x2.splat(0);
    const b = f64x2.splat(beta);
    let pp = zero;
    let pw = zero;
    while (block > records) {
      block -= row;
      let r = block;
      let w = word;
      for (let z = carried; z < stop; z += 16) {
        let p = v128.load(z);
        for (let k = LAST_GROUP as isize; k >= 0; k -= GROUP) {
          const at = r + k;
          const to = w + k;
          let d = f64x2.add(v128.load(at, Y + 16), f64x2.mul(b, v128.load(at, P + 16)));
          v128.store(at, d, P + 16);
          let f = v128.load(at, F + 16);
          let s = f64x2.mul(f, d);
          pp = f64x2.add(pp, f64x2.mul(s, d));
          const odd = f64x2.add(s, f64x2.mul(f, p));
          d = f64x2.add(v128.load(at, Y), f64x2.mul(b, v128.load(at, P)));
          v128.store(at, d, P);
          f = v128.load(at, F);
          s = f64x2.mul(f, d);
          pp = f64x2.add(pp, f64x2.mul(s, d));
          p = f64x2.add(s, f64x2.mul(f, odd));
          let v = f64x2.add(f64x2.mul(v128.load(at, A), v128.shuffle<f64>(p, odd, 0, 2)), v128.load(to, 16));
          s = f64x2.mul(v128.load(at, E), v);
          v128.store(to, s, WORD);
          pw = f64x2.add(pw, f64x2.mul(s, v));
          v = f64x2.add(f64x2.mul(v128.load(at, A + 16), v128.shuffle<f64>(p, odd, 1, 3)), s);
          s = f64x2.mul(v128.load(at, E + 16), v);
          v128.store(to, s, WORD + 16);
          pw = f64x2.add(pw, f64x2.mul(s, v));
        }
        v128.store(z, p);
        r += RECORD;
        w += WORD;
      }
      wordCurrents(block, pairs, word);
    }
    return (
      f64x2.extract_lane(pp, 0) +
      f64x2.extract_lane(pp, 1) -
      rho * (f64x2.extract_lane(pw, 0) + f64x2.extract_lane(pw, 1))
    );
  }
  let pp0: f64 = 0;
  let pp1: f64 = 0;
  let pw0: f64 = 0;
  let pw1: f64 = 0;
  while (block > records) {
    block -= row;
    let r = block;
    let w = word;
    for (let z = carried; z < stop; z += 16) {
      let p0 = load<f64>(z);
      let p1 = load<f64>(z, 8);
      for (let k = LAST_GROUP as isize; k >= 0; k -= GROUP) {
        const at = r + k;
        const to = w + k;
        let d = load<f64>(at, Y + 16) + beta * load<f64>(at, P + 16);
        store<f64>(at, d, P + 16);
        let f = load<f64>(at, F + 16);
        let s = f * d;
        pp0 += s * d;
        const odd0 = s + f * p0;
        d = load<f64>(at, Y + 24) + beta * load<f64>(at, P + 24);
        store<f64>(at, d, P + 24);
        f = load<f64>(at, F + 24);
        s = f * d;
        pp1 += s * d;
        const odd1 = s + f * p1;
        d = load<f64>(at, Y) + beta * load<f64>(at, P);
        store<f64>(at, d, P);
        f = load<f64>(at, F);
        s = f * d;
        pp0 += s * d;
        p0 = s + f * odd0;
        d = load<f64>(at, Y + 8) + beta * load<f64>(at, P + 8);
        store<f64>(at, d, P + 8);
        f = load<f64>(at, F + 8);
        s = f * d;
        pp1 += s * d;
        p1 = s + f * odd1;
        let v = load<f64>(at, A) * p0 + load<f64>(to, 16);
        s = load<f64>(at, E) * v;
        store<f64>(to, s, WORD);
        pw0 += s * v;
        v = load<f64>(at, A + 16) * p1 + s;
        s = load<f64>(at, E + 16) * v;
        store<f64>(to, s, WORD + 16);
        pw0 += s * v;
        v = load<f64>(at, A + 8) * odd0 + load<f64>(to, 24);
        s = load<f64>(at, E + 8) * v;
        store<f64>(to, s, WORD + 8);
        pw1 += s * v;
        v = load<f64>(at, A + 24) * odd1 + s;
        s = load<f64>(at, E + 24) * v;
        store<f64>(to, s, WORD + 24);
        pw1 += s * v;
      }
      store<f64>(z, p0);
      store<f64>(z, p1, 8);
      r += RECORD;
      w += WORD;
    }
    wordCurrents(block, pairs, word);
  }
  return pp0 + pp1 - rho * (pw0 + pw1);
}

/** The residual after a step of α: h = q + f·h of the row above, y = y - αP + αρh. Returns Σ f y². */
export function wiresAscend(
  records: usize,
  rows: u32,
  columns: u32,
  alpha: f64,
  rho: f64,
  carried: usize,
): f64 {
  const pairs: usize = (columns + 1) >> 1;
  memory.fill(carried, 0, pairs << 4);
  const stop = carried + (pairs << 4);
  const scaled = alpha * rho;
  const end = records + <usize>((rows + 7) >> 3) * pairs * RECORD;
  let r = records;
  if (ASC_FEATURE_SIMD) {
    const forwards = f64x2.splat(alpha);
    const back = f64x2.splat(scaled);
    let sum = f64x2.splat(0);
    while (r < end) {
      for (let z = carried; z < stop; z += 16) {
        let h = v128.load(z);
        for (let at = r, last = r + 128; at < last; at += 16) {
          h = f64x2.add(v128.load(at, Q), h);
          const moved = f64x2.sub(v128.load(at, Y), f64x2.mul(forwards, v128.load(at, P)));
          const y = f64x2.add(moved, f64x2.mul(back, h));
          v128.store(at, y, Y);
          const f = v128.load(at, F);
          h = f64x2.mul(f, h);
          sum = f64x2.add(sum, f64x2.mul(f64x2.mul(f, y), y));
        }
        v128.store(z, h);
        r += RECORD;
      }
    }
    return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  }
  let sum0: f64 = 0;
  let sum1: f64 = 0;
  while (r < end) {
    for (let z = carried; z < stop; z += 16) {
      let h0 = load<f64>(z);
      let h1 = load<f64>(z, 8);
      for (let at = r, last = r + 128; at < last; at += 16) {
        h0 = load<f64>(at, Q) + h0;
        let y = load<f64>(at, Y) - alpha * load<f64>(at, P) + scaled * h0;
        store<f64>(at, y, Y);
        let f = load<f64>(at, F);
        h0 = f * h0;
        sum0 += f * y * y;
        h1 = load<f64>(at, Q + 8) + h1;
        y = load<f64>(at, Y + 8) - alpha * load<f64>(at, P + 8) + scaled * h1;
        store<f64>(at, y, Y + 8);
        f = load<f64>(at, F + 8);
        h1 = f * h1;
        sum1 += f * y * y;
      }
      store<f64>(z, h0);
      store<f64>(z, h1, 8);
      r += RECORD;
    }
  }
  return sum0 + sum1;
}
