/** Small files as laboratories and their tools write them, each with its right value: 20 pulses, 1 to 10 µS, ν 2 and 4 unless said. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../../src/errors.ts';
import type { ImportOptions } from '../../../src/measurement/measurement.ts';
import { doubtsIn, type Read, readAndFit, requireDevice, roleOf, type Wanted } from './truth.ts';

const test = suite('measured curves in files');

function fixture(name: string) {
  const content = readFileSync(new URL(`../../fixtures/curves/${name}`, import.meta.url));
  return { name: name.slice(3), content: new Uint8Array(content) };
}

const read = (names: readonly string[], options: ImportOptions = {}): Read =>
  readAndFit(names.map(fixture), options);

function requireRefused(names: readonly string[], words: RegExp, options: ImportOptions = {}): void {
  assert.throws(
    () => read(names, options),
    (error: unknown) => error instanceof MemspikeError && error.code === 'DATA' && words.test(error.message),
    `${names} should be refused with ${words}`,
  );
}

interface Case {
  readonly files: readonly string[];
  readonly options?: ImportOptions;
  readonly wanted?: Wanted;
  /** Of what is told. */
  readonly told?: RegExp;
  readonly roles?: Readonly<Record<number, string>>;
}

const NO_UNIT = { gMax: null };

const CASES: Readonly<Record<string, Case>> = {
  'pulse numbers beside each of LTP and LTD': {
    files: ['01-in.csv'],
    roles: { 1: 'pulse number', 2: 'conductance', 3: 'pulse number', 4: 'conductance' },
  },
  'one direction a file, over time, LTD rising and told by the name of its file': {
    files: ['01-in_digitised.tsv', '01-in_digitised_ltd.tsv'],
    wanted: NO_UNIT,
    roles: { 1: 'time' },
  },
  'a column of time': { files: ['02-in.csv'], roles: { 1: 'time' } },
  'Number of pulses': { files: ['03-in0.csv'], roles: { 1: 'pulse number' } },
  pulse_num: { files: ['03-in1.csv'], roles: { 1: 'pulse number' } },
  'Pulse Number (#)': { files: ['03-in2.csv'], roles: { 1: 'pulse number' } },
  Point: { files: ['03-in3.csv'], roles: { 1: 'pulse number' } },
  'the sign of an amplitude is the direction': { files: ['04-in.csv'], roles: { 2: 'amplitude' } },
  'amplitudes that grow are a doubt': { files: ['04-ispp.csv'], told: /not identical.*0\.8 to 1\.2 V/ },
  'Resistance without a unit': { files: ['06-in.csv'], wanted: NO_UNIT, roles: { 2: 'resistance' } },
  'R (OHM)': { files: ['06-upper.csv'], roles: { 2: 'resistance' } },
  'mean and deviation': { files: ['07-in.csv'], roles: { 3: 'standard deviation' } },
  'every tenth pulse': { files: ['09-every10.csv'], wanted: { pulses: 200 } },
  'pulse numbers on a logarithmic scale': { files: ['09-log_spaced.csv'], wanted: { pulses: 200 } },
  'one reading beyond the instrument': {
    files: ['12-in.csv'],
    told: /1 reading of column 2 .* left out \(first in line 14\)/,
  },
  'LTD stored rising, in its own file': { files: ['15-ltp.csv', '15-ltd.csv'] },
  'LTD stored rising, after LTP in one column': {
    files: ['15-same_file.csv'],
    told: /both trains rise.*line 23/,
  },
  'a file of EasyEXPERT': { files: ['17-b1500.csv'] },
  'a header in a remark': { files: ['17-hash_header.csv'] },
  'remarks of a laboratory above the table': { files: ['17-metadata.csv'] },
  'a pasted nonlinear_fit.m': { files: ['17-nonlinear_fit.m'], wanted: NO_UNIT },
  'a first line sep=;': { files: ['17-sep_line.csv'] },
  'a header between spaces': { files: ['17-space_header.txt'], wanted: NO_UNIT },
  'time stamps': { files: ['17-timestamps.csv'], roles: { 2: 'time' } },
  'two titles above a header': { files: ['17-tool_output.tsv'], wanted: NO_UNIT },
  'a row of units': { files: ['17-units_row.csv'] },
  'a row of units in a remark': { files: ['17-units_row_hash.csv'] },
  'UTF-16 as Excel writes it': { files: ['18-in.txt'] },
  'negative pulses that raise': { files: ['19-inverted.csv'], told: /polarity is inverted/ },
  'direction 1 and 0': { files: ['19-one_zero.csv'], roles: { 2: 'direction' } },
  'currents read at both polarities': {
    files: ['19-mixed_sign_current.csv'],
    options: { readVoltage: 0.1 },
    told: /change their sign/,
  },
  'a constant column, without a header': {
    files: ['25-in.txt'],
    options: { unit: 'A', readVoltage: 0.3 },
    roles: { 1: 'constant', 2: 'pulse number' },
  },
  'LTP and LTD one below the other, each in its column': { files: ['27-in.csv'] },
  // One value of 41 is 3 % off.
  'a column of ones is no direction': {
    files: ['30-in.csv'],
    wanted: { within: 0.02 },
    roles: { 2: 'constant' },
  },
};

for (const [name, { files, options, wanted, told, roles = {} }] of Object.entries(CASES))
  test(name, () => {
    const own = read(files, options);
    requireDevice(own, wanted, name);
    if (told !== undefined) assert.match(doubtsIn(own), told);
    else assert.not.match(doubtsIn(own), /identical|inverted|rise|ends do not meet/);
    for (const [column, role] of Object.entries(roles))
      assert.is(roleOf(own, Number(column)), role, `column ${column}`);
  });

test('an I–V sweep and a retention trace are refused by what they are', () => {
  requireRefused(['11-iv_sweep.csv'], /voltage sweep.*not a train of pulses/, { readVoltage: 0.1 });
  requireRefused(['11-retention.csv'], /retention trace/, { readVoltage: 0.1 });
});

test('read voltages of a head are told with their line', () => {
  for (const name of ['17-b1500.csv', '17-metadata.csv'])
    assert.match(read([name]).measurement.understood.join('\n'), /currents in A, read at 0\.1 V \(line 3\)/);
});

test.run();
