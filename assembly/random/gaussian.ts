import { magnitudeBits } from '../math/constants';
import { logf, logf4 } from '../math/exp-log';

/**
 * Standard normal deviates from 32 random bits: Wichura, AS 241 (PPND7), a uniform of 31 bits in the lower half, the
 * top bit being the sign. Its formula for the far tail, below e^-25, is left out: the smallest uniform is 2^-33.
 */
export function gaussian(bits: u32): f32 {
  const p = (<f32>(bits & 0x7fffffff) + <f32>0.5) * <f32>2.3283064365386963e-10;
  const q = <f32>0.5 - p;
  let z: f32;
  if (q <= <f32>0.425) {
    const r = <f32>0.180625 - q * q;
    const top = ((<f32>59.10937472 * r + <f32>159.29113202) * r + <f32>50.434271938) * r + <f32>3.3871327179;
    const bottom = ((<f32>67.1875636 * r + <f32>78.757757664) * r + <f32>17.895169469) * r + 1;
    z = (q * top) / bottom;
  } else {
    const s = sqrt<f32>(-logf(p)) - <f32>1.6;
    const top = ((<f32>0.17023821103 * s + <f32>1.3067284816) * s + <f32>2.75681539) * s + <f32>1.4234372777;
    z = top / ((<f32>0.12021132975 * s + <f32>0.7370016425) * s + 1);
  }
  return bits >> 31 ? -z : z;
}

const C = memory.data<f32>(
  [
    0.5, 2.3283064365386963e-10, 0.425, 0.180625, 59.10937472, 159.29113202, 50.434271938, 3.3871327179,
    67.1875636, 78.757757664, 17.895169469, 1, 1.6, 0.17023821103, 1.3067284816, 2.75681539, 1.4234372777,
    0.12021132975, 0.7370016425,
  ],
  16,
);

/** `gaussian` of four words, the same bits: both formulas, and one division of what each lane has chosen. */
export function gaussian4(bits: v128): v128 {
  const half = v128.load32_splat(C);
  const one = v128.load32_splat(C, 44);
  const whole = f32x4.convert_i32x4_s(v128.and(bits, magnitudeBits()));
  const p = f32x4.mul(f32x4.add(whole, half), v128.load32_splat(C, 4));
  const q = f32x4.sub(half, p);
  const r = f32x4.sub(v128.load32_splat(C, 12), f32x4.mul(q, q));
  let top = f32x4.add(f32x4.mul(v128.load32_splat(C, 16), r), v128.load32_splat(C, 20));
  top = f32x4.add(f32x4.mul(top, r), v128.load32_splat(C, 24));
  top = f32x4.mul(q, f32x4.add(f32x4.mul(top, r), v128.load32_splat(C, 28)));
  let bottom = f32x4.add(f32x4.mul(v128.load32_splat(C, 32), r), v128.load32_splat(C, 36));
  bottom = f32x4.add(f32x4.mul(bottom, r), v128.load32_splat(C, 40));
  bottom = f32x4.add(f32x4.mul(bottom, r), one);
  const s = f32x4.sub(f32x4.sqrt(f32x4.neg(logf4(p))), v128.load32_splat(C, 48));
  let over = f32x4.add(f32x4.mul(v128.load32_splat(C, 52), s), v128.load32_splat(C, 56));
  over = f32x4.add(f32x4.mul(over, s), v128.load32_splat(C, 60));
  over = f32x4.add(f32x4.mul(over, s), v128.load32_splat(C, 64));
  let under = f32x4.add(f32x4.mul(v128.load32_splat(C, 68), s), v128.load32_splat(C, 72));
  under = f32x4.add(f32x4.mul(under, s), one);
  const central = f32x4.le(q, v128.load32_splat(C, 8));
  const z = f32x4.div(v128.bitselect(top, over, central), v128.bitselect(bottom, under, central));
  return v128.xor(z, v128.andnot(bits, magnitudeBits()));
}
