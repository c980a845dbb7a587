/** Faults of assembly/math/: seen through the kernels that use it. */
export const math = [
  {
    file: 'assembly/math/constants.ts',
    tests: [
      'kernels/plan.test.ts',
      'kernels/lif.test.ts',
      'kernels/encode.test.ts',
      'kernels/readout.test.ts',
    ],
    faults: [
      ['0x9e3779b9', '0x9e3779bb'],
      ['0x7feb352d', '0x7feb352f'],
      ['0x846ca68b', '0x846ca68f'],
      ['0x0da24260', '0x3da24260'],
      ['0x4efffc00', '0x4f000000'],
      ['0x7fffffff', '0xffffffff'],
      ['v128.load32_splat(WORDS, 48)', 'v128.load32_splat(WORDS, 44)'],
    ],
  },
  {
    file: 'assembly/math/exp-log.ts',
    tests: ['kernels/readout.test.ts', 'kernels/skip.test.ts', 'kernels/pulse.test.ts'],
    faults: [
      ['8.3334519073e-3, 4.1665795894e-2', '8.4334519073e-3, 4.1665795894e-2'],
      ['-87, 88,', '-86, 88,'],
      ['i32x4.shl(exponent, 23)', 'i32x4.shl(exponent, 22)'],
      ['p = f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), f32x4', 'p = f32x4.add(f32x4.mul(p, r), f32x4'],
      [
        '2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,',
        '2.0000714765e-1, -2.4999993993e-1, 3.3333431174e-1,',
      ],
      ['f32x4.add(half, v128.and(half, small))', 'half'],
      ['i32x4.splat(126)', 'i32x4.splat(127)'],
      ['f32x4.mul(e, v128.load32_splat(LOG, 44))', 'f32x4.mul(e, v128.load32_splat(LOG, 52))'],
    ],
  },
  {
    file: 'assembly/math/exp-log.ts',
    target: 'scalar',
    tests: ['kernels/readout.test.ts', 'kernels/skip.test.ts', 'kernels/pulse.test.ts'],
    faults: [
      ['p = p * r + 8.3334519073e-3', 'p = p * r + 8.4334519073e-3'],
      ['r = r - n * LN2_LOW', 'r = r + n * LN2_LOW'],
      ['p = p * m + 3.3333331174e-1', 'p = p * m + 3.3333431174e-1'],
      ['m = m + m - 1', 'm = m - 1 + 0.25'],
    ],
  },
];
