/** Everything that reads what others wrote, with valid inputs to begin with. */

import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { readCsv } from '../../src/data/csv/csv.ts';
import { gunzip } from '../../src/data/gzip.ts';
import { readIdxDataset } from '../../src/data/idx/idx.ts';
import { IDX_ROLES } from '../../src/data/idx/names.ts';
import { decodeDigits, encodeDigits } from '../../src/data/mnist/digits.ts';
import { defineDevice } from '../../src/device/device.ts';
import { isIdeal } from '../../src/device/laws/ideal.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { sha256 } from '../../src/engine/digest.ts';
import { MemspikeError } from '../../src/errors.ts';
import { summarise } from '../../src/experiment/compare/summary.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { restoreSession, saveSession } from '../../src/experiment/run/checkpoint.ts';
import { contentOf } from '../../src/experiment/run/identity.ts';
import { createSession } from '../../src/experiment/run/session.ts';
import { lineOf, recordIn } from '../../src/experiment/store/line.ts';
import { fromAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';
import { parsePython } from '../../src/interop/aihwkit/python-text.ts';
import { fromCrosssim } from '../../src/interop/crosssim/convert-crosssim.ts';
import { parseLookupTable, printLookupTable } from '../../src/interop/crosssim/look-up-table.ts';
import { fitDevice } from '../../src/measurement/fit/fit-device.ts';
import { readMeasurement } from '../../src/measurement/read/measure.ts';
import { unpacked } from '../../src/measurement/tables/unpacked.ts';
import { presets } from '../../src/presets/presets.ts';
import { withVerdicts } from '../../src/report/text/finding-in-words.ts';
import { runInWords } from '../../src/report/text/run-in-words.ts';
import type { ArrayInput } from '../../src/wires/array.ts';
import { solveArray } from '../../src/wires/array.ts';
import { tinyIdx } from '../data/idx-fixture.ts';
import { smallConfig, smallDataset, smallRun } from '../experiment/small-run.ts';
import { npy, partsOf, SAME_DAY, workbook } from '../support/containers.ts';
import type { Parser } from './campaign.ts';
import { flagParser } from './flag-parser.ts';

const fixtures = new URL('../fixtures/', import.meta.url);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const jsonBytes = (value: unknown) => bytesOf(JSON.stringify(value));

/** As the command line reads JSON: what is none is refused before anything else. */
function jsonOf(input: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(input));
  } catch (cause) {
    throw new MemspikeError('CONFIG', 'is not JSON', { cause });
  }
}

/** A device that was accepted is one: it takes pulses, and stays between its rails. */
function useDevice(description: unknown): void {
  const device = defineDevice(description as never);
  if (JSON.stringify(defineDevice(device)) !== JSON.stringify(device))
    throw new Error('a device that was defined is not the same when it is defined again');
  if (isIdeal(device.law)) return;
  for (const g of pulseResponse(device, [2, -2], { noise: true, seed: 1 }))
    if (!(g >= 0 && g <= 1)) throw new Error(`a pulse led to ${g}`);
}

/** Lines of cells: numbers, words, quotes and nothing, between one separator or several. */
const tableGrammar = fc
  .record({
    separator: fc.constantFrom(',', ';', '\t', ' ', ', '),
    end: fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
    head: fc.array(
      fc.constantFrom(
        'pulse',
        'G (uS)',
        'LTP',
        'LTD',
        'label',
        'time [s]',
        '# note',
        'R/kOhm',
        '',
        'x10^-6 S',
        'cycle',
        'std',
      ),
      { maxLength: 6 },
    ),
    rows: fc.array(
      fc.array(
        fc.oneof(
          { weight: 6, arbitrary: fc.double({ noNaN: true, min: -1e3, max: 1e3 }).map(String) },
          { weight: 4, arbitrary: fc.nat(300).map(String) },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              '',
              'NaN',
              '9.9E+37',
              '-',
              '"',
              '"a""b"',
              '1,5',
              '12:01',
              '+',
              'set',
              '[1 2;3 4]',
              'x',
              '🙂',
            ),
          },
        ),
        { minLength: 1, maxLength: 6 },
      ),
      { minLength: 1, maxLength: 30 },
    ),
  })
  .map(({ separator, end, head, rows }) =>
    bytesOf([head, ...rows].map((row) => row.join(separator)).join(end)),
  );

const json = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map(jsonBytes);

const numberLike = fc.oneof(
  fc.double(),
  fc.nat(200),
  fc.constantFrom<unknown>(null, '5', [], {}, true, 1e9, -1, Number.NaN),
);
const lawGrammar = fc.oneof(
  fc.record({
    kind: fc.constantFrom('affine', 'exponential', 'table', 'stochastic', 'ideal', 'x', null),
    ltp: fc.oneof(
      numberLike,
      fc.record({ nu: numberLike, pulses: numberLike }),
      fc.record({ alpha: fc.double({ min: 0, max: 1, noNaN: true }), beta: numberLike }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
    ),
    ltd: fc.oneof(
      numberLike,
      fc.record({ nu: numberLike, pulses: numberLike }),
      fc.record({ alpha: fc.double({ min: 0, max: 1, noNaN: true }), beta: numberLike }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
    ),
  }),
  numberLike,
);
const deviceGrammar = fc.record(
  {
    name: fc.oneof({ weight: 5, arbitrary: fc.constant<unknown>('d') }, { weight: 1, arbitrary: numberLike }),
    title: numberLike,
    law: lawGrammar,
    labels: fc.record({ ltp: numberLike, ltd: numberLike }),
    levels: numberLike,
    pulses: numberLike,
    c2c: numberLike,
    c2cOf: fc.constantFrom('range', 'step', 'x'),
    onOff: numberLike,
    gMax: numberLike,
    states: numberLike,
    variation: fc.oneof(numberLike, fc.record({ nuLtp: fc.record({ std: numberLike }) })),
    stuck: fc.oneof(numberLike, fc.record({ fraction: numberLike })),
  },
  { requiredKeys: [] },
);

const devices = presets.map((preset) => preset.device());
const configs: readonly unknown[] = [
  {},
  { network: { hidden: [20], steps: 10 }, training: { epochs: 1 }, seed: 4 },
  { device: devices[0], noise: { c2c: false, d2d: true }, learning: { burnIn: 0.2 } },
  { device: 'pcmo', compensation: { policy: 'residual', settings: { cell: { m: 2 } } } },
  {
    network: {
      populations: { a: { size: 5 } },
      projections: [
        { from: 'input', to: 'a' },
        { from: 'a', to: 'output', device: 'pcmo', settings: { cell: { m: 2 } } },
      ],
    },
  },
  resolveConfig({ encoder: { kind: 'latency' } }),
];

function curves(): Uint8Array[] {
  const folder = new URL('curves/', fixtures);
  return readdirSync(folder).map((name) => readFileSync(new URL(name, folder)));
}

const measured = (input: Uint8Array, name = 'curve.csv') => readMeasurement([{ name, content: input }]);

/** Numbers of an input's bytes; every 40th one that is understood is fitted too. */
async function measuredAndFitted(input: Uint8Array, name: string): Promise<void> {
  const file = await unpacked({ name, content: input });
  const measurement = readMeasurement([file]);
  if (sha256(input).startsWith('00')) fitDevice(measurement, { name: 'fuzz', source: name });
}

function idxParser(): Parser {
  const files = tinyIdx();
  const seeds = IDX_ROLES.flatMap((role, i) => [
    Uint8Array.of(i, ...files[role]),
    Uint8Array.of(i, ...gzipSync(files[role])),
  ]);
  return {
    name: 'IDX',
    seeds,
    // The first byte says which of the four is another.
    parse: (input) => {
      const role = IDX_ROLES[(input[0] ?? 0) % IDX_ROLES.length];
      const named = Object.fromEntries(IDX_ROLES.map((one) => [one, { name: one, bytes: files[one] }]));
      return readIdxDataset({ ...named, [role]: { name: role, bytes: input.subarray(1) } } as never);
    },
  };
}

async function checkpointParser(): Promise<Parser> {
  const options = { config: smallConfig({ network: { hidden: [4], steps: 5 } }), dataset: smallDataset };
  const saved = saveSession(await createSession(options));
  const mend = (input: Uint8Array) => {
    const body = input.subarray(0, Math.max(0, input.length - 64));
    const whole = new Uint8Array(body.length + 64);
    whole.set(body);
    whole.set(bytesOf(sha256(body)), body.length);
    return whole;
  };
  return { name: 'checkpoints', seeds: [saved], mend, parse: (input) => restoreSession(input, options) };
}

async function recordParser(): Promise<Parser> {
  const made = await smallRun({ network: { hidden: [4], steps: 5 }, training: { epochs: 1 } });
  // What a clock and a machine put into it would be another input on each.
  const versions = { ...made.versions, runtime: 'node' };
  const record = { ...made, versions, trainingSeconds: 1, samplesPerSecond: 300, machine: 'any' };
  const mend = (input: Uint8Array) => {
    const text = textOf(input).replace(/,"digest":"[0-9a-f]*"\}$/, '}');
    return bytesOf(`${text.slice(0, -1)},"digest":"${sha256(bytesOf(text))}"}`);
  };
  return {
    name: 'records',
    seeds: [bytesOf(lineOf(record))],
    mend,
    parse: (input) => {
      const read = recordIn(textOf(input));
      if (typeof read === 'string') throw new MemspikeError('FILE', read);
      return [withVerdicts(summarise([read])), runInWords(read)];
    },
  };
}

const lookup = {
  conductances: [1e-6, 2e-6, 3e-6],
  probabilities: [0.1, 0.5, 0.9],
  changes: [
    [1e-8, 2e-8, 1e-9],
    [2e-8, 3e-8, 2e-9],
    [3e-8, 4e-8, 3e-9],
  ],
};

export async function parsers(): Promise<readonly Parser[]> {
  const pulses = Array.from({ length: 24 }, (_, i) => i);
  const ramp = pulses.map((n) => 1 + (n < 12 ? n : 23 - n) / 3);
  const sheet = { name: 'A', rows: [['Pulse', 'G (uS)'], ...ramp.map((g, i) => [i, g])] };
  const digits = encodeDigits({
    id: 'd',
    shape: [2, 2],
    counts: [3, 3],
    pixels: new Uint8Array(24).map((_, i) => 9 * i),
  });
  const saved = JSON.parse(readFileSync(new URL('aihwkit/saved.json', fixtures), 'utf8')) as {
    readonly objects: readonly { readonly asdict: unknown; readonly repr: string }[];
  };
  const csv = [
    'a,b,kind\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n',
    'a;b;label\n"1,5";2;0\n3;4;1\n1;1;0\n0;9;1\n',
    '1\t2\tx\n2\t1\ty\n3\t3\tx\n1\t2\ty',
  ];
  const table = bytesOf(printLookupTable(lookup));
  return [
    {
      name: 'CSV data',
      seeds: [...csv.map(bytesOf), gzipSync(bytesOf(csv[0]))],
      grammar: tableGrammar,
      parse: (input) => readCsv(input, { name: 'data.csv' }),
    },
    idxParser(),
    {
      name: 'MNIST gz',
      seeds: [digits, gzipSync(digits), gzipSync(Buffer.from(digits), { level: 0 })],
      parse: async (input) => decodeDigits(await gunzip(input, 'digits.gz')),
    },
    {
      name: 'measured tables',
      seeds: curves(),
      grammar: tableGrammar,
      parse: (input) => measuredAndFitted(input, 'curve.csv'),
    },
    {
      name: 'NPY',
      seeds: [npy(ramp, '(24,)'), npy(ramp, '(12, 2)'), npy(ramp, '(2, 12)', true)],
      parse: (input) => measuredAndFitted(input, 'a.npy'),
    },
    {
      name: 'NPZ',
      seeds: [
        zipSync({ 'pulse.npy': npy(pulses, '(24,)'), 'G_uS.npy': npy(ramp, '(24,)') }, { mtime: SAME_DAY }),
        zipSync({ 'a.npy': npy(ramp, '(24,)') }, { level: 0, mtime: SAME_DAY }),
      ],
      parse: (input) => measuredAndFitted(input, 'a.npz'),
    },
    {
      name: 'XLSX',
      seeds: [
        workbook([sheet]),
        zipSync(Object.fromEntries(Object.entries(partsOf([sheet])).map(([n, t]) => [n, strToU8(t)])), {
          level: 0,
          mtime: SAME_DAY,
        }),
      ],
      parse: (input) => measuredAndFitted(input, 'a.xlsx'),
    },
    {
      name: 'configuration JSON',
      seeds: configs.map(jsonBytes),
      isJson: true,
      parse: (input) => {
        const config = resolveConfig(jsonOf(input));
        if (contentOf(resolveConfig(config)) !== contentOf(config))
          throw new Error('a configuration that was resolved is another when it is resolved again');
      },
    },
    {
      name: 'device JSON',
      seeds: devices.map(jsonBytes),
      isJson: true,
      grammar: json(deviceGrammar),
      parse: (input) => useDevice(jsonOf(input)),
    },
    {
      name: 'aihwkit JSON',
      seeds: [
        ...saved.objects.slice(0, 40).map(({ asdict }) => jsonBytes(asdict)),
        jsonBytes({ device: 'ExpStepDevice', params: { dw_min: 0.00135 } }),
      ],
      isJson: true,
      parse: (input) => useDevice(fromAihwkit(jsonOf(input)).form),
    },
    {
      name: 'aihwkit Python',
      seeds: [
        ...saved.objects.slice(0, 40).map(({ repr }) => bytesOf(repr)),
        bytesOf('LinearStepDevice(dw_min=0.002, w_max=np.float32(1.1724), drift=DriftParameter(nu=0.0))'),
      ],
      parse: (input) => useDevice(fromAihwkit(parsePython(textOf(input))).form),
    },
    {
      name: 'array JSON',
      isJson: true,
      seeds: [readFileSync(new URL('../../examples/circuits/five-by-four.json', import.meta.url))],
      parse: (input) => solveArray(jsonOf(input) as ArrayInput),
    },
    {
      name: 'CrossSim',
      seeds: [table],
      parse: (input) => {
        const increasing = parseLookupTable(textOf(input), 'a.txt');
        const { conductances, probabilities } = increasing;
        const changes = increasing.changes.map((row) => row.map((change) => -change));
        useDevice(
          fromCrosssim('x', { increasing, decreasing: { conductances, probabilities, changes } }).form,
        );
      },
    },
    {
      name: 'NeuroSim text',
      seeds: [
        readFileSync(new URL('curves/17-nonlinear_fit.m', fixtures)),
        bytesOf('exp_LTP_raw=[0 1;1 2;2 3;3 3.5];\nexp_LTD_raw=[0 3.5;1 2;2 1.5;3 1];'),
      ],
      parse: (input) => measured(input, 'nonlinear_fit.m'),
    },
    await checkpointParser(),
    await recordParser(),
    flagParser,
  ];
}
