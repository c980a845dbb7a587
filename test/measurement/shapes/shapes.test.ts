/** One device, written in the ways of laboratories: other names, languages, orders, units, heads, and what is refused. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../../src/errors.ts';
import type { ImportOptions } from '../../../src/measurement/measurement.ts';
import { givenRoles } from '../../../src/measurement/read/given.ts';
import {
  comma,
  cycle,
  doubtsIn,
  down,
  lines,
  PULSES,
  readAndFit,
  readText,
  requireDevice,
  roleOf,
  up,
  type Wanted,
} from './truth.ts';

const test = suite('measured curves in many shapes');

const u = (value: number) => value.toFixed(5);
const siemens = (value: number) => (value * 1e-6).toExponential(6);
const amperes = (value: number) => (value * 1e-7).toExponential(6);
const ohms = (value: number) => (1e6 / value).toExponential(6);
const numbered = (name: string, from = 0, step = 1) =>
  `${name},G (S)\n${lines(cycle.map((g, i) => [from + step * i, siemens(g)]))}`;
/** A ripple that no reading follows from: a deviation. */
const ripple = (i: number) => 0.2 + 0.1 * (((i * 7919) % 13) / 13);

interface Shape {
  readonly text: string;
  readonly options?: ImportOptions;
  readonly wanted?: Wanted;
  readonly told?: RegExp;
  readonly roles?: Readonly<Record<number, string>>;
  readonly devices?: number;
  readonly ramps?: number;
}

const ONE_FILE: Readonly<Record<string, Shape>> = {
  'milliseconds, German': {
    text: `Zeit (ms);Leitwert (µS)\n${lines(
      cycle.map((g, i) => [100 * i, comma(g)]),
      ';',
    )}`,
    roles: { 1: 'time' },
  },
  'Chinese names': { text: `脉冲数,电导 (uS)\n${lines(cycle.map((g, i) => [i, u(g)]))}` },
  'French names, tabs': {
    text: `impulsion\tconductance (nS)\n${lines(
      cycle.map((g, i) => [i, (1000 * g).toFixed(2).replace('.', ',')]),
      '\t',
    )}`,
  },
  'current with its read voltage in a column': {
    text: `pulse,V_read (V),I (A)\n${lines(cycle.map((g, i) => [i, 0.1, amperes(g)]))}`,
    roles: { 2: 'read voltage', 3: 'current' },
  },
  'read voltage in millivolts': {
    text: `pulse,Vread (mV),I (A)\n${lines(cycle.map((g, i) => [i, 100, amperes(g)]))}`,
  },
  'current beside resistance': {
    text: `pulse,I (A),R (Ohm)\n${lines(cycle.map((g, i) => [i, amperes(g), ohms(g)]))}`,
  },
  'current beside resistance, the current asked for': {
    text: `pulse,I (A),R (Ohm)\n${lines(cycle.map((g, i) => [i, amperes(g), ohms(g)]))}`,
    options: { readVoltage: 0.1 },
  },
  'voltage, current, resistance, conductance': {
    text: `pulse,Vread (V),I (A),R (Ohm),G (S)\n${lines(cycle.map((g, i) => [i, 0.1, amperes(g), ohms(g), siemens(g)]))}`,
  },
  'cycles in a column': {
    text: `cycle,pulse,G (uS)\n${lines([0, 1, 2].flatMap((k) => cycle.map((g, i) => [k, i, u(g)])))}`,
    roles: { 1: 'cycle' },
    ramps: 6,
  },
  'cycles that restart the numbers': {
    text: `pulse,G (uS)\n${lines([0, 1, 2].flatMap(() => cycle.map((g, i) => [i, u(g)])))}`,
    ramps: 6,
  },
  'devices by name in a column': {
    text: `device,pulse,G (uS)\n${lines(['A1', 'A2', 'B1'].flatMap((k) => cycle.map((g, i) => [k, i, u(g)])))}`,
    roles: { 1: 'device' },
    devices: 3,
  },
  'devices by number in a column': {
    text: `Device,Pulse,Conductance (uS)\n${lines([1, 2, 3].flatMap((k) => cycle.map((g, i) => [k, i, u(g)])))}`,
    devices: 3,
  },
  'fitted copies by name': {
    text: `Pulse,G (uS),G_fit (uS)\n${lines(cycle.map((g, i) => [i, u(g), u(g + 0.5)]))}`,
    roles: { 3: 'fitted copy' },
  },
  'fitted copies of LTP and LTD': {
    text: `LTP (uS),LTP model,LTD (uS),LTD model\n${lines(up.map((g, i) => [u(g), u(g + 0.3), u(down[i]), u(down[i] + 0.3)]))}`,
  },
  'deviations between': {
    text: `pulse,LTP (uS),std,LTD (uS),std\n${lines(up.map((g, i) => [i, u(g), ripple(i), u(down[i]), ripple(3 * i)]))}`,
  },
  'a deviation without a name': {
    text: lines(cycle.map((g, i) => [i, u(g), ripple(i)])),
    wanted: { gMax: null },
    roles: { 3: 'unknown' },
  },
  'rows with pulse numbers': {
    text: `pulse,${up.map((_, i) => i).join(',')}\nLTP (uS),${up.map(u).join(',')}\nLTD (uS),${down.map(u).join(',')}\n`,
  },
  'rows without': { text: `LTP (uS),${up.map(u).join(',')}\nLTD (uS),${down.map(u).join(',')}\n` },
  'rows, one curve': {
    text: `Pulse number\t${cycle.map((_, i) => i).join('\t')}\nG (uS)\t${cycle.map(u).join('\t')}\n`,
  },
  'a blank line between LTP and LTD': {
    text: `pulse,G (uS)\n${lines(up.map((g, i) => [i, u(g)]))}\n${lines(down.map((g, i) => [i, u(g)]))}`,
  },
  'titles and headers of two blocks': {
    text: `LTP\npulse,G (uS)\n${lines(up.map((g, i) => [i, u(g)]))}\nLTD\npulse,G (uS)\n${lines([...down].reverse().map((g, i) => [i, u(g)]))}`,
  },
  'blocks of one column': { text: `G (uS)\n${up.map(u).join('\n')}\n\n${down.map(u).join('\n')}\n` },
  'numbers 1 to 20 twice: the start was not written down': {
    text: `pulse,G (uS)\n${lines(up.slice(1).map((g, i) => [i + 1, u(g)]))}${lines(down.slice(1).map((g, i) => [i + 1, u(g)]))}`,
  },
  'numbers of rows, 1 to 21 twice': {
    text: `pulse,G (uS)\n${lines(up.map((g, i) => [i + 1, u(g)]))}${lines(down.map((g, i) => [i + 1, u(g)]))}`,
  },
  'numbers 1 to 20 beside LTP and LTD': {
    text: `pulse,LTP (uS),LTD (uS)\n${lines(up.slice(1).map((g, i) => [i + 1, u(g), u(down[i + 1])]))}`,
  },
  'numbers that fall with LTD': {
    text: `pulse,G (uS)\n${lines(up.map((g, i) => [i, u(g)]))}${lines(down.slice(1).map((g, i) => [PULSES - 1 - i, u(g)]))}`,
  },
  'all rows from the last to the first': {
    text: `pulse,LTP (uS),LTD (uS)\n${lines(up.map((g, i) => [10 * i, u(g), u(down[i])]).reverse())}`,
    wanted: { pulses: 200 },
  },
  'an index of rows beside pulses': {
    text: `Index,Pulse,G (uS)\n${lines(cycle.map((g, i) => [i, 10 * i, u(g)]))}`,
    wanted: { pulses: 200 },
  },
  'LTD before LTP': { text: `pulse,G (uS)\n${lines([...down, ...up.slice(1)].map((g, i) => [i, u(g)]))}` },
  'some pulses without a reading': {
    text: `pulse,G (uS)\n${lines(cycle.map((g, i): [number, string] => [i, u(g)]).filter((_, i) => i % 7 !== 3))}`,
  },
  'three readings after each pulse': {
    text: `pulse,G (uS)\n${lines(
      cycle.flatMap((g, i) => [
        [i, u(g)],
        [i, u(g)],
        [i, u(g)],
      ]),
    )}`,
  },
  'digitised numbers, without a header': {
    text: lines(
      cycle.map((g, i) => [(1.003 * i).toFixed(3), siemens(g)]),
      '\t',
    ),
    wanted: { gMax: null },
  },
  '10^-6 S': { text: `pulse,G (10^-6 S)\n${lines(cycle.map((g, i) => [i, u(g)]))}` },
  'x10-6 S at the end': { text: `pulse,Conductance x10-6 S\n${lines(cycle.map((g, i) => [i, u(g)]))}` },
  '×10⁻⁶ S': { text: `pulse,G [×10⁻⁶ S]\n${lines(cycle.map((g, i) => [i, u(g)]))}` },
  '1e-6 S': { text: `pulse,G (1e-6 S)\n${lines(cycle.map((g, i) => [i, u(g)]))}` },
  'micro-siemens': { text: `pulse,G (microsiemens)\n${lines(cycle.map((g, i) => [i, u(g)]))}` },
  'unit in each cell': { text: `pulse,G\n${lines(cycle.map((g, i) => [i, `${u(g)} uS`]))}` },
  KOHM: { text: `pulse,Resistance [KOHM]\n${lines(cycle.map((g, i) => [i, (1000 / g).toFixed(5)]))}` },
  'Widerstand in MOhm': {
    text: `Puls;Widerstand (MOhm)\n${lines(
      cycle.map((g, i) => [i, (1 / g).toFixed(7).replace('.', ',')]),
      ';',
    )}`,
  },
  'R/Ω': { text: `pulse,R/Ω\n${lines(cycle.map((g, i) => [i, ohms(g)]))}` },
  'LTP and LTD of other units': {
    text: `LTP (uS),LTD (nS)\n${lines(up.map((g, i) => [u(g), u(1000 * down[i])]))}`,
  },
  'a unit in a remark': { text: `# conductance in uS\npulse,G\n${lines(cycle.map((g, i) => [i, u(g)]))}` },
  'names in a remark of MATLAB': { text: `% pulse, G (uS)\n${lines(cycle.map((g, i) => [i, u(g)]))}` },
  'names in a remark of NumPy': {
    text: `# pulse G_uS\n${lines(
      cycle.map((g, i) => [i, u(g)]),
      ' ',
    )}`,
  },
  "Origin's three rows": {
    text: `Pulse\tConductance\n#\tµS\n\tdevice 3\n${lines(
      cycle.map((g, i) => [i, u(g)]),
      '\t',
    )}`,
  },
  'units in brackets below': {
    text: `Pulse,Conductance\n(#),(uS)\n${lines(cycle.map((g, i) => [i, u(g)]))}`,
  },
  'names in two rows': {
    text: `LTP,,LTD,\npulse,G (uS),pulse,G (uS)\n${lines(up.map((g, i) => [i, u(g), i, u(down[i])]))}`,
  },
  'titles with commas': {
    text: `Report, 2024\nsome, text, more\nPulse,G (uS)\n${lines(cycle.map((g, i) => [i, u(g)]))}`,
  },
  'SET and RESET': {
    text: `n,op,G (uS)\n${lines(cycle.map((g, i) => [i, i <= PULSES ? 'SET' : 'RESET', u(g)]))}`,
    roles: { 2: 'direction' },
  },
  'potentiation and depression': {
    text: `n,type,G (uS)\n${lines(cycle.map((g, i) => [i, i <= PULSES ? 'potentiation' : 'depression', u(g)]))}`,
  },
  '+ and −': { text: `n,dir,G (uS)\n${lines(cycle.map((g, i) => [i, i <= PULSES ? '+' : '-', u(g)]))}` },
  '1 and 2': { text: `n,direction,G (uS)\n${lines(cycle.map((g, i) => [i, i <= PULSES ? 1 : 2, u(g)]))}` },
  'amplitudes without a header': {
    text: lines(cycle.map((g, i) => [i, i === 0 ? 0 : i <= PULSES ? 1.2 : -1.5, siemens(g)])),
    wanted: { gMax: null },
  },
  'ArC ONE': {
    text: `session 1\nFri Mar  1 12:00:00 2024\nWordline,Bitline,Resistance,Amplitude (V),Pulse width (s),Tag,ReadTag,ReadVoltage\n${lines(
      cycle.map((g, i) => [
        3,
        4,
        ohms(g),
        i === 0 ? 0.5 : i <= PULSES ? 1.2 : -1.5,
        i === 0 ? 0 : 1e-6,
        i === 0 ? 'S R' : 'P',
        'F R2 V=0.5',
        0.5,
      ]),
    )}`,
    roles: { 3: 'resistance', 4: 'amplitude', 5: 'width', 8: 'read voltage' },
  },
  'a buffer of Keithley': {
    text: `"TSP Buffer: defbuffer1"\nIndex,Reading,Unit,Range Digits,Source,Time\n${lines(cycle.map((g, i) => [i + 1, amperes(g), 'Amp DC', 6, 0.1, 0.5 * i]))}`,
    options: { readVoltage: 0.1 },
  },
  KickStart: {
    text: `Model,2450\nSerial,04012\nRead voltage (V),0.1\n\nIndex,Voltage (V),Current (A),Time (s)\n${lines(cycle.map((g, i) => [i + 1, 0.1, amperes(g), 0.5 * i]))}`,
  },
  'times of the clock': {
    text: `Time,Current (uA)\n${lines(cycle.map((g, i) => [`12:00:${String(i).padStart(2, '0')}`, u(g / 10)]))}`,
    options: { readVoltage: 0.1 },
    roles: { 1: 'time' },
  },
  'readings that are missing': {
    text: `pulse,G (uS)\n${lines(cycle.map((g, i) => [i, i === 7 ? '----' : i === 30 ? 'NaN' : u(g)]))}`,
    told: /2 readings of column 2 are missing and left out \(first in line 9\)/,
  },
  'overflows of Agilent and Keithley': {
    text: `pulse,LTP (uS),LTD (uS)\n${lines(up.map((g, i) => [i, i === 3 ? '1E+99' : u(g), i === 9 ? '9.9E+37' : u(down[i])]))}`,
    told: /1 reading of column 2 .*left out[\s\S]*1 reading of column 3 .*left out/,
  },
  'decimal commas in quotes': {
    text: `"pulse","G (uS)"\n${lines(cycle.map((g, i) => [i, `"${comma(g)}"`]))}`,
  },
  'a comma at the end of every line': { text: `pulse,G (uS),\n${lines(cycle.map((g, i) => [i, u(g), '']))}` },
  'a column that is something else': {
    text: `Pulse,Temperature (K),G (uS)\n${lines(cycle.map((g, i) => [i, 300 + 0.1 * Math.sin(i), u(g)]))}`,
  },
  'currents that are all negative': {
    text: `pulse,I (A)\n${lines(cycle.map((g, i) => [i, `-${amperes(g)}`]))}`,
    options: { readVoltage: 0.1 },
    told: /all currents are negative/,
  },
};

for (const name of [
  'Pulse_ID',
  'Measurement',
  'Sample',
  'Pulses (#)',
  'Time',
  'N',
  '#',
  'Cycle',
  'Step',
  'Cycle #',
  'Read #',
  'anything',
])
  test(`a column that counts is a counter, though it is called ${name}`, () =>
    requireDevice(readText(numbered(name))));

test('a counter that begins elsewhere, or counts by tens', () => {
  requireDevice(readText(numbered('Pulse', 1)));
  requireDevice(readText(numbered('Pulse', 100)));
  requireDevice(readText(numbered('Pulse', 0, 10)), { pulses: 200 });
});

for (const [name, { text, options, wanted, told, roles = {}, devices = 1, ramps }] of Object.entries(
  ONE_FILE,
))
  test(name, () => {
    const read = readText(text, options);
    requireDevice(read, wanted, name);
    assert.is(read.measurement.devices.length, devices);
    if (ramps !== undefined) assert.is(read.measurement.ramps.length, ramps);
    if (told !== undefined) assert.match(doubtsIn(read), told);
    else assert.not.match(doubtsIn(read), /identical|inverted|rise|ends do not meet|far/);
    for (const [column, role] of Object.entries(roles))
      assert.is(roleOf(read, Number(column)), role, `column ${column}`);
  });

test('every line ends as Windows or an old Mac ends it', () => {
  const text = `pulse,G (uS)\n${lines(cycle.map((g, i) => [i, u(g)]))}`;
  for (const end of ['\r\n', '\r']) requireDevice(readText(text.replaceAll('\n', end)));
});

test('µ and Ω in the encodings of Excel', () => {
  const text = `Puls;Leitwert (µS)\n${lines(
    cycle.map((g, i) => [i, comma(g)]),
    ';',
  )}`;
  const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const wide = (isLittle: boolean, mark: boolean) => {
    const bytes = new Uint8Array(2 * text.length + (mark ? 2 : 0));
    const view = new DataView(bytes.buffer);
    if (mark) view.setUint16(0, 0xfeff, isLittle);
    for (let i = 0; i < text.length; i++)
      view.setUint16(2 * i + (mark ? 2 : 0), text.charCodeAt(i), isLittle);
    return bytes;
  };
  for (const content of [latin, wide(true, true), wide(false, true), wide(true, false), wide(false, false)])
    requireDevice(readAndFit([{ name: 'a.csv', content }]));
});

test('files are cycles, or devices, or the halves of one device', () => {
  const content = `pulse,G (uS)\n${lines(cycle.map((g, i) => [i, u(g)]))}`;
  const named = (...names: string[]) => names.map((name) => ({ name, content }));
  assert.is(readAndFit(named('a.csv', 'b.csv', 'c.csv')).measurement.devices.length, 3);
  assert.is(readAndFit(named('a.csv', 'b.csv', 'c.csv'), { files: 'cycles' }).measurement.devices.length, 1);
  assert.is(readAndFit(named('cycle1.csv', 'cycle2.csv')).measurement.devices.length, 1);
  assert.is(
    readAndFit(named('cycle1.csv', 'cycle2.csv'), { files: 'devices' }).measurement.devices.length,
    2,
  );
});

test('roles that are given beat those that are guessed', () => {
  const text = `a,b,c\n${lines(cycle.map((g, i) => [i === 0 ? 0 : i <= PULSES ? 0.7 : -0.9, u(g), 10 * i]))}`;
  const read = readText(text, { roles: givenRoles('G=2,pulse=3,direction=sign:1'), unit: 'uS' });
  requireDevice(read, { pulses: 200 });
  assert.equal(
    [1, 2, 3].map((column) => roleOf(read, column)),
    ['direction', 'conductance', 'pulse number'],
  );
  requireDevice(readText(text, { roles: givenRoles('conductance=b,n=c'), unit: 'uS' }), { pulses: 200 });
  const two = `x,up,y,dn\n${lines(up.map((g, i) => [u(g), i, u(down[PULSES - i]), i]))}`;
  requireDevice(readText(two, { roles: givenRoles('LTP=1,LTD=3,pulse=2'), unit: 'uS' }));
  const inverted = `s,G (uS)\n${lines(cycle.map((g, i) => [i <= PULSES ? -1 : 1, u(g)]))}`;
  assert.not.match(
    doubtsIn(readText(inverted, { roles: givenRoles('direction=inverted:1,G=2') })),
    /inverted/,
  );
});

test('lines are left out where they are asked to be', () => {
  const text = `1,2\n3,4\n5,6\n7,8\npulse,G (uS)\n${lines(cycle.map((g, i) => [i, u(g)]))}`;
  requireDevice(readText(text, { skip: 4 }));
});

test('the pulse number of a turn is taken as given', () => {
  const text = `pulse,G (uS)\n${lines(cycle.map((g, i) => [i, u(g)]))}`;
  assert.equal(readText(text, { turns: [18] }).fit.pulses, { ltp: 18, ltd: 22 });
});

const REFUSED: Readonly<Record<string, readonly [text: string, words: RegExp, options?: ImportOptions]>> = {
  'an endurance table by its names': [
    `Cycle,HRS (Ohm),LRS (Ohm)\n${lines(Array.from({ length: 50 }, (_, i) => [i + 1, 1e6 + 1e4 * Math.sin(7 * i), 1e4 + 100 * Math.cos(3 * i)]))}`,
    /endurance table/,
  ],
  'an endurance table by its values': [
    `Cycle,R1 (Ohm),R2 (Ohm)\n${lines(Array.from({ length: 50 }, (_, i) => [i + 1, 1e6 + 1e4 * Math.sin(7 * i), 1e4 + 100 * Math.cos(3 * i)]))}`,
    /endurance table/,
  ],
  'an endurance test, one state a row': [
    `n,R (Ohm)\n${lines(Array.from({ length: 50 }, (_, i) => [i + 1, i % 2 ? 1e6 + 1e4 * Math.sin(7 * i) : 1e4 + 100 * Math.cos(3 * i)]))}`,
    /endurance table/,
  ],
  'retention of two states': [
    `Time (s),LRS (A),HRS (A)\n${lines(Array.from({ length: 30 }, (_, i) => [10 * i, 1e-5 * (1 - 0.01 * Math.log(1 + i)), 1e-7 * (1 + 0.01 * Math.log(1 + i))]))}`,
    /retention table/,
  ],
  'what was applied, without a reading': [
    `Time (s),Voltage (V)\n${lines(Array.from({ length: 50 }, (_, i) => [i * 1e-6, i % 4 < 2 ? 1.2 : 0]))}`,
    /drive file/,
  ],
  'a sweep one way': [
    `V,I\n${lines(Array.from({ length: 41 }, (_, i) => [0.05 * i, 1e-6 * (0.05 * i) ** 3]))}`,
    /voltage sweep/,
  ],
  'a sweep with an index': [
    `Index,V1 (V),I1 (A)\n${lines([...Array.from({ length: 41 }, (_, i) => 0.05 * i), ...Array.from({ length: 41 }, (_, i) => 2 - 0.05 * i)].map((v, i) => [i + 1, v, 1e-6 * v ** 3]))}`,
    /voltage sweep/,
  ],
  'columns on other scales': [
    `LTP (uS),LTD (uS)\n${lines(up.map((g, i) => [u(g), u(down[i] / 1000)]))}`,
    /times apart/,
  ],
  'more than a siemens': [`LTP (S),LTD (S)\n${lines(up.map((g, i) => [u(g), u(down[i])]))}`, /Gmax is 10 S/],
  'current and resistance of other readings': [
    `pulse,I (A),R (Ohm)\n${lines(cycle.map((g, i) => [i, amperes(g), ohms(cycle[cycle.length - 1 - i] + 0.3 * i)]))}`,
    /not of the same readings.*[\s\S]*--column/,
  ],
  'a column that runs through another': [
    lines(cycle.map((g, i) => [i, u(g + 0.3 * Math.sin(12.9 * i * i)), u(g)])),
    /runs through the middle.*[\s\S]*both are possible/,
  ],
  'two trains that are alike': [
    `pulse,G (uS)\n${lines(up.map((g, i) => [i, u(g)]))}${lines(up.map((g, i) => [i, u(g)]))}`,
    /are alike[\s\S]*both are possible/,
  ],
  'no curve at all': [
    `LTP (uS),LTD (uS)\n${lines(up.map((_, i) => [5 + 4 * Math.sin(12.9 * i * i), 5 + 4 * Math.cos(7.7 * i * i)]))}`,
    /not usable/,
  ],
  'a table of one sheet in words': ['a,b\nc,d\ne,f\n', /no rows of numbers/],
};

for (const [name, [text, words, options]] of Object.entries(REFUSED))
  test(`${name} is refused`, () => {
    assert.throws(
      () => readText(text, options),
      (error: unknown) =>
        error instanceof MemspikeError && error.code === 'DATA' && words.test(error.message),
      `${name} should be refused with ${words}`,
    );
  });

test('a fit that is none is taken if it is accepted, and its device says so', () => {
  const text = `LTP (S),LTD (S)\n${lines(up.map((g, i) => [u(g), u(down[i])]))}`;
  const { fit } = readText(text, { accept: true });
  assert.is(fit.verdict.kind, 'unusable');
  assert.match(fit.device.doubt!, /Not usable, because Gmax is 10 S/);
});

test('outliers are told wherever they stand: first, second, in the middle, last but one, last', () => {
  for (const place of [0, 1, 10, PULSES - 1, PULSES]) {
    const wild = up.with(place, up[place] + (place === 0 ? 3 : -3));
    const read = readText(`LTP (uS),LTD (uS)\n${lines(wild.map((g, i) => [u(g), u(down[i])]))}`, {
      accept: true,
    });
    assert.match(
      doubtsIn(read),
      new RegExp(`1 value (stands|lies) far .*column 1 .*value ${place + 1}$`, 'm'),
      `place ${place}`,
    );
  }
});

test.run();
