/** Faults of assembly/encoders/. */
export const encoders = [
  {
    file: 'assembly/encoders/encode.ts',
    tests: ['kernels/encode.test.ts'],
    faults: [
      ['f32x4.lt(u, v128.load(rates + k))', 'f32x4.le(u, v128.load(rates + k))'],
      ['v128.and(spiking, one)', 'v128.or(spiking, one)'],
      ['rowKey0(k0, t)', 'rowKey0(k0, t + 1)'],
      ['memory.fill(counts, 0, padded)', 'memory.fill(counts, 0, 0)'],
      ['i32x4.mul(line, weyl), m1, m2)', 'i32x4.mul(line, weyl), m2, m1)'],
      ['const padded = ((active + 3) & ~3) << 2;', 'const padded = (active & ~3) << 2;'],
      ['rowKey0(k0, 0)', 'rowKey0(k0, 1)'],
      ['phase >= 1', 'phase > 1'],
      ['phase -= 1', 'phase = 0'],
      ['store<f32>(counts + k, 0);\n    store<f32>(phases', 'store<f32>(phases'],
      ['floor<f32>((1 - load', 'ceil<f32>((1 - load'],
      ['for (let k: u32 = 0; k < bytes; k += 4) store<f32>(counts + k, 0);', ''],
    ],
  },
  {
    file: 'assembly/encoders/encode.ts',
    target: 'scalar',
    tests: ['kernels/encode.test.ts'],
    faults: [['< load<f32>(rates + k)', '<= load<f32>(rates + k)']],
  },
];
