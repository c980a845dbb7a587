/**
 * A random device, written into a file of a random shape: the fit finds it within its intervals, or the file is
 * refused; never something else in silence.
 */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../../src/errors.ts';
import type { ImportOptions } from '../../../src/measurement/measurement.ts';
import { deriveKey, drawBits, gaussian, rowKey } from '../../../src/random/generator.ts';
import { type Cell, lines, type Read, readAndFit, travel } from './truth.ts';

const test = suite('random devices in random shapes');

interface Truth {
  readonly nu: readonly [ltp: number, ltd: number];
  readonly pulses: readonly [ltp: number, ltd: number];
  /** Siemens. */
  readonly rails: readonly [low: number, high: number];
  readonly noise: number;
  readonly seed: number;
  /** Pulses from reading to reading. */
  readonly every: number;
}

const truths: fc.Arbitrary<Truth> = fc.record({
  nu: fc.tuple(fc.double({ min: 0.5, max: 5, noNaN: true }), fc.double({ min: 0.5, max: 5, noNaN: true })),
  pulses: fc.tuple(fc.integer({ min: 24, max: 70 }), fc.integer({ min: 24, max: 70 })),
  rails: fc
    .tuple(fc.integer({ min: -9, max: -4 }), fc.double({ min: 2, max: 50, noNaN: true }))
    .map(([decade, ratio]) => [10 ** decade / ratio, 10 ** decade] as const),
  noise: fc.double({ min: 0.001, max: 0.015, noNaN: true }),
  seed: fc.integer({ min: 1, max: 1e6 }),
  every: fc.constantFrom(1, 1, 1, 2, 10),
});

const LAYOUTS = [
  'one column',
  'LTD first',
  'side by side',
  'a number beside each',
  'restarts',
  'a blank line',
  'one below the other',
  'directions',
  'signs of amplitudes',
  'rows',
  'two files',
  'LTD rising beside',
  'LTD rising in its file',
  'cycles in a column',
] as const;

interface Style {
  readonly layout: (typeof LAYOUTS)[number];
  readonly unit: 'S' | 'uS' | 'nS' | 'kOhm' | 'Resistance (Ohm)' | '10^-6 S' | 'uA' | 'units row';
  readonly counter: 'pulse' | 'Pulse #' | 'n' | 'Index' | 'Number of pulses' | 'Puls';
  readonly separator: ',' | ';' | '\t' | ' ';
  readonly isComma: boolean;
  readonly extra: 'none' | 'time' | 'constant' | 'std' | 'fit' | 'temperature';
  readonly head: 'none' | 'remark' | 'title' | 'lines' | 'bom';
  readonly end: '\n' | '\r\n';
}

const styles: fc.Arbitrary<Style> = fc.record({
  layout: fc.constantFrom(...LAYOUTS),
  unit: fc.constantFrom('S', 'uS', 'nS', 'kOhm', 'Resistance (Ohm)', '10^-6 S', 'uA', 'units row'),
  counter: fc.constantFrom('pulse', 'Pulse #', 'n', 'Index', 'Number of pulses', 'Puls'),
  separator: fc.constantFrom(',', ';', '\t', ' '),
  isComma: fc.boolean(),
  extra: fc.constantFrom('none', 'time', 'constant', 'std', 'fit', 'temperature'),
  head: fc.constantFrom('none', 'remark', 'title', 'lines', 'bom'),
  end: fc.constantFrom('\n', '\r\n'),
});

/** Readings of LTP and of LTD in siemens. */
function readings(
  { nu, pulses, rails: [low, high], noise, seed }: Truth,
  from = 0,
): readonly [number[], number[]] {
  const key = rowKey(deriveKey(seed, 98), from);
  let drawn = 0;
  const ramp = (side: 0 | 1) =>
    Array.from({ length: pulses[side] + 1 }, (_, n) => {
      const way = travel(n / pulses[side], nu[side]);
      const g = (side === 0 ? way : 1 - way) + noise * gaussian(drawBits(key, drawn++));
      // A reading below 0 has no resistance.
      return Math.max(low + (high - low) * g, low / 4);
    });
  return [ramp(0), ramp(1)];
}

interface Written {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly options: ImportOptions;
}

const VOLTS = 0.2;

function written(truth: Truth, style: Style): Written {
  const { layout, counter, extra } = style;
  const { every } = truth;
  const [ltp, ltd] = readings(truth);
  const value = (g: number): Cell => cellOf(g, style);
  const name = nameOf(style);
  const beside = (i: number): Cell[] => extraOf(extra, i);
  const extraName =
    extra === 'none'
      ? []
      : [{ time: 'Time (s)', constant: 'level', std: 'std', fit: 'G_fit', temperature: 'T (K)' }[extra]];
  const table = (
    head: readonly string[],
    rows: readonly (readonly Cell[])[],
    units: readonly string[] = [],
  ) => finished(style, head, rows, units);
  const one = (curve: readonly number[], numbers = curve.map((_, i) => every * i)) =>
    curve.map((g, i): Cell[] => [numbers[i], value(g), ...beside(i)]);
  const head = [counter, name, ...extraName];
  const units = ['#', 'uS', ...extraName.map(() => '')];
  const options = style.unit === 'uA' ? { readVoltage: VOLTS } : {};
  const single = (text: string): Written => ({ files: [{ name: 'made.csv', content: text }], options });
  const both = [...ltp, ...ltd.slice(1)];
  const longest = Math.max(ltp.length, ltd.length);
  const pair = (second: readonly number[], withNumbers: boolean) =>
    Array.from({ length: longest }, (_, i): Cell[] => {
      const [a, b] = [ltp[i], second[i]].map((g) => (g === undefined ? '' : value(g)));
      const n = (side: readonly number[]): Cell => (side[i] === undefined ? '' : every * i);
      return withNumbers ? [n(ltp), a, n(second), b] : [every * i, a, b];
    });
  const sides = [`LTP ${name}`, `LTD ${name}`];
  switch (layout) {
    case 'one column':
      return single(table(head, one(both), units));
    case 'LTD first':
      return single(table(head, one([...ltd, ...ltp.slice(1)]), units));
    case 'side by side':
      return single(table([counter, ...sides], pair(ltd, false), ['#', 'uS', 'uS']));
    case 'LTD rising beside':
      return single(table([counter, ...sides], pair([...ltd].reverse(), false), ['#', 'uS', 'uS']));
    case 'a number beside each':
      return single(table([counter, sides[0], counter, sides[1]], pair(ltd, true), ['#', 'uS', '#', 'uS']));
    case 'restarts':
      return single(table(head, [...one(ltp), ...one(ltd)], units));
    case 'a blank line':
      return single(table(head, [...one(ltp), [], ...one(ltd)], units));
    case 'one below the other':
      return single(
        table(
          [counter, ...sides],
          both.map((g, i): Cell[] => [
            every * i,
            i < ltp.length ? value(g) : '',
            i < ltp.length ? '' : value(g),
          ]),
          ['#', 'uS', 'uS'],
        ),
      );
    case 'directions':
      return single(
        table(
          [counter, 'direction', name],
          both.map((g, i): Cell[] => [every * i, i < ltp.length ? 1 : -1, value(g)]),
          ['#', '', 'uS'],
        ),
      );
    case 'signs of amplitudes':
      return single(
        table(
          [counter, 'Amplitude (V)', name],
          both.map((g, i): Cell[] => [every * i, i < ltp.length ? 2 : -3, value(g)]),
          ['#', 'V', 'uS'],
        ),
      );
    case 'rows': {
      const rows: Cell[][] = [
        [counter, ...Array.from({ length: longest }, (_, i) => every * i)],
        [sides[0], ...ltp.map(value)],
        [sides[1], ...ltd.map(value)],
      ];
      const text = rows.map((row) => [...row, ...new Array<Cell>(longest + 1 - row.length).fill('')]);
      return single(
        lines(
          text.map((row) => row.map((cell) => localised(cell, style))),
          style.separator === ' ' ? '\t' : style.separator,
        ),
      );
    }
    case 'two files':
    case 'LTD rising in its file': {
      const second = layout === 'two files' ? ltd : [...ltd].reverse();
      const files = [
        { name: 'ltp.csv', content: table(head, one(ltp), units) },
        { name: 'ltd.csv', content: table(head, one(second), units) },
      ];
      return { files, options };
    }
    case 'cycles in a column': {
      const rows = [0, 1, 2].flatMap((cycle) => {
        const [upward, downward] = readings(truth, cycle);
        return one([...upward, ...downward.slice(1)]).map((row): Cell[] => [cycle, ...row]);
      });
      return single(table(['cycle', ...head], rows, ['', ...units]));
    }
  }
}

function extraOf(extra: Style['extra'], i: number): Cell[] {
  switch (extra) {
    case 'none':
      return [];
    case 'time':
      return [0.5 * i];
    case 'constant':
      return [7];
    case 'std':
      return [0.2 + 0.1 * Math.abs(Math.sin(12.9 * i * i))];
    case 'fit':
      return [3 + i];
    case 'temperature':
      return [300 + Math.sin(12.9 * i * i)];
  }
}

function nameOf({ unit, layout }: Style): string {
  // A table that lies in rows has no row of units.
  if (unit === 'units row') return layout === 'rows' ? 'G (uS)' : 'G';
  if (unit === 'Resistance (Ohm)') return unit;
  return `${unit === 'kOhm' ? 'R' : unit === 'uA' ? 'I' : 'G'} (${unit})`;
}

function cellOf(g: number, { unit }: Style): Cell {
  const factors = { S: 1, uS: 1e6, nS: 1e9, '10^-6 S': 1e6, 'units row': 1e6, uA: 1e6 * VOLTS } as const;
  const value = unit === 'kOhm' ? 1e-3 / g : unit === 'Resistance (Ohm)' ? 1 / g : g * factors[unit];
  return Number(value.toPrecision(7));
}

function localised(cell: Cell, { isComma, separator }: Style): Cell {
  return isComma && separator !== ',' && typeof cell === 'number' ? String(cell).replace('.', ',') : cell;
}

function finished(
  style: Style,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  units: readonly string[],
): string {
  const { separator, head: above, end } = style;
  // Spaces part neither names of two words nor empty cells.
  const between = separator === ' ' ? '\t' : separator;
  const body = [head, ...(style.unit === 'units row' ? [units] : []), ...rows];
  const text = lines(
    body.map((row) => row.map((cell) => localised(cell, style))),
    between,
  );
  const first = {
    none: '',
    remark: '# measured by the lab\n',
    title: 'Device A12, wafer 3\n',
    lines: 'Operator: me\nDate: 2024-03-01\nTemperature: 300 K\n\n',
    bom: '\uFEFF',
  }[above];
  return (first + text).replaceAll('\n', end);
}

/** Whether every parameter is where its interval says, widened to one in a few thousand. */
function requireTruth(
  { fit, measurement }: Read,
  { nu, pulses, rails, every }: Truth,
  layout: Style['layout'],
  what: string,
): void {
  const truth = [rails[0], rails[1], nu[0], nu[1]];
  for (const [k, value] of truth.entries()) {
    const { low, high, name, value: found } = fit.estimates[k];
    const wide = low === null || high === null ? 0 : (high - low) / 2;
    const rounding = k < 2 ? 1e-3 * rails[1] : 0.02;
    assert.ok(
      Math.abs(found - value) <= 2.5 * wide + rounding,
      `${what}: ${name} ${found} (${low} to ${high}), truth ${value}`,
    );
  }
  const [ltp, ltd] = pulses.map((count) => every * count);
  // A turn that the noise hides may lie a few readings off; it is then in the intervals.
  const slack =
    layout === 'one column' || layout === 'LTD first' || layout === 'cycles in a column' ? 2 * every : 0;
  assert.ok(
    Math.abs(fit.pulses.ltp - ltp) <= slack && Math.abs(fit.pulses.ltd - ltd) <= slack,
    `${what}: N ${JSON.stringify(fit.pulses)}, truth ${ltp}, ${ltd}`,
  );
  assert.ok(measurement.isSiemens, `${what}: unit`);
}

test('what comes back is the truth, or a refusal that says why', () => {
  let refused = 0;
  const runs = 400;
  fc.assert(
    fc.property(truths, styles, (truth, style) => {
      const what = JSON.stringify(style);
      const { files, options } = written(truth, style);
      let read: Read;
      try {
        read = readAndFit(files, options);
      } catch (error) {
        if (!(error instanceof MemspikeError)) throw error;
        refused++;
        return;
      }
      requireTruth(read, truth, style.layout, what);
    }),
    { numRuns: runs, seed: 17, includeErrorInReport: true },
  );
  assert.ok(refused < runs / 10, `${refused} of ${runs} were refused`);
});

test.run();
