/** Faults of src/compensation/gates/. */
const GATES = ['compensation/gates.test.ts'];

export const gates = [
  {
    file: 'src/compensation/gates/zero-below.ts',
    tests: GATES,
    faults: [
      ['Math.abs(values[i]) < threshold', 'values[i] < threshold'],
      ['< threshold', '<= threshold'],
    ],
  },
  {
    file: 'src/compensation/gates/stop-learning.ts',
    tests: GATES,
    faults: [
      ['probability > above', 'probability >= above'],
      ['above < 1 ?', 'above <= 1 ?'],
    ],
  },
  {
    file: 'src/compensation/gates/error-trigger.ts',
    tests: GATES,
    faults: [
      ['error: (error) =>', 'modulators: (error) =>'],
      ['threshold > 0 ?', 'threshold >= 0 ?'],
    ],
  },
  {
    file: 'src/compensation/gates/dead-zone.ts',
    tests: GATES,
    faults: [['modulators: (d) =>', 'error: (d) =>']],
  },
  {
    file: 'src/compensation/gates/line-threshold.ts',
    tests: GATES,
    faults: [['lineThreshold: rate', 'lineThreshold: 0']],
  },
  {
    file: 'src/compensation/gates/event-servo.ts',
    tests: GATES,
    faults: [
      ['events / d.length - target', 'target - events / d.length'],
      ['- target)) / target)', '- target)))'],
      ['Math.abs(d[i]) < threshold', 'd[i] < threshold'],
      ['memory[0] = start', 'memory[0] = 1'],
      ['if (target === 1) return {};', ''],
    ],
  },
  {
    file: 'src/compensation/gates/gates.ts',
    tests: GATES,
    faults: [
      ['placeOf(a) - placeOf(b)', 'placeOf(b) - placeOf(a)'],
      ['{ ...before, ...options }', 'options'],
      ['if (given === false) found.delete(name);', 'if (given === false) continue;'],
      ['state.subarray(end, end + sizes[k])', 'state.subarray(0, sizes[k])'],
      ['Math.max(0, ...thresholds)', '0'],
      ['brought !== undefined && brought.kind !== name', 'false'],
    ],
  },
];
