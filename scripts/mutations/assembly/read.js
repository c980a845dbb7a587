/** Faults of assembly/read/. */
export const read = [
  {
    file: 'assembly/read/vmm.ts',
    tests: ['kernels/vmm.test.ts'],
    faults: [
      ['load<u32>(active, 12)', 'load<u32>(active, 8)'],
      ['d = f32x4.add(d, v128.load(p2, 48));', ''],
      ['c = f32x4.add(c, v128.load(p1, 32));', 'c = f32x4.add(c, v128.load(p1, 16));'],
      ['stride == 16', 'stride <= 32'],
      ['(load<u32>(active) << 6)', '(load<u32>(active) << 5)'],
      ['v128.store(y, c, 32);\n  v128.store(y, d, 48);\n}', 'v128.store(y, c, 32);\n}'],
      ['load<u32>(line, 8) : k + 2', 'load<u32>(line, 8) : k + 1'],
      ['load<u32>(line, 4) : k + 1', 'load<u32>(line) : k + 1'],
      ['f32x4.mul(x3, v128.load(p3, 16))', 'f32x4.mul(x2, v128.load(p3, 16))'],
      ['const count4 = count & ~3;', 'const count4 = (count + 1) & ~3;'],
      ['memory.fill(at, 0, bytes)', 'memory.fill(at, 0, bytes & ~7)'],
      ['f32x4.mul(xs, v128.load(p, 48))', 'f32x4.mul(xs, v128.load(p, 32))'],
      ['load<f32>(a + (k << 2)), row)', 'load<f32>(a), row)'],
      ['addRow(y, x, count << 2)', 'addRow(y, x, count)'],
    ],
  },
  {
    file: 'assembly/read/vmm.ts',
    target: 'scalar',
    tests: ['kernels/vmm.test.ts'],
    faults: [
      ['sum + x2 * load<f32>(p2) + x3 * load<f32>(p3)', 'sum + (x2 * load<f32>(p2) + x3 * load<f32>(p3))'],
      ['load<f32>(p2) + load<f32>(p3)', 'load<f32>(p3) + load<f32>(p2)'],
    ],
  },
  {
    file: 'assembly/read/wires-pivots.ts',
    tests: ['kernels/wires.test.ts'],
    faults: [
      ['const both = j + 1 < columns', 'const both = true'],
      ['const here = i + k < rows', 'const here = i + k <= rows'],
      ['f64x2.add(last ? end : one, s)', 'f64x2.add(one, s)'],
      ['v128.store(at, last ? f64x2.splat(0) : e, E + 16);', 'v128.store(at, e, E + 16);'],
      ['i + k + 1 == rows ? v128.load(bottom) : one', 'one'],
      ['near = f64x2.mul(s, f)', 'near = s'],
    ],
  },
  {
    file: 'assembly/read/wires.ts',
    tests: ['kernels/wires.test.ts'],
    faults: [
      ['load<f64>(last + at) + load<f64>(e + at, E)', 'load<f64>(e + at, E)'],
      ['f64x2.mul(v128.load(r + k, E), second)', 'second'],
      ['f64x2.mul(b, v128.load(at, P)));', 'v128.load(at, P));'],
      ['v128.load(at, Y), f64x2.mul(forwards, v128.load(at, P))', 'v128.load(at, Y), v128.load(at, P)'],
      ['const odd = f64x2.add(s, f64x2.mul(f, p))', 'const odd = f64x2.add(s, p)'],
      ['v128.shuffle<f64>(p, odd, 1, 3)), s)', 'v128.shuffle<f64>(p, odd, 0, 2)), s)'],
      ['const scaled = alpha * rho', 'const scaled = alpha'],
      ['f64x2.mul(f64x2.mul(f, y), y)', 'f64x2.mul(y, y)'],
    ],
  },
  {
    file: 'assembly/read/wires.ts',
    target: 'scalar',
    tests: ['kernels/wires.test.ts'],
    faults: [
      ['pp0 + pp1 - rho * (pw0 + pw1)', 'pp0 + pp1 - (pw0 + pw1)'],
      ['h1 = f * h1', 'h1 = f * h0'],
    ],
  },
];
