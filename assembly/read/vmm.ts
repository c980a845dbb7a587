import { broadcastFloat } from '../math/constants';

/**
 * Crossbar reads: column currents from the cached weights. Only W is read; G+ and G- are not touched.
 *
 * W       f32 [rows][stride]  row-major by presynaptic line, 64-byte aligned, stride a multiple of 16
 * y       f32 [stride]        accumulated into; padding columns of W are 0, so those of y stay as they were
 *
 * Order: rows are added one after the other, in list order (events, lines) or ascending (dense), each product
 * rounded before its sum: every build gives the same bits. Four rows are taken per pass so that y goes through
 * the first-level cache once per four rows; six live vectors are the most that V8 keeps in registers.
 */

/** y[c] += Σ_{r ∈ active} W[r][c]; active is u32 [count]. */
export function vmmEvents(y: usize, w: usize, stride: u32, active: usize, count: u32): void {
  const row = stride << 2;
  const end = active + (count << 2);
  if (ASC_FEATURE_SIMD) {
    if (stride == 16) {
      addNarrowRows(y, w, active, end);
      return;
    }
  }
  const end4 = active + ((count & ~3) << 2);
  for (; active < end4; active += 16) {
    let p0 = w + load<u32>(active) * row;
    let p1 = w + load<u32>(active, 4) * row;
    let p2 = w + load<u32>(active, 8) * row;
    let p3 = w + load<u32>(active, 12) * row;
    const last = y + row;
    if (ASC_FEATURE_SIMD) {
      for (let q = y; q < last; q += 64) {
        let a = f32x4.add(v128.load(q), v128.load(p0));
        let b = f32x4.add(v128.load(q, 16), v128.load(p0, 16));
        let c = f32x4.add(v128.load(q, 32), v128.load(p0, 32));
        let d = f32x4.add(v128.load(q, 48), v128.load(p0, 48));
        a = f32x4.add(a, v128.load(p1));
        b = f32x4.add(b, v128.load(p1, 16));
        c = f32x4.add(c, v128.load(p1, 32));
        d = f32x4.add(d, v128.load(p1, 48));
        a = f32x4.add(a, v128.load(p2));
        b = f32x4.add(b, v128.load(p2, 16));
        c = f32x4.add(c, v128.load(p2, 32));
        d = f32x4.add(d, v128.load(p2, 48));
        v128.store(q, f32x4.add(a, v128.load(p3)));
        v128.store(q, f32x4.add(b, v128.load(p3, 16)), 16);
        v128.store(q, f32x4.add(c, v128.load(p3, 32)), 32);
        v128.store(q, f32x4.add(d, v128.load(p3, 48)), 48);
        p0 += 64;
        p1 += 64;
        p2 += 64;
        p3 += 64;
      }
    } else {
      for (let q = y; q < last; q += 4) {
        store<f32>(q, load<f32>(q) + load<f32>(p0) + load<f32>(p1) + load<f32>(p2) + load<f32>(p3));
        p0 += 4;
        p1 += 4;
        p2 += 4;
        p3 += 4;
      }
    }
  }
  for (; active < end; active += 4) addRow(y, w + load<u32>(active) * row, row);
}

/** `vmmEvents` for 16 columns, which stay in registers: a readout of up to 16 classes. */
function addNarrowRows(y: usize, w: usize, active: usize, end: usize): void {
  let a = v128.load(y);
  let b = v128.load(y, 16);
  let c = v128.load(y, 32);
  let d = v128.load(y, 48);
  for (; active < end; active += 4) {
    const p = w + (load<u32>(active) << 6);
    a = f32x4.add(a, v128.load(p));
    b = f32x4.add(b, v128.load(p, 16));
    c = f32x4.add(c, v128.load(p, 32));
    d = f32x4.add(d, v128.load(p, 48));
  }
  v128.store(y, a);
  v128.store(y, b, 16);
  v128.store(y, c, 32);
  v128.store(y, d, 48);
}

/** y[c] += Σ_k x[k] · W[lines[k]][c]; lines is u32 [count], x f32 [count]. */
export function vmmLines(y: usize, w: usize, stride: u32, lines: usize, x: usize, count: u32): void {
  addScaledRows(y, w, stride << 2, lines, x, count);
}

/** y[c] += Σ_r x[r] · W[r][c]; x is f32 [rows]. */
export function vmmDense(y: usize, w: usize, stride: u32, x: usize, rows: u32): void {
  addScaledRows(y, w, stride << 2, 0, x, rows);
}

/** W[lines[k]][c] += a[k] · x[c] for every k < count: the update of ideal weights, one outer product. */
export function outerAdd(w: usize, stride: u32, lines: usize, a: usize, count: u32, x: usize): void {
  const row = stride << 2;
  for (let k: u32 = 0; k < count; k++) {
    addScaledRow(w + load<u32>(lines + (k << 2)) * row, x, load<f32>(a + (k << 2)), row);
  }
}

/** y[i] += x[i], i < count; count a multiple of 4. */
export function add(y: usize, x: usize, count: u32): void {
  addRow(y, x, count << 2);
}

/** Sets `bytes` bytes at `at` to zero. */
export function clear(at: usize, bytes: u32): void {
  memory.fill(at, 0, bytes);
}

/** Adds the listed rows of `row` bytes (the first `count` where lines is 0) one after the other, each times its x. */
function addScaledRows(y: usize, w: usize, row: u32, lines: usize, x: usize, count: u32): void {
  const count4 = count & ~3;
  const last = y + row;
  let k: u32 = 0;
  for (; k < count4; k += 4) {
    const line = lines + (k << 2);
    let p0 = w + (lines ? load<u32>(line) : k) * row;
    let p1 = w + (lines ? load<u32>(line, 4) : k + 1) * row;
    let p2 = w + (lines ? load<u32>(line, 8) : k + 2) * row;
    let p3 = w + (lines ? load<u32>(line, 12) : k + 3) * row;
    const at = x + (k << 2);
    if (ASC_FEATURE_SIMD) {
      const x0 = v128.load32_splat(at);
      const x1 = v128.load32_splat(at, 4);
      const x2 = v128.load32_splat(at, 8);
      const x3 = v128.load32_splat(at, 12);
      for (let q = y; q < last; q += 32) {
        let a = f32x4.add(v128.load(q), f32x4.mul(x0, v128.load(p0)));
        let b = f32x4.add(v128.load(q, 16), f32x4.mul(x0, v128.load(p0, 16)));
        a = f32x4.add(a, f32x4.mul(x1, v128.load(p1)));
        b = f32x4.add(b, f32x4.mul(x1, v128.load(p1, 16)));
        a = f32x4.add(a, f32x4.mul(x2, v128.load(p2)));
        b = f32x4.add(b, f32x4.mul(x2, v128.load(p2, 16)));
        v128.store(q, f32x4.add(a, f32x4.mul(x3, v128.load(p3))));
        v128.store(q, f32x4.add(b, f32x4.mul(x3, v128.load(p3, 16))), 16);
        p0 += 32;
        p1 += 32;
        p2 += 32;
        p3 += 32;
      }
    } else {
      const x0 = load<f32>(at);
      const x1 = load<f32>(at, 4);
      const x2 = load<f32>(at, 8);
      const x3 = load<f32>(at, 12);
      for (let q = y; q < last; q += 4) {
        const sum = load<f32>(q) + x0 * load<f32>(p0) + x1 * load<f32>(p1);
        store<f32>(q, sum + x2 * load<f32>(p2) + x3 * load<f32>(p3));
        p0 += 4;
        p1 += 4;
        p2 += 4;
        p3 += 4;
      }
    }
  }
  for (; k < count; k++) {
    addScaledRow(y, w + (lines ? load<u32>(lines + (k << 2)) : k) * row, load<f32>(x + (k << 2)), row);
  }
}

function addRow(y: usize, p: usize, bytes: u32): void {
  const last = y + bytes;
  if (ASC_FEATURE_SIMD) {
    for (; y < last; y += 16) {
      v128.store(y, f32x4.add(v128.load(y), v128.load(p)));
      p += 16;
    }
  } else {
    for (; y < last; y += 4) {
      store<f32>(y, load<f32>(y) + load<f32>(p));
      p += 4;
    }
  }
}

function addScaledRow(y: usize, p: usize, x: f32, bytes: u32): void {
  const last = y + bytes;
  if (ASC_FEATURE_SIMD) {
    const xs = broadcastFloat(x);
    for (; y < last; y += 64) {
      const a = f32x4.add(v128.load(y), f32x4.mul(xs, v128.load(p)));
      const b = f32x4.add(v128.load(y, 16), f32x4.mul(xs, v128.load(p, 16)));
      const c = f32x4.add(v128.load(y, 32), f32x4.mul(xs, v128.load(p, 32)));
      const d = f32x4.add(v128.load(y, 48), f32x4.mul(xs, v128.load(p, 48)));
      v128.store(y, a);
      v128.store(y, b, 16);
      v128.store(y, c, 32);
      v128.store(y, d, 48);
      p += 64;
    }
  } else {
    for (; y < last; y += 4) {
      store<f32>(y, load<f32>(y) + x * load<f32>(p));
      p += 4;
    }
  }
}
