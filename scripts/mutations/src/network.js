/** Faults of src/network/encoders/ and src/network/neurons/: the models around their kernels. */
const ENCODERS = ['network/encoder.test.ts'];
const FORWARD = ['network/forward.test.ts'];

export const network = [
  {
    file: 'src/network/encoders/list-active.ts',
    tests: ENCODERS,
    faults: [
      ['scale / 255', 'scale / 256'],
      ['if (intensity === 0) continue;', ''],
      ['samples[offset + j]', 'samples[j + 1]'],
      ['lines[listed] = j', 'lines[listed] = listed'],
    ],
  },
  {
    file: 'src/network/encoders/current.ts',
    tests: ENCODERS,
    faults: [
      ['level[k] * steps', 'level[k]'],
      ['graded: true', 'graded: false'],
    ],
  },
  {
    file: 'src/network/encoders/latency.ts',
    tests: ENCODERS,
    faults: [['activeLister(lists, 1)', 'activeLister(lists, 0.5)']],
  },
  {
    file: 'src/network/encoders/bernoulli.ts',
    tests: ENCODERS,
    faults: [
      ['activeLister(lists, rate)', 'activeLister(lists, 1)'],
      ['steps, k0, k1', 'steps, 0, 0'],
    ],
  },
  {
    file: 'src/network/encoders/regular.ts',
    tests: ENCODERS,
    faults: [['activeLister(lists, rate)', 'activeLister(lists, 1)']],
  },
  {
    file: 'src/network/neurons/lif.ts',
    tests: FORWARD,
    faults: [
      ['(1 - beta) * gain', 'gain'],
      ['spiking ? theta : Number.POSITIVE_INFINITY', 'theta'],
      ['RESETS.indexOf(options.reset)', '0'],
      ['constant.rho,\n          constant.gamma', 'constant.gamma,\n          constant.rho'],
    ],
  },
  {
    file: 'src/network/neurons/lif.ts',
    tests: ['learning/update.test.ts', 'learning/lines.test.ts'],
    faults: [
      ['membrane: alpha, synapse: beta', 'membrane: alpha, synapse: alpha'],
      ['{ at: membrane, threshold: theta }', '{ at: membrane, threshold: 0 }'],
    ],
  },
  {
    file: 'src/network/weights.ts',
    tests: ['network/weights.test.ts'],
    faults: [
      ['of synapses.read)', 'of synapses.read.slice(0, 1))'],
      ['sum + error * error', 'sum + error'],
      ['weights.length !== count', 'false'],
      ['from === name.from && to === name.to', 'from === name.from'],
      ['Math.abs(error) > tolerance', 'error > tolerance'],
    ],
  },
];
