/** A pulse scheme and an organisation of a user's own: named in settings, or standing there themselves. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { definePulses } from '../../src/crossbar/pulses/scheme.ts';
import { ternary } from '../../src/crossbar/pulses/ternary.ts';
import { hashConductances } from '../../src/crossbar/tally.ts';
import { writeOuterProduct } from '../../src/crossbar/write.ts';
import type { MemspikeError } from '../../src/errors.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { restoreSession, saveSession } from '../../src/experiment/run/checkpoint.ts';
import { createSession, learnNext } from '../../src/experiment/run/session.ts';
import { crossbarsOf } from '../../src/network/network.ts';
import { option, whole } from '../../src/schema/option.ts';
import { defineOrganisation } from '../../src/synapses/organisation.ts';
import { smallConfig, smallDataset, smallRun } from '../experiment/small-run.ts';

const test = suite('own pulses and organisations');

/** One pulse wherever half of one is wanted, at every second update alone: the count lies in linear memory. */
const everySecond = definePulses({
  kind: 'every-second',
  summary: 'ternary pulses at every second update',
  source: 'this test',
  options: { start: option(whole(0, 1), 0, 'which of two updates is written') },
  layout: (arena) => ({ updates: arena.reserve(4) }),
  build(array, { start }, { updates }) {
    const { prepare, plan } = ternary.build(array, { kind: 'ternary', threshold: 0.5 }, undefined);
    const seen = array.engine.u32(updates, 1);
    return { prepare, plan: (run, product) => (seen[0]++ % 2 === start ? plan(run, product) : 0) };
  },
  bits: (_, { rows, columns }) => (rows === 64 ? columns : 0),
  inWords: ({ start }) => `every second update, from ${start}`,
});

/** Writes an update that many times, at a share of its rate. */
const inParts = defineOrganisation({
  kind: 'in-parts',
  summary: 'an update in several equal parts',
  source: 'this test',
  options: { parts: option(whole(1, 9), 2, 'parts of an update') },
  build: ([crossbar], { parts }) => ({
    write(product) {
      for (let part = 0; part < parts; part++)
        writeOuterProduct(crossbar, { ...product, rate: product.rate / parts, term: part });
    },
    turn() {},
  }),
  bits: () => 0,
  inWords: ({ parts }) => `in ${parts} parts`,
});

const extensions = { pulses: [everySecond], organisations: [inParts] };

test('by name, with options, or as the object itself: the same run, which its configuration repeats', async () => {
  const run = (pulses: object | string, own = extensions) => {
    const settings = { pulses, output: { pulses: { kind: 'stochastic' } } } as never;
    const config = smallConfig({ compensation: { policy: 'none', settings } }, own);
    return smallRun({}, { config, extensions: own });
  };
  const named = await run({ kind: 'every-second', start: 0 });
  for (const pulses of ['every-second', everySecond] as const)
    assert.is((await run(pulses)).conductanceHash, named.conductanceHash);
  assert.is((await run(everySecond, {} as never)).conductanceHash, named.conductanceHash);
  assert.is.not((await run({ kind: 'every-second', start: 1 })).conductanceHash, named.conductanceHash);
  const saved = JSON.parse(JSON.stringify(named.config));
  assert.equal(saved.compensation.settings.pulses, { kind: 'every-second', start: 0 });
  const again = await smallRun({}, { config: resolveConfig(saved, extensions), extensions });
  assert.is(again.conductanceHash, named.conductanceHash);
  // A bit for each of the 32 columns of the first layer, over 64 · 32 + 32 · 4 synapses.
  assert.is(named.digitalBitsPerSynapse, 32 / (64 * 32 + 32 * 4));
});

test('an organisation of parts writes as often', async () => {
  const pulsesOf = async (organisation: object) => {
    const settings = { organisation, pulses: { kind: 'deterministic' } } as never;
    const config = smallConfig({ device: 'linear', compensation: { policy: 'none', settings } }, extensions);
    return (await smallRun({}, { config, extensions })).conductanceHash;
  };
  const whole = await pulsesOf({ kind: 'plain' });
  assert.is(await pulsesOf({ kind: 'in-parts', parts: 1 }), whole);
  assert.is.not(await pulsesOf({ kind: 'in-parts', parts: 4 }), whole);
  assert.is(await pulsesOf({ kind: 'in-parts' }), await pulsesOf(inParts));
});

test('what a scheme keeps in linear memory is part of a checkpoint', async () => {
  const settings = { pulses: everySecond } as never;
  const config = smallConfig({ compensation: { policy: 'none', settings } }, extensions);
  const options = { config, dataset: smallDataset, extensions };
  const session = await createSession(options);
  const order = Uint32Array.from({ length: 9 }, (_, k) => k);
  for (let k = 0; k < 5; k++) learnNext(session, order);
  const restored = await restoreSession(saveSession(session), options);
  for (const one of [session, restored]) for (let k = 0; k < 4; k++) learnNext(one, order);
  const [expected, found] = [session, restored].map(({ network }) => hashConductances(crossbarsOf(network)));
  assert.is(found, expected);
});

test('a name that nobody brings is refused, and so is one that is taken', () => {
  const resolve = (settings: object, own = {}) =>
    resolveConfig({ compensation: { policy: 'none', settings } }, own);
  const refused: [object, object, RegExp][] = [
    [{ pulses: { kind: 'every-second' } }, {}, /^compensation\.settings\.pulses\.kind$/],
    [{ organisation: { kind: 'in-parts' } }, {}, /^compensation\.settings\.organisation\.kind$/],
    [{ pulses: { kind: 'every-second', start: 2 } }, extensions, /^compensation\.settings\.pulses\.start$/],
    [
      { pulses: { kind: 'ternary' } },
      { pulses: [{ ...everySecond, kind: 'ternary' }] },
      /^compensation\.settings\.pulses/,
    ],
  ];
  for (const [settings, own, where] of refused)
    assert.throws(
      () => resolve(settings, own),
      (error: MemspikeError) => error.code === 'CONFIG' && where.test(error.where ?? ''),
      where.source,
    );
});

test.run();
