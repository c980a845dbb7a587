import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gates } from '../../src/compensation/gates/all-gates.ts';
import { defineGate } from '../../src/compensation/gates/gate-kind.ts';
import { createGate, type GatesInput, overlayGates } from '../../src/compensation/gates/gates.ts';
import type { MemspikeError } from '../../src/errors.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { train } from '../../src/experiment/run/train.ts';
import { deriveKey, drawBits, gaussian, rowKey } from '../../src/random/generator.ts';
import { option, whole } from '../../src/schema/option.ts';
import { smallDataset } from '../experiment/small-run.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('gates');

const place = { where: 'gates' };

/** The gates of one projection of 6 lines and 4 neurons, as a user writes them. */
function gateOf(written: GatesInput) {
  return createGate(overlayGates({}, written, place), { lines: 6, neurons: 4 });
}

test('no gates leave every update alone', () => {
  const { error, confident, modulators, lineThreshold, state } = gateOf({});
  assert.equal(
    [error, confident, modulators, lineThreshold, state?.length],
    [undefined, undefined, undefined, 0, 0],
  );
});

test('a gate at the end of its range does nothing', () => {
  const { error, confident, modulators, lineThreshold } = gateOf({
    'stop-learning': { above: 1 },
    'error-trigger': { threshold: 0 },
    'dead-zone': { threshold: 0 },
    'event-servo': { target: 1 },
    'line-threshold': { rate: 0 },
  });
  assert.equal([error, confident, modulators, lineThreshold], [undefined, undefined, undefined, 0]);
});

test('stop-learning stops above the probability, not at it', () => {
  const gate = gateOf({ 'stop-learning': { above: 0.9 } });
  assert.is(gate.confident?.(0.9), false);
  assert.is(gate.confident?.(0.91), true);
});

test('the error trigger silences small class errors of either sign', () => {
  const error = Float32Array.of(0.09, -0.09, 0.11, -0.5, 0);
  gateOf({ 'error-trigger': { threshold: 0.1 } }).error?.(error);
  assert.equal([...error], [0, 0, Math.fround(0.11), -0.5, 0]);
});

test('the dead zone silences small modulators, and leaves those at its edge', () => {
  const d = Float32Array.of(0.4, -0.5, -1, 2, -3);
  gateOf({ 'dead-zone': { threshold: 0.5 } }).modulators?.(d);
  assert.equal([...d], [0, -0.5, -1, 2, -3]);
});

test('dead zone and servo together, in whatever order they are written: the servo sees what the zone has left', () => {
  const gate = gateOf({ 'event-servo': { target: 0.5 }, 'dead-zone': { threshold: 1 } });
  for (let step = 0; step < 500; step++) {
    const d = Float32Array.of(0.1, 0.2, 5, 5);
    gate.modulators?.(d);
    assert.equal([d[0], d[1]], [0, 0]);
    // Two of four are left, the target's share: the threshold stays.
    assert.equal([...(gate.state ?? [])], [1e-3]);
  }
  const d = Float32Array.of(0.1, 0.2, 5, -5);
  gate.modulators?.(d);
  assert.equal([...d], [0, 0, 5, -5]);
});

test('the servo finds the threshold that lets the wanted share pass, whatever the scale of the modulators', () => {
  for (const target of [0.05, 0.15, 0.5])
    for (const scale of [1e-4, 1, 100]) {
      const gate = gateOf({ 'event-servo': { target } });
      let passed = 0;
      for (let step = 0; step < 4000; step++) {
        const key = rowKey(deriveKey(3, 1000), step);
        const d = Float32Array.from({ length: 200 }, (_, i) => scale * gaussian(drawBits(key, i)));
        gate.modulators?.(d);
        if (step >= 3000) passed += d.filter((x) => x !== 0).length / (1000 * 200);
      }
      assertClose(passed, target, { rel: 0.05 }, `target ${target}, scale ${scale}`);
    }
});

test('where all neurons pass a target of one half, the threshold grows by the gain', () => {
  const gate = gateOf({ 'event-servo': { target: 0.5, gain: 0.1, start: 0.25 } });
  assert.equal([...(gate.state ?? [])], [0.25]);
  gate.modulators?.(new Float32Array(10).fill(1));
  // gain · (1 - 1/2) / (1/2) = 0.1
  assertClose(gate.state?.[0] ?? 0, 0.25 * Math.exp(0.1), { rel: 1e-12 });
});

test('what a gate remembers is its projection’s own', () => {
  const [one, other] = [gateOf({ 'event-servo': {} }), gateOf({ 'event-servo': {} })];
  one.modulators?.(new Float32Array(10).fill(1));
  assert.ok((one.state?.[0] ?? 0) > (other.state?.[0] ?? 1));
});

test('the line threshold is told to whoever lists lines', () => {
  assert.is(gateOf({ 'line-threshold': { rate: 0.1 } }).lineThreshold, 0.1);
});

test('gates that remember have memories apart', () => {
  const written = { 'event-servo': { start: 0.25 }, 'every-other': everyOther } as GatesInput;
  const gate = createGate(overlayGates({}, written, place), { lines: 6, neurons: 4 });
  for (let k = 0; k < 3; k++) gate.confident?.(0);
  assert.equal([...(gate.state ?? [])], [0.25, 3]);
});

test('a gate is written in part, taken out with false, and complete when resolved', () => {
  const base = overlayGates({}, { 'stop-learning': { above: 0.8 }, 'event-servo': {} }, place);
  assert.equal(base, {
    'stop-learning': { above: 0.8 },
    'event-servo': { target: 0.15, gain: 0.02, start: 0.001 },
  });
  const slow = overlayGates(base, { 'event-servo': { gain: 0.001 } }, place);
  assert.equal(overlayGates(slow, { 'event-servo': { start: 2 } }, place)['event-servo'], {
    target: 0.15,
    gain: 0.001,
    start: 2,
  });
  const after = overlayGates(base, { 'event-servo': { gain: 0.5 }, 'stop-learning': false }, place);
  assert.equal(after, { 'event-servo': { target: 0.15, gain: 0.5, start: 0.001 } });
  assert.equal(overlayGates(after, after, place), after);
});

test('each gate says what it is and where it comes from', () => {
  for (const { kind, summary, source } of gates) {
    assert.ok(summary.length > 20, kind);
    assert.match(source, /\d{4}/, kind);
  }
});

/** Lets every so many updates through; counts them in its memory. */
const everyOther = defineGate({
  kind: 'every-other',
  summary: 'lets one of so many updates through',
  source: 'this test',
  options: { of: option(whole(1, 100), 2, 'updates of which one is written') },
  memory: () => 1,
  prepare: ({ of }, { memory }) => ({ confident: () => memory[0]++ % of !== 0 }),
});

test('a user’s gate works by name, as an object, and in one projection alone', async () => {
  const small = { network: { hidden: [8], steps: 10 }, training: { epochs: 1 } } as const;
  const run = async (policy: string, gates: GatesInput, extensions = {}) => {
    const config = resolveConfig({ ...small, compensation: { policy, settings: { gates } } }, extensions);
    const record = await train({ config, dataset: smallDataset, extensions });
    return { pulses: record.pulsesPerSample, chosen: config.compensation.settings.gates };
  };
  const all = await run('alternating', {});
  const extensions = { gates: [everyOther] };
  const named = await run('alternating', { 'every-other': { of: 4 } }, extensions);
  assert.equal(named.chosen, { 'every-other': { of: 4 } });
  assertClose(named.pulses, all.pulses / 4, { rel: 0.15 });
  const object = await run('alternating', { 'every-other': everyOther });
  assert.equal(object.chosen, { 'every-other': { of: 2 } });
  assertClose(object.pulses, all.pulses / 2, { rel: 0.15 });
});

test('a gate that is not there, stands under another name, or has a wrong option is refused at its place', () => {
  for (const [written, where, hint] of [
    [{ 'stop-lerning': {} }, 'gates.stop-lerning', 'did you mean "stop-learning"?'],
    [{ 'stop-learning': { abov: 0.5 } }, 'gates.stop-learning.abov', 'did you mean "above"?'],
    [
      { 'stop-learning': { above: 2 } },
      'gates.stop-learning.above',
      'probability of the label above which nothing is written; 1: never',
    ],
    [{ 'stop-learning': 0.9 }, 'gates.stop-learning', undefined],
    [{ calm: everyOther }, 'gates.calm', undefined],
  ] as const)
    try {
      overlayGates({}, written, place);
      assert.unreachable(where);
    } catch (error) {
      const { code, where: at, hint: said } = error as MemspikeError;
      assert.equal([code, at, said], ['CONFIG', where, hint]);
    }
});

test.run();
