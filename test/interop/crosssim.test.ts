/** CrossSim's look-up tables: its file format, its way of drawing from them, and what conversion costs. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice, ideal } from '../../src/device/device.ts';
import type { PulseLaw } from '../../src/device/laws/all-laws.ts';
import { stepSize } from '../../src/device/laws/effect-of-pulses.ts';
import { drawnStep, meanOf, varianceOf } from '../../src/device/laws/quantiles.ts';
import type { StochasticLaw } from '../../src/device/laws/stochastic.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { MemspikeError } from '../../src/errors.ts';
import { fromCrosssim, toCrosssim } from '../../src/interop/crosssim/convert-crosssim.ts';
import {
  type LookupTable,
  parseLookupTable,
  printLookupTable,
} from '../../src/interop/crosssim/look-up-table.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { normalMeanBetween, normalQuantile, normalQuantiles } from '../../src/random/normal-quantiles.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('look-up tables of CrossSim');

/** As numpy's savetxt leaves it: a heading, exponents, an empty line before the matrix. */
const HEADING =
  '1st Row = Gbins, 2nd Row = CDF Points, 3rd row onward =  dG matrix (rows= CDF, columns = Gbins) \n';
const UP = `${HEADING}1.0e-06, 2.e-06,3.e-06\n0. ,0.5,1. \n\n0.0e+00,1.0e-08,0.0\n4.0e-08,2.0e-08,1.0e-08\n8.0e-08,3.0e-08,2.0e-08\n`;
const DOWN = `${HEADING}1.0e-06,2.e-06,3.e-06\n0.,0.5,1.\n\n-2e-08,-4e-08,-8e-08\n-1e-08,-2e-08,-6e-08\n0,0,-4e-08\n`;
const tables = {
  increasing: parseLookupTable(UP, 'dG_increasing.txt'),
  decreasing: parseLookupTable(DOWN, 'dG_decreasing.txt'),
};

test('a file of CrossSim is read as it is, and becomes a device exactly', () => {
  assert.equal(tables.increasing.conductances, [1e-6, 2e-6, 3e-6]);
  const { form, inexact } = fromCrosssim('lut', tables);
  const law = form.law as StochasticLaw;
  assertClose(law.ltp.flat(), [0, 0.02, 0.04, 0.005, 0.01, 0.015, 0, 0.005, 0.01], { abs: 1e-12 });
  // Of a fall, the largest is the change's lowest quantile.
  assertClose(law.ltd.flat(), [0, 0.005, 0.01, 0, 0.01, 0.02, 0.02, 0.03, 0.04], { abs: 1e-12 });
  assertClose([form.gMax!, form.onOff!], [3e-6, 3], { rel: 1e-12 });
  assert.is(inexact.length, 1);
  assert.is(defineDevice(form).law.kind, 'stochastic');
});

test('swapped tables are told by their signs', () => {
  const swapped = fromCrosssim('lut', { increasing: tables.decreasing, decreasing: tables.increasing });
  assert.equal(swapped.form.law, fromCrosssim('lut', tables).form.law);
  assert.match(swapped.inexact.join(), /swapped/);
});

/** CrossSim draws the nearest probability and the nearest conductance (numeric parameters of tag v2.0). */
function drawsOf({ conductances, changes }: LookupTable, g: number, count: number): number[] {
  const last = conductances.length - 1;
  const column = Math.round(((g - conductances[0]) / (conductances[last] - conductances[0])) * last);
  return Array.from({ length: count }, (_, i) => {
    const u = (i + 0.5) / count;
    return changes[Math.min(Math.floor(u * (changes.length - 1) + 0.5), changes.length - 1)][column];
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const deviation = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - middle) ** 2)));
};

test('drawn as CrossSim draws, the tables of a device have its steps and its noise', () => {
  for (const device of [
    resolveDevice('ag-a-si'),
    { ...resolveDevice('epiram'), c2c: 0.5, c2cOf: 'step' as const },
    defineDevice(fromCrosssim('lut', tables).form),
  ]) {
    const { increasing, decreasing } = toCrosssim(device).form;
    const low = device.gMax / device.onOff;
    const range = device.gMax - low;
    for (const g of [0.1, 0.5, 0.9]) {
      const { up, down } = stepSize(device.law as PulseLaw, g);
      const spread = (size: number, direction: 'ltp' | 'ltd') =>
        device.law.kind === 'stochastic'
          ? Math.sqrt(
              varianceOf(
                Array.from({ length: 1001 }, (_, k) =>
                  drawnStep((device.law as StochasticLaw)[direction], g, k / 1000),
                ),
              ),
            )
          : device.c2cOf === 'step'
            ? device.c2c * size
            : device.c2c;
      const [rise, fall] = [increasing, decreasing].map((table) => drawsOf(table, low + g * range, 20_000));
      assertClose(mean(rise) / range, up, { rel: 1e-2, abs: 2e-5 }, `${device.name} up at ${g}`);
      assertClose(-mean(fall) / range, down, { rel: 1e-2, abs: 2e-5 }, `${device.name} down at ${g}`);
      assertClose(deviation(rise) / range, spread(up, 'ltp'), { rel: 1e-2 });
      assertClose(deviation(fall) / range, spread(down, 'ltd'), { rel: 1e-2 });
    }
  }
});

test('there and back a device goes the same way, within the error that is reported', () => {
  const device = defineDevice(fromCrosssim('lut', tables).form);
  const there = toCrosssim(device);
  const printed = {
    increasing: parseLookupTable(printLookupTable(there.form.increasing), 'a'),
    decreasing: parseLookupTable(printLookupTable(there.form.decreasing), 'b'),
  };
  const back = fromCrosssim('lut', printed);
  const reported = back.inexact
    .map((sentence) => /by up to ([\d.]+) % of the range/.exec(sentence)?.[1])
    .find(Boolean);
  assert.ok(Number(reported) > 0 && Number(reported) < 0.2, back.inexact.join());
  const again = defineDevice(back.form);
  assertClose(pulseResponse(again, [100, -100]), pulseResponse(device, [100, -100]), { abs: 0.01 });
  const spreadAt = (law: StochasticLaw, g: number) =>
    deviation(Array.from({ length: 1001 }, (_, k) => drawnStep(law.ltp, g, k / 1000)));
  for (const g of [0.1, 0.5, 0.8])
    assertClose(spreadAt(again.law as StochasticLaw, g), spreadAt(device.law as StochasticLaw, g), {
      rel: 0.02,
    });
});

test('normal quantiles: tables of the normal distribution, mean 0 and variance 1', () => {
  assertClose(
    [0.5, 0.975, 0.025, 0.999, 0.0001].map(normalQuantile),
    [0, 1.959963985, -1.959963985, 3.090232306, -3.719016485],
    { abs: 1e-5 },
  );
  // E[Z | Z > 0] = √(2/π), E[Z | Z < −1.959964] = −φ(1.959964)/0.025.
  assertClose([normalMeanBetween(0.5, 1), normalMeanBetween(0, 0.025)], [0.797884561, -2.337802792], {
    abs: 1e-5,
  });
  for (const count of [3, 9, 33]) {
    assertClose([meanOf(normalQuantiles(count)), varianceOf(normalQuantiles(count))], [0, 1], { abs: 1e-9 });
    assert.equal(
      normalQuantiles(count),
      [...normalQuantiles(count)].sort((a, b) => a - b),
    );
  }
});

test('what is no such table is refused with file, line and column', () => {
  const refused = (text: string, message: RegExp) =>
    assert.throws(
      () => parseLookupTable(text, 'f.txt'),
      (error: MemspikeError) =>
        error instanceof MemspikeError && error.code === 'DEVICE' && message.test(error.message),
    );
  refused('', /f\.txt: is no look-up table/);
  refused(UP.replace('4.0e-08', 'x'), /f\.txt:6: column 1 is "x"/);
  refused(UP.replace('0.5', '2'), /f\.txt:3: column 3: probabilities have to rise/);
  refused(UP.replace('1. \n', '1.5\n'), /f\.txt:3: .*outside of 0 to 1/);
  refused(UP.replace('2.e-06', '1e-06'), /f\.txt:2: column 2: conductances have to rise/);
  refused(UP.replace(',3.0e-08', ''), /f\.txt:7: has 2 columns, expected 3/);
  refused(UP.replace('8.0e-08,3.0e-08,2.0e-08\n', ''), /has 2 lines of changes for 3/);
  assert.throws(() => toCrosssim(ideal), /no pulse law/);
  const other = { ...tables.decreasing, conductances: [1e-6, 2e-6, 4e-6] };
  assert.throws(() => fromCrosssim('x', { ...tables, decreasing: other }), /other conductances/);
});

test.run();
