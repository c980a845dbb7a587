import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createGate } from '../../src/compensation/gates.ts';
import { plainSettings } from '../../src/compensation/policy.ts';
import { deriveKey, drawBits, gaussian, rowKey } from '../../src/random/generator.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('gates');

test('plain settings leave every update alone', () => {
  const gate = createGate(plainSettings, 2);
  assert.equal(
    [gate.error, gate.confident, gate.modulators, gate.lineThreshold],
    [undefined, undefined, undefined, 0],
  );
});

test('stop-learning stops above the probability, not at it', () => {
  const gate = createGate({ ...plainSettings, stop: 0.9 }, 1);
  assert.is(gate.confident?.(0.9, 0), false);
  assert.is(gate.confident?.(0.91, 0), true);
});

test('the error trigger silences small class errors of either sign', () => {
  const error = Float32Array.of(0.09, -0.09, 0.11, -0.5, 0);
  createGate({ ...plainSettings, errorThreshold: 0.1 }, 1).error?.(error, 0);
  assert.equal([...error], [0, 0, Math.fround(0.11), -0.5, 0]);
});

test('the dead zone silences small modulators, with a threshold for hidden layers and one for the output layer', () => {
  const gate = createGate({ ...plainSettings, deadZone: [0.5, 2] }, 3);
  const after = (layer: number) => {
    const d = Float32Array.of(0.4, -0.5, -1, 2, -3);
    gate.modulators?.(d, layer);
    return [...d];
  };
  assert.equal(after(0), [0, -0.5, -1, 2, -3]);
  assert.equal(after(1), after(0));
  assert.equal(after(2), [0, 0, 0, 2, -3]);
});

test('dead zone and servo together: the servo sees what the zone has left', () => {
  const gate = createGate({ ...plainSettings, deadZone: [1, 1], eventRate: 0.5 }, 1);
  for (let step = 0; step < 500; step++) {
    const d = Float32Array.of(0.1, 0.2, 5, 5);
    gate.modulators?.(d, 0);
    assert.equal([d[0], d[1]], [0, 0]);
  }
  // Two of four are left: the target's share, so that the threshold stays below them.
  const d = Float32Array.of(0.1, 0.2, 5, -5);
  gate.modulators?.(d, 0);
  assert.equal([...d], [0, 0, 5, -5]);
});

test('the servo finds the threshold that lets the wanted share pass, whatever the scale of the modulators', () => {
  for (const target of [0.05, 0.15, 0.5])
    for (const scale of [1e-4, 1, 100]) {
      const gate = createGate({ ...plainSettings, eventRate: target }, 1);
      let passed = 0;
      for (let step = 0; step < 4000; step++) {
        const key = rowKey(deriveKey(3, 1000), step);
        const d = Float32Array.from({ length: 200 }, (_, i) => scale * gaussian(drawBits(key, i)));
        gate.modulators?.(d, 0);
        if (step >= 3000) passed += d.filter((x) => x !== 0).length / (1000 * 200);
      }
      assertClose(passed, target, { rel: 0.05 }, `target ${target}, scale ${scale}`);
    }
});

test('each layer has a threshold of its own, and they are the state of a checkpoint', () => {
  const gate = createGate({ ...plainSettings, eventRate: 0.1 }, 2);
  const before = [...(gate.state ?? [])];
  gate.modulators?.(new Float32Array(10).fill(1), 1);
  assert.is(gate.state?.[0], before[0]);
  assert.ok((gate.state?.[1] ?? 0) > before[1]);
});

test.run();
