/** The generator of assembly/random/generator.ts as fast plain TypeScript: no tuples, no DataView. */
const WEYL = 0x9e3779b9;

function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export function rowKey0(k0: number, row: number): number {
  return mix(k0 ^ Math.imul(row + 1, WEYL));
}

export function rowKey1(k1: number, r0: number): number {
  return mix((k1 + r0) | 0);
}

export function drawBits(r0: number, r1: number, column: number): number {
  let h = (r0 + Math.imul(column, WEYL)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15) ^ r1, 0x846ca68b);
  return h ^ (h >>> 16);
}

export function uniform(bits: number): number {
  return (bits >>> 8) * 5.9604644775390625e-8;
}

/** Standard normal deviate: Wichura, AS 241 (PPND7), with the engine's own logarithm. */
export function gaussian(bits: number): number {
  const p = ((bits & 0x7fffffff) + 0.5) * 2 ** -32;
  const q = 0.5 - p;
  let z: number;
  if (q <= 0.425) {
    const r = 0.180625 - q * q;
    const top = ((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179;
    z = (q * top) / (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1);
  } else {
    const s = Math.sqrt(-Math.log(p)) - 1.6;
    const top = ((0.17023821103 * s + 1.3067284816) * s + 2.75681539) * s + 1.4234372777;
    z = top / ((0.12021132975 * s + 0.7370016425) * s + 1);
  }
  return bits < 0 ? -z : z;
}
