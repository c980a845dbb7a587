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
];
