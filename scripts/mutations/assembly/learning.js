/** Faults of assembly/learning/. */
export const learning = [
  {
    file: 'assembly/learning/readout.ts',
    tests: ['kernels/readout.test.ts'],
    faults: [
      [
        'f32x4.sub(f32x4.mul(scales, v128.load(scores + k)), tops)',
        'f32x4.mul(scales, v128.load(scores + k))',
      ],
      ['top = max<f32>(top,', 'top = min<f32>(top,'],
      ['v128.and(power, i32x4.lt_s(lane, last))', 'power'],
      ['lane = i32x4.add(lane, fours())', 'lane = i32x4.add(lane, laneNumbers())'],
      ['halves + (f32x4.extract_lane(parts, 2)', 'halves - (f32x4.extract_lane(parts, 2)'],
      ['load<f32>(e + (label << 2)) - 1', 'load<f32>(e + (label << 2))'],
      ['target * y < 1', 'target * y < 0'],
      ['? -target : <f32>0', '? target : <f32>0'],
      ['mine ? y - 1 : y', 'y'],
      ['f32x4.pmax(zero, f32x4.sub(one, d))', 'f32x4.sub(one, d)'],
      ['f32x4.div(one, f32x4.mul(s, s))', 'f32x4.div(one, s)'],
      ['f32x4.lt(d, one)', 'f32x4.le(d, one)'],
      ['v128.and(sum, f32x4.gt(slope, zero))', 'f32x4.abs(sum)'],
      ['f32x4.mul(error, v128.load(g, 32))', 'f32x4.mul(error, v128.load(g, 16))'],
      ['throughSlope(d, v128.load(at, 48)', 'throughSlope(d, v128.load(at, 32)'],
      ['f32x4.mul(widths, f32x4.abs(f32x4.sub(u, thetas)))', 'f32x4.abs(f32x4.sub(u, thetas))'],
      ['f32x4.mul(f32x4.abs(d),', 'f32x4.mul(d,'],
      ['f32x4.add(f32x4.mul(m, v128.load(u + i)), b)', 'f32x4.mul(m, v128.load(u + i))'],
    ],
  },
  {
    file: 'assembly/learning/readout.ts',
    target: 'scalar',
    tests: ['kernels/readout.test.ts'],
    faults: [
      ['expf(scale * load<f32>(scores + k) - top)', 'expf(scale * load<f32>(scores + k))'],
      ['parts0 + parts1 + (parts2 + parts3)', 'parts0 + parts1 + parts2 + parts3'],
      ['for (let k: u32 = bytes; k & 12; k += 4) store<f32>(p + k, 0);', ''],
      ['1 - d > 0 ? 1 - d : 0', '1 - d'],
      ['d < 1 ? 1 : 0', 'd <= 1 ? 1 : 0'],
    ],
  },
];
