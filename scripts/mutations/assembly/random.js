/** Faults of assembly/random/: seen through the kernels that draw. */
export const random = [
  {
    file: 'assembly/random/generator.ts',
    tests: ['kernels/plan.test.ts', 'kernels/pulse.test.ts'],
    faults: [
      ['(row + 1) * WEYL', 'row * WEYL'],
      ['(h ^ (h >> 16)) * 0x85ebca6b', '(h ^ (h >> 16)) * 0x85ebca6d'],
      ['return mix(k1 + r0)', 'return mix(k1 ^ r0)'],
      ['i32x4.shr_u(h, 15)), r1), m2)', 'i32x4.shr_u(h, 15)), r0), m2)'],
      ['(h ^ (h >> 15) ^ r1)', '(h ^ (h >> 15))'],
      ['i32x4.splat(0xc2b2ae35)', 'i32x4.splat(0xc2b2ae37)'],
      ['i32x4.add(rows, i32x4.splat(1))', 'rows'],
      ['bits >> 8', 'bits >> 9'],
      ['span * (2 * uniform', 'span * (uniform'],
    ],
  },
  {
    file: 'assembly/random/gaussian.ts',
    tests: ['kernels/pulse.test.ts'],
    faults: [
      ['bits >> 31 ? -z : z', 'z'],
      ['v128.xor(z, v128.andnot(bits, magnitudeBits()))', 'z'],
      ['0.5, 2.3283064365386963e-10, 0.425', '0.5, 2.3283064365386963e-10, 0.4'],
      ['f32x4.le(q, v128.load32_splat(C, 8))', 'f32x4.ge(q, v128.load32_splat(C, 8))'],
      ['f32x4.sub(half, p)', 'f32x4.sub(p, half)'],
      ['0.12021132975, 0.7370016425,\n', '0.12021132975, 0.7371016425,\n'],
    ],
  },
  {
    file: 'assembly/random/gaussian.ts',
    target: 'scalar',
    tests: ['kernels/pulse.test.ts'],
    faults: [
      ['q <= <f32>0.425', 'q <= <f32>0.4'],
      ['const q = <f32>0.5 - p', 'const q = p - <f32>0.5'],
    ],
  },
];
