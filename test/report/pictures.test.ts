import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeDocument, nodeSvg } from '../../src/report/node-document.ts';
import { accuracyByArm } from '../../src/report/pictures/accuracy-by-arm.ts';
import { accuracyPerEpoch } from '../../src/report/pictures/accuracy-per-epoch.ts';
import { confusion, summed } from '../../src/report/pictures/confusion.ts';
import { deviceCurves } from '../../src/report/pictures/device-curve.ts';
import { distributions } from '../../src/report/pictures/distributions.ts';
import { binStart, pulsesPerDevice } from '../../src/report/pictures/pulses-per-device.ts';
import { drawPictures } from '../../src/report/pictures.ts';
import { curve, made } from './fixtures.ts';
import { requireWellFormed, visibleText } from './well-formed.ts';

const HOSTILE = `<script>alert("1")</script> & 'two' \u0007\ud800`;
const test = suite('pictures');

const subjects = {
  usual: made(),
  'eight devices, ten policies': made({
    devices: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
    policies: ['none', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9'],
  }),
  'one seed, one epoch': made({ devices: ['a'], policies: ['none'], seeds: [7], epochs: 1 }),
  hostile: made({ devices: [HOSTILE], policies: ['none', HOSTILE] }),
};

for (const [name, subject] of Object.entries(subjects)) {
  test(`${name}: every picture is well-formed, has finite numbers, and names no other place`, () => {
    for (const picture of drawPictures(subject, nodeDocument())) {
      requireWellFormed(picture.svg);
      assert.not.match(picture.svg, /NaN|undefined|Infinity|\[object/, picture.name);
      const addresses = picture.svg.replaceAll('http://www.w3.org/2000/svg', '');
      assert.not.match(addresses, /https?:|url\(|href=|<image|@import/, picture.name);
      assert.not.match(picture.svg, /<script/i, picture.name);
      assert.match(picture.name, /^[a-z0-9._-]+$/);
    }
  });
}

test('the same runs give the same pictures', () => {
  const first = drawPictures(made(), nodeDocument());
  const second = drawPictures(made(), nodeDocument());
  assert.is(first.length, second.length);
  for (const [i, picture] of first.entries()) assert.ok(picture.svg === second[i].svg, picture.name);
});

test('no letters are smaller than 12 pixels', () => {
  for (const { svg, name } of drawPictures(subjects.usual, nodeDocument())) {
    const sizes = [...svg.matchAll(/font-size(?:="|:\s*)([\d.]+)/g)].map(([, size]) => Number(size));
    assert.ok(sizes.length > 0 && Math.min(...sizes) >= 12, name);
  }
});

test('panel titles stay within the picture, long names are cut', () => {
  const svg = nodeSvg(accuracyByArm(made({ devices: ['x'.repeat(300), 'y'] }).comparison));
  assert.match(visibleText(svg), /x+…/);
});

test('pictures of devices with names that fall together get files of their own', () => {
  const names = drawPictures(made({ devices: ['Ag/Si', 'ag si'] }), nodeDocument()).map(({ name }) => name);
  assert.is(new Set(names).size, names.length);
  assert.ok(names.includes('confusion-ag-si') && names.includes('confusion-ag-si-2'));
});

test('accuracy by arm names devices and policies, both baselines, and each mean with its spread', () => {
  const { comparison } = made();
  const text = visibleText(nodeSvg(accuracyByArm(comparison)));
  const { accuracy, dropFromIdeal, dropFromBaseline } = comparison.arms[0];
  const expected = [
    'ag-a-si',
    'pcmo',
    'none',
    'threshold',
    'exact-inverse',
    'accuracy (%)',
    `ideal weights ${(100 * (accuracy.mean + dropFromIdeal)).toFixed(1)}`,
    `linear ${(100 * (accuracy.mean + dropFromBaseline)).toFixed(1)}`,
    `${(100 * accuracy.mean).toFixed(1)} ± ${(100 * accuracy.std).toFixed(1)}`,
  ];
  for (const words of expected) assert.ok(text.includes(words), words);
});

test('accuracy by arm draws an open dot for each arm that reads devices, a filled one for the others', () => {
  const { comparison } = made();
  const svg = nodeSvg(accuracyByArm(comparison));
  const reading = comparison.arms.filter((arm) => arm.updateReads > 0).length;
  const dots = [...svg.matchAll(/<circle[^>]*r="5"[^>]*>/g)].map(([dot]) => dot);
  assert.is(dots.length, comparison.arms.length);
  assert.is(dots.filter((dot) => dot.includes('fill="white"')).length, reading);
});

test('runs with and without noise get panels of their own', () => {
  const on = made({ devices: ['a'] });
  const off = made({ devices: ['a'], noise: 'off' });
  const comparison = { ...on.comparison, arms: [...on.comparison.arms, ...off.comparison.arms] };
  const text = visibleText(nodeSvg(accuracyByArm(comparison)));
  assert.ok(text.includes('a, noise on') && text.includes('a, noise off'));
});

test('accuracy per epoch names every policy at its curve, whole epochs, and the baselines', () => {
  const text = visibleText(nodeSvg(accuracyPerEpoch(made({ epochs: 5 }).records))).split('\n');
  for (const words of [
    'none',
    'threshold',
    'exact-inverse',
    'Baselines',
    'ideal',
    'linear (97 levels)',
    '1',
    '5',
    'epoch',
  ])
    assert.ok(text.includes(words), words);
  assert.not(text.includes('1.5'));
});

test('accuracy per epoch draws one line an arm and none for a single epoch', () => {
  const { records } = made({ devices: ['a'], policies: ['none', 'threshold'] });
  const lines = nodeSvg(accuracyPerEpoch(records)).match(/aria-label="line"/g);
  assert.is(lines?.length, 4);
  assert.not(
    drawPictures(subjects['one seed, one epoch'], nodeDocument()).some(
      ({ name }) => name === 'accuracy-per-epoch',
    ),
  );
});

test('a device curve marks its symmetry point and counts its pulses', () => {
  // Equal and opposite curves meet in the middle of the range.
  const text = visibleText(nodeSvg(deviceCurves([curve('sym', 2, 2, 50)])));
  assert.ok(text.includes('symmetry point 0.50'));
  assert.ok(text.includes('sym: 50 LTP pulses, then 50 LTD'));
  assert.ok(text.includes('pulse number') && text.includes('conductance') && text.includes('|ΔG| per pulse'));
});

test('a device curve has a step for every pulse', () => {
  const svg = nodeSvg(deviceCurves([curve('sym', 2, 3, 50)]));
  assert.is(svg.match(/<circle/g)?.length, 100);
  assert.not.match(nodeSvg(deviceCurves([curve('sym', 2, 3, 50)], { steps: false })), /<circle/);
});

test('a device curve takes typed arrays, and a device without a symmetry point', () => {
  const { values, ...rest } = curve('plain', 1, 1, 20);
  const device = { ...rest, values: Float64Array.from(values as number[]), symmetryPoint: undefined };
  const svg = nodeSvg(deviceCurves([device]));
  requireWellFormed(svg);
  assert.not.match(visibleText(svg), /symmetry point \d/);
});

test('distributions have a panel of conductances and one of weights per layer; ideal weights have no conductances', () => {
  const { records } = made();
  const [ideal] = records;
  const named = [{ label: 'ideal', layers: ideal.layers }];
  const text = visibleText(nodeSvg(distributions(named, { title: 'T' })));
  for (const words of [
    'input → hidden (784 × 100): conductances',
    'hidden → output (100 × 10): weights',
    'nothing to draw',
  ])
    assert.ok(text.includes(words), words);
});

test('layers without devices, without pulses and without spread are drawn as such', () => {
  const { records } = made();
  const [first] = records[6].layers;
  const layers = [
    { ...first, conductances: undefined, pulsesPerDevice: undefined },
    { ...first, conductances: { low: 0, high: 1, counts: [0, 0] }, pulsesPerDevice: [0, 0] },
    { ...first, weights: { low: 0, high: 0, counts: [5] }, pulsesPerDevice: [] },
  ];
  for (const draw of [distributions, pulsesPerDevice]) {
    const svg = nodeSvg(draw([{ label: 'none', layers }], { title: 'T' }));
    requireWellFormed(svg);
    assert.not.match(svg, /NaN|Infinity/);
  }
});

test('pulses per device: bins start at 0, 1, 2, 4, … and the busiest device is named', () => {
  assert.equal([0, 1, 2, 3, 11].map(binStart), [0, 1, 2, 4, 1024]);
  const record = made().records[6];
  const text = visibleText(
    nodeSvg(pulsesPerDevice([{ label: 'none', layers: record.layers }], { title: 'T' })),
  );
  const busiest = Math.max(...record.layers.map((layer) => layer.maxPulsesPerDevice));
  assert.ok(text.replaceAll(',', '').includes(`busiest device: ${busiest} pulses`));
  assert.ok(text.includes('1k'));
});

test('a confusion matrix shows shares of the true class, a point for rare mistakes, and the accuracy', () => {
  const counts = [
    [90, 10],
    [1, 999],
  ];
  const text = visibleText(nodeSvg(confusion([{ label: 'arm', counts }], { title: 'T' }))).split('\n');
  for (const words of ['90', '10', '·', '100', 'true class', 'class chosen', 'arm: 99.0 % right'])
    assert.ok(text.includes(words), words);
});

test('a confusion matrix of many classes leaves the numbers out', () => {
  const counts = Array.from({ length: 26 }, (_, i) =>
    Array.from({ length: 26 }, (_, j) => (i === j ? 77 : 1)),
  );
  const svg = nodeSvg(confusion([{ label: 'letters', counts }], { title: 'T' }));
  assert.not(visibleText(svg).split('\n').includes('75'));
  assert.is(svg.match(/<rect/g)?.length, 26 * 26 + 1);
});

test('matrices of several seeds add up', () => {
  assert.equal(
    summed([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [10, 20],
        [30, 40],
      ],
    ]),
    [
      [11, 22],
      [33, 44],
    ],
  );
});

test.run();
