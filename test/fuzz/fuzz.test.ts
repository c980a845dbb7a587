/** A small campaign over every parser, the same at each run, and the inputs that once crashed one. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice } from '../../src/device/device.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { MemspikeError, nearest } from '../../src/errors.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { recordIn } from '../../src/experiment/store/line.ts';
import { aihwkitDevice, stepResponse } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { readMeasurement } from '../../src/measurement/read/measure.ts';
import { campaign, inputsOf, type Parser } from './campaign.ts';
import { parsers } from './parsers.ts';

const test = suite('inputs that nobody meant');

const INPUTS = 120;
const SEED = 7;

for (const parser of await parsers())
  test(`${parser.name}: ${INPUTS} inputs give a value or a MemspikeError`, async () => {
    const [tally] = await campaign({ parsers: [parser], inputs: INPUTS, seed: SEED });
    assert.is(tally.tried, INPUTS);
    assert.is(tally.accepted + tally.refused, INPUTS, tally.crashed.map(({ what }) => what).join('\n'));
    assert.equal(inputsOf(parser, SEED)(3), inputsOf(parser, SEED)(3));
    // Some curves are there to be refused; of every other kind each seed is valid.
    let valid = 0;
    for (const seed of parser.seeds) valid += Number(await isAccepted(parser, seed));
    assert.ok(
      valid > (parser.name === 'measured tables' ? 10 : parser.seeds.length - 1),
      `${valid} valid seeds`,
    );
  });

async function isAccepted({ parse }: Parser, seed: Uint8Array): Promise<boolean> {
  try {
    await parse(new Uint8Array(seed));
    return true;
  } catch (error) {
    assert.instance(error, MemspikeError, String(error));
    return false;
  }
}

test('the campaign itself finds a parser that crashes, and tells slow from fast', async () => {
  const parser: Parser = {
    name: 'broken',
    seeds: [new TextEncoder().encode('{"a":1}')],
    parse: (input) => {
      const from = performance.now();
      if (input.length > 1000) while (performance.now() - from < 150);
      if (input.includes(0)) throw new TypeError('no bytes of 0');
    },
  };
  const [one] = await campaign({ parsers: [parser], inputs: 400, seed: 3 });
  const [two] = await campaign({ parsers: [parser], inputs: 400, seed: 3 });
  assert.ok(one.crashed.length > 0 && one.slow.length > 0);
  assert.equal(
    one.crashed.map(({ input }) => input),
    two.crashed.map(({ input }) => input),
  );
});

/** Throws unless `body` is refused with one of the codes. */
function requireRefused(body: () => unknown, codes: readonly string[]): MemspikeError {
  try {
    body();
  } catch (error) {
    assert.instance(error, MemspikeError, String(error));
    assert.ok(codes.includes((error as MemspikeError).code), (error as MemspikeError).message);
    return error as MemspikeError;
  }
  throw new Error('nothing was refused');
}

const law = { kind: 'affine', ltp: { nu: 1, pulses: 9 }, ltd: { nu: 1, pulses: 9 } };

test('fields of a device of another kind are refused by name, from the library and from a configuration', () => {
  const wrong: readonly (readonly [string, unknown])[] = [
    ['law', null],
    ['law', 5],
    ['law', []],
    ['law', { kind: null }],
    ['law', { ...law, ltp: null }],
    ['title', 5],
    ['title', {}],
    ['levels', {}],
    ['levels', '5'],
    ['gMax', []],
    ['variation', 3],
    ['stuck', null],
    ['name', 7],
  ];
  for (const [field, value] of wrong) {
    const device = { name: 'd', law, [field]: value };
    const own = requireRefused(() => defineDevice(device as never), ['DEVICE']);
    assert.match(own.where ?? '', new RegExp(`^${field}`), `${field}: ${JSON.stringify(value)}`);
    const inConfig = requireRefused(() => resolveConfig({ device }), ['DEVICE', 'CONFIG']);
    assert.match(inConfig.where ?? '', /^device/);
  }
  for (const device of [null, 5, [], 'nothing'])
    requireRefused(() => resolveConfig({ device }), ['DEVICE', 'CONFIG']);
});

test('a kind that is no name is refused, wherever one is named', () => {
  for (const kind of [5, null, [], {}, true]) {
    requireRefused(() => resolveConfig({ network: { neuron: { kind } } }), ['CONFIG']);
    requireRefused(() => resolveConfig({ encoder: { kind } }), ['CONFIG']);
    requireRefused(
      () =>
        resolveConfig({
          network: {
            populations: { output: { neuron: { kind } } },
            projections: [{ from: 'input', to: 'output' }],
          },
        }),
      ['CONFIG'],
    );
  }
});

test('absurd sizes are refused', () => {
  for (const input of [
    { network: { hidden: [1e9] } },
    { network: { steps: 1e9 } },
    { training: { epochs: 1e12 } },
    { device: { name: 'd', law, levels: 1e9 } },
    { device: { name: 'd', law: { kind: 'table', ltp: [1e-9, 1e-9], ltd: [1e-9, 1e-9] } } },
    { device: { name: 'd', labels: { ltp: 2.4, ltd: -4.88 }, levels: 1e9 } },
    { device: { name: 'd', labels: { ltp: 2.4, ltd: -4.88 }, levels: 97, pulses: { ltp: 1e9, ltd: 97 } } },
    { device: { name: 'd', law: { ...law, ltp: { nu: 1, pulses: 1e9 } } } },
  ])
    requireRefused(() => resolveConfig(input), ['CONFIG', 'DEVICE']);
  const device = defineDevice({ name: 'd', law } as never);
  const runs = new Array<number>(3000).fill(1e6);
  requireRefused(() => pulseResponse(device, runs), ['DEVICE']);
  const { law: steps } = aihwkitDevice({ device: 'ConstantStepDevice', params: {} });
  requireRefused(() => stepResponse(steps, runs), ['DEVICE']);
});

test('records whose digest is right and whose content is not are told apart', () => {
  for (const line of ['null', '{}', '{"format":"memspike-run/1","id":"x","versions":null}'])
    assert.type(recordIn(line), 'string');
});

test('names of any length have no near ones that take long to find', () => {
  assert.is(nearest('a'.repeat(1e6), ['a'.repeat(1e6 - 1)]), undefined);
  assert.is(nearest('pcm', ['pcmo', 'b'.repeat(1e6)]), 'pcmo');
});

/** A table with a name, a cell, a remark or a title of tens of thousands of characters. */
test('patterns meet no long run of one character: a table with one is refused or read at once', () => {
  const runs = [
    ' ',
    '#',
    '1',
    '.',
    '!',
    ' x',
    '(',
    'µ',
    'e1',
    'x*',
    ':1',
    '-',
    '_',
    '"',
    'V read',
    'unit',
    '[a=[',
    '10^',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...runs), fc.nat(4), (run, place) => {
      const long = run.repeat(60_000 / run.length);
      const parts = ['# note', 'pulse', 'G (uS)', '1', '2'];
      parts[place] = `${parts[place]}${long} S`;
      const [note, first, second, a, b] = parts;
      const rows = Array.from({ length: 12 }, (_, i) => `${i + 2},${i + 2}`).join('\n');
      const started = performance.now();
      try {
        readMeasurement([{ name: 'long.csv', content: `${note}\n${first},${second}\n${a},${b}\n${rows}\n` }]);
      } catch (error) {
        assert.instance(error, MemspikeError, String(error));
      }
      // What backtracks takes minutes: this is no measurement of speed.
      assert.ok(performance.now() - started < 5000, `${JSON.stringify(run)} at ${place}`);
    }),
    { numRuns: 90, seed: 1 },
  );
});

test.run();
