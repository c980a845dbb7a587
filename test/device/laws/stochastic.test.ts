/** Laws whose steps are drawn, outside of the kernels: moments by closed form, and what a device makes of them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type DeviceOptions, defineDevice } from '../../../src/device/device.ts';
import { lawOf } from '../../../src/device/laws/all-laws.ts';
import { pulsesAcross, stepSize, symmetryPoint } from '../../../src/device/laws/effect-of-pulses.ts';
import { drawnStep, meanOf, rescaled, spreadOfSteps } from '../../../src/device/laws/quantiles.ts';
import { stochasticLaw } from '../../../src/device/laws/stochastic.ts';
import { tableLaw } from '../../../src/device/laws/table.ts';
import { pulseResponse } from '../../../src/device/pulse-response.ts';
import { MemspikeError } from '../../../src/errors.ts';
import { deviceWith, effectsOf } from '../../../src/experiment/explain/effects.ts';
import { assertClose } from '../../support/assert-close.ts';

const test = suite('stochastic law');

/** Uniform about 0.02, half as wide at Gmax, the mirror image for LTD. */
const ltp = [
  [0.01, 0.02, 0.03],
  [0.015, 0.02, 0.025],
];
const law = stochasticLaw({ ltp, ltd: [...ltp].reverse() });

test('mean and spread are those of the distribution: uniform, two-valued, skewed', () => {
  assertClose(meanOf([0.01, 0.03]), 0.02, { abs: 1e-15 });
  // A uniform distribution of width w has the variance w²/12.
  const flat = stochasticLaw({
    ltp: [
      [0, 0.06],
      [0, 0.06],
    ],
    ltd: [
      [0, 0.06],
      [0, 0.06],
    ],
  });
  assertClose(spreadOfSteps(flat), 0.06 / Math.sqrt(12), { rel: 1e-12 });
  // One half at 0 … 0.01, the other at 0.01 … 0.05: mean 0.0175.
  assertClose(meanOf([0, 0.01, 0.05]), 0.0175, { rel: 1e-12 });
  const n = 20000;
  const drawn = Array.from({ length: n }, (_, i) =>
    drawnStep(
      [
        [0, 0.01, 0.05],
        [0, 0.01, 0.05],
      ],
      0.4,
      (i + 0.5) / n,
    ),
  );
  assertClose(drawn.reduce((sum, x) => sum + x, 0) / n, 0.0175, { rel: 1e-4 });
});

test('between two conductances a step is between theirs', () => {
  assertClose(drawnStep(ltp, 0.5, 0), 0.0125, { abs: 1e-15 });
  assertClose(drawnStep(ltp, 1, 1), 0.025, { abs: 1e-15 });
  assertClose(drawnStep(ltp, 0.5, 0.25), (0.015 + 0.0175) / 2, { abs: 1e-15 });
});

test('without noise it is the law of its means, wherever a law is asked', () => {
  assert.equal(
    lawOf(law)
      .inKernels()
      .steps?.ltp.map((x) => x.toFixed(12)),
    ['0.020000000000', '0.020000000000'],
  );
  const certain = tableLaw({ ltp: [0.02, 0.02], ltd: [0.02, 0.02] });
  assertClose(
    pulseResponse(defineDevice({ name: 'd', law }), [70, -20]),
    pulseResponse(defineDevice({ name: 't', law: certain }), [70, -20]),
    {
      abs: 1e-12,
    },
  );
  assertClose(pulsesAcross(law).ltp, 50, { abs: 1e-9 });
  assertClose(stepSize(law, 0.3).up, 0.02, { abs: 1e-12 });
  assert.is(symmetryPoint(law), undefined);
  const wrong = stochasticLaw({
    ltp: [
      [-0.03, 0.01],
      [0, 0.02],
    ],
    ltd: [
      [0, 0.02],
      [0, 0.02],
    ],
  });
  assert.equal(lawOf(wrong).inKernels().steps?.ltp, [0, 0.01]);
});

test('with noise, curves scatter about the mean as the table says', () => {
  const device = defineDevice({ name: 'd', law });
  const [seeds, pulses] = [600, 10];
  const ends = Array.from(
    { length: seeds },
    (_, seed) => pulseResponse(device, [pulses], { start: 0.2, noise: true, seed })[pulses],
  );
  const mean = ends.reduce((sum, g) => sum + g, 0) / seeds;
  const variance = ends.reduce((sum, g) => sum + (g - mean) ** 2, 0) / seeds;
  // Ten independent uniform steps; their width falls from 0.02 at 0 to 0.01 at 1, so 0.0175 … 0.0155 on the way.
  const expected = Array.from(
    { length: pulses },
    (_, k) => (0.02 - 0.01 * (0.2 + 0.02 * k)) ** 2 / 12,
  ).reduce((a, b) => a + b);
  assertClose(mean, 0.4, { abs: 4 * Math.sqrt(expected / seeds) });
  assertClose(variance, expected, { rel: 4 * Math.sqrt(2 / seeds) });
});

test('a device takes its noise from the table, and survives JSON', () => {
  const device = defineDevice({ name: 'd', law });
  assertClose(device.c2c, spreadOfSteps(law), { rel: 1e-12 });
  assert.is(device.levels, 50);
  assert.equal(defineDevice(JSON.parse(JSON.stringify(device))), device);
});

test('an attribution switches its noise and its levels off', () => {
  const skewed = [ltp[0], ltp[1].map((x) => x / 2)];
  const device = defineDevice({
    name: 'd',
    law: stochasticLaw({ ltp: skewed, ltd: skewed.map((row) => row.map((x) => x / 2)) }),
  });
  const noise = { c2c: true, d2d: false };
  assert.equal(effectsOf(device, { noise }), ['asymmetry', 'nonlinearity', 'c2c', 'levels']);
  assert.is(deviceWith(device, ['asymmetry', 'nonlinearity', 'levels']).law.kind, 'table');
  const fine = deviceWith(device, ['asymmetry', 'nonlinearity', 'c2c']);
  // 16 pulses for one, and 16 of their variances for one.
  assertClose(fine.c2c, device.c2c / 4, { rel: 1e-9 });
  assert.is(fine.law.kind, 'stochastic');
  assertClose(
    spreadOfSteps({ ltp: rescaled(law.ltp, 1, 2), ltd: rescaled(law.ltd, 1, 2) }),
    2 * spreadOfSteps(law),
    { rel: 1e-12 },
  );
  assert.equal(deviceWith(device, ['c2c', 'levels']).law.kind, 'affine');
});

test('what is no table of distributions is refused by the name of the entry', () => {
  const refused = (change: Record<string, unknown>, where: string) => {
    try {
      defineDevice({ name: 'x', law: { kind: 'stochastic', ltp, ltd: ltp }, ...change } as DeviceOptions);
    } catch (error) {
      assert.instance(error, MemspikeError);
      assert.is((error as MemspikeError).code, 'DEVICE');
      assert.is((error as MemspikeError).where, where);
      return;
    }
    assert.unreachable(`${where} was accepted`);
  };
  const kind = 'stochastic';
  refused({ law: { kind, ltp: [[0, 1]], ltd: [[0, 1]] } }, 'law.ltp');
  refused({ law: { kind, ltp, ltd: ltp.slice(1) } }, 'law.ltd');
  refused({ law: { kind, ltp } }, 'law.ltd');
  refused({ law: { kind, ltp: [[0, 0.1], [0]], ltd: ltp } }, 'law.ltp.1');
  refused(
    {
      law: {
        kind,
        ltp: [
          [0, 0.1, 0.05],
          [0, 0, 0],
        ],
        ltd: ltp,
      },
    },
    'law.ltp.0.2',
  );
  refused(
    {
      law: {
        kind,
        ltp: [
          [0, 0.1],
          [0, Number.NaN],
        ],
        ltd: ltp,
      },
    },
    'law.ltp.1.1',
  );
  refused(
    {
      law: {
        kind,
        ltp: [
          [0, 0.1],
          [0, 2],
        ],
        ltd: ltp,
      },
    },
    'law.ltp.1.1',
  );
  refused({ c2c: 0.03 }, 'c2c');
  refused({ c2cOf: 'step' }, 'c2cOf');
});

test.run();
