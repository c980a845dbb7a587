/** Faults of src/learning/: rules, errors, surrogates, lines, the trainer. */
const FORMULAS = ['learning/errors.test.ts'];
const LOCAL = [
  'learning/lines.test.ts',
  'learning/update.test.ts',
  'learning/rule.test.ts',
  'learning/matrix.test.ts',
  'learning/stdp.test.ts',
];

export const learning = [
  {
    file: 'src/learning/rules/local.ts',
    tests: LOCAL,
    faults: [
      ['rate: -rate[output ? 1 : 0]', 'rate: -rate[0]'],
      ['rate: -rate[', 'rate: rate['],
      ['output ? error.at : delta.at', 'error.at'],
      ['clear: () => kernels.clear(sum.at, stride * 4)', 'clear: () => {}'],
      ['balance.membrane, balance.bias', 'balance.bias, balance.membrane'],
      ['surrogate.width,', '1,'],
      ['membrane: balance, bias: 0', 'membrane: 0, bias: balance'],
    ],
  },
  {
    file: 'src/learning/lines.ts',
    tests: LOCAL,
    faults: [
      ['scaled(1 / unit, 1 / (1 / unit))', 'scaled(1, 1 / (1 / unit))'],
      ['sums > 0 ? width : steps', 'steps'],
      ['lineThreshold * steps', 'lineThreshold'],
      ['above(traces?.p ?? 0, 0)', 'above(traces?.sum ?? 0, 0)'],
      ['reals.fill(1, 0, count)', 'reals.fill(2, 0, count)'],
      ['at / 4 + count', 'at / 4 + count - 1'],
      ['own[row] = row', 'own[row] = 0'],
    ],
  },
  {
    file: 'src/learning/trainer.ts',
    tests: LOCAL,
    faults: [
      ['Math.floor(learning.burnIn * steps)', '0'],
      ['(t + 1) % every !== 0 && t + 1 !== steps', '(t + 1) % every !== 0'],
      ['(t % every) + 1', 't % every'],
      ['presentation * windows + Math.floor(t / every)', 'presentation * windows'],
      ['exp((decayRate * number) / presentations)', 'exp(decayRate * number)'],
      ['if (t >= burnIn) write(learner, t, moment);', 'write(learner, t, moment);'],
      ['-wanted.rate * factor * listing.perUnit', '-wanted.rate * listing.perUnit'],
      ['wanted.rate * factor, update', 'wanted.rate, update'],
      ['product.term = k', 'product.term = 0'],
      ['learning.sharpness[population.output ? 1 : 0]', 'learning.sharpness[0]'],
      ['readError(sharpness / (t + 1))', 'readError(sharpness)'],
      ['view.label = label', 'view.label = 0'],
      ['else taught[k].rule.watch?.(t);', ''],
      ['if (label < 0 && labelled)', 'if (label < 0 && false)'],
    ],
  },
  {
    file: 'src/learning/rules/requirements.ts',
    tests: ['learning/rule.test.ts'],
    faults: [
      ['everyStep && learning.update !== 1', 'false'],
      ['spikes && model.graded', 'false'],
      ['gates.some((gate) => gate.error) && !error', 'false'],
      ['gates.some((gate) => gate.modulators) && !rule.gated', 'false'],
      ['lineThreshold > 0) && !rule.gated', 'lineThreshold < 0) && !rule.gated'],
    ],
  },
  {
    file: 'src/learning/errors/cross-entropy.ts',
    tests: FORMULAS,
    faults: [
      ['/ sum - Number(k === label)', '/ sum'],
      ['sum += exp(y - top)', 'sum += exp(y)'],
      ['code: 0', 'code: 1'],
    ],
  },
  {
    file: 'src/learning/errors/mean-square.ts',
    tests: FORMULAS,
    faults: [
      ['scores[k] - Number(k === label)', 'scores[k]'],
      ['code: 1', 'code: 2'],
    ],
  },
  {
    file: 'src/learning/errors/hinge.ts',
    tests: FORMULAS,
    faults: [
      ['k === label ? 1 : -1', '1'],
      ['target * scores[k] < 1', 'scores[k] < 1'],
      ['code: 2', 'code: 1'],
    ],
  },
  {
    file: 'src/learning/errors/readout.ts',
    tests: FORMULAS,
    faults: [
      ['scaled[k] = scale * scores.values[k]', 'scaled[k] = scores.values[k]'],
      ['derivative(scaled, view.label', 'derivative(scaled, 0'],
    ],
  },
  {
    file: 'src/learning/surrogates/triangle.ts',
    tests: FORMULAS,
    faults: [
      ['Math.max(0, 1 - d)', '1 - d'],
      ['code: 0', 'code: 2'],
    ],
  },
  {
    file: 'src/learning/surrogates/fast-sigmoid.ts',
    tests: FORMULAS,
    faults: [
      ['1 / ((1 + d) * (1 + d))', '1 / (1 + d)'],
      ['code: 1', 'code: 0'],
    ],
  },
  {
    file: 'src/learning/surrogates/boxcar.ts',
    tests: FORMULAS,
    faults: [
      ['Number(d < 1)', 'Number(d < 2)'],
      ['code: 2', 'code: 0'],
    ],
  },
];
