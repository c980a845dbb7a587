/** Faults of assembly/neurons/. */
export const neurons = [
  {
    file: 'assembly/neurons/lif.ts',
    tests: ['kernels/lif.test.ts'],
    faults: [
      ['f32x4.gt(u0, thetas), f32x4.gt(u1', 'f32x4.ge(u0, thetas), f32x4.gt(u1'],
      ['const fired3 = f32x4.gt(u3, thetas)', 'const fired3 = f32x4.ge(u3, thetas)'],
      ['broadcastFloat(1 - alpha)', 'broadcastFloat(1)'],
      ['f32x4.mul(betas, q1)', 'f32x4.mul(betas, q0)'],
      ['v128.store(input, zero, 16);', ''],
      ['reset == 1', 'reset == 2'],
      ['store<f32>(q + i, 0);', ''],
      ['load<f32>(p + i) - theta', '0'],
      ['if (reset != 0)', 'if (reset == 1)'],
      ['rho == 0', 'rho < 0'],
      ['f32x4.mul(rhos, r2)', 'f32x4.mul(rhos, r3)'],
      ['v128.and(next, f32x4.gt(next, least))', 'next'],
      ['v128.and(x, f32x4.gt(v128.and(x, magnitude), least))', 'v128.and(x, f32x4.gt(x, least))'],
      ['narrow_i32x4_s(fired2, fired3)', 'narrow_i32x4_s(fired3, fired2)'],
      ['fired &= fired - 1', 'fired = 0'],
      ['store<f32>(counts + i, load<f32>(counts + i) + 1)', 'store<f32>(counts + i, 1)'],
    ],
  },
  {
    file: 'assembly/neurons/lif.ts',
    target: 'scalar',
    tests: ['kernels/lif.test.ts'],
    faults: [
      ['const fired = uv > theta;', 'const fired = uv >= theta;'],
      ['rn > <f32>1e-30 ? rn : <f32>0', 'rn'],
      ['(1 - alpha) * q0', 'q0'],
    ],
  },
  {
    file: 'assembly/neurons/trace.ts',
    tests: ['kernels/trace.test.ts'],
    faults: [
      ['f32x4.gt(pv, least)', 'f32x4.ge(pv, v128.xor(pv, pv))'],
      ['broadcastFloat(1 - alpha)', 'broadcastFloat(alpha)'],
      ['load<f32>(at) + drive', 'drive'],
      ['f32x4.add(v128.load(sum + i), pv)', 'pv'],
      ['places ? load<u32>(places + line) << 2 : line', 'line'],
      ['v128.and(qv, f32x4.gt(qv, least))', 'qv'],
    ],
  },
  {
    file: 'assembly/neurons/trace.ts',
    target: 'scalar',
    tests: ['kernels/trace.test.ts'],
    faults: [['load<f32>(sum + i) + pv', 'load<f32>(sum + i) + q0']],
  },
];
