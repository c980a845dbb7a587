/**
 * SHA-256 (FIPS 180-4), synchronous and without a secure context, which the browser's own asks for. For naming data
 * by its content; about 80 MB/s.
 */

const INITIAL = Uint32Array.from(rootFractions(8, 2n));
const ROUNDS = Int32Array.from(rootFractions(64, 3n));

/** Hexadecimal digest of the parts, one after the other. */
export function sha256(...parts: Uint8Array[]): string {
  const state = INITIAL.slice();
  const schedule = new Int32Array(64);
  const block = new Uint8Array(64);
  let filled = 0;
  let length = 0;
  for (const part of parts) {
    length += part.length;
    let at = 0;
    while (at < part.length) {
      if (filled === 0 && part.length - at >= 64) {
        compress(state, schedule, part, at);
        at += 64;
      } else {
        const n = Math.min(64 - filled, part.length - at);
        block.set(part.subarray(at, at + n), filled);
        at += n;
        filled += n;
        if (filled === 64) {
          compress(state, schedule, block, 0);
          filled = 0;
        }
      }
    }
  }
  const tail = new Uint8Array(filled < 56 ? 64 : 128);
  tail.set(block.subarray(0, filled));
  tail[filled] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(tail.length - 4, (length * 8) >>> 0);
  for (let at = 0; at < tail.length; at += 64) compress(state, schedule, tail, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

function compress(state: Uint32Array, w: Int32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const p = at + 4 * i;
    w[i] = (bytes[p] << 24) | (bytes[p + 1] << 16) | (bytes[p + 2] << 8) | bytes[p + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0] | 0;
  let b = state[1] | 0;
  let c = state[2] | 0;
  let d = state[3] | 0;
  let e = state[4] | 0;
  let f = state[5] | 0;
  let g = state[6] | 0;
  let h = state[7] | 0;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/**
 * First 32 bits of the fractional parts of the roots of the first primes (square roots: initial state, cube roots:
 * rounds), in whole numbers: no rounding is involved.
 */
function rootFractions(count: number, degree: bigint): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes.map((prime) => Number(scaledRoot(BigInt(prime), degree) & 0xffffffffn));
}

/** ⌊2^32 · n^(1/degree)⌋, by bisection. */
function scaledRoot(n: bigint, degree: bigint): bigint {
  const target = n << (32n * degree);
  let low = 0n;
  let high = n << 32n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle - 1n;
  }
  return low;
}
