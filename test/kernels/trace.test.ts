import { suite } from 'uvu';
import { strideOf } from '../../src/engine/arena.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { pointer, type Workspace } from './workspace.ts';

const test = suite('trace');

function lines(ws: Workspace, padded: number, alpha: number, beta: number, drive: number) {
  const [p, q, sum] = [ws.f32(padded), ws.f32(padded), ws.f32(padded)];
  const events = ws.u32(padded);
  const places = ws.u32(padded);
  return {
    p,
    q,
    sum,
    /** Where the lines' traces are, from now on. */
    place(order: readonly number[]): void {
      places.set(order);
    },
    step(spiking: readonly number[], placed = false): void {
      events.set(spiking);
      const { traceStep } = ws.kernels;
      const at = [p, q, sum].map(pointer) as [number, number, number];
      const map = placed ? pointer(places) : 0;
      traceStep(...at, padded, pointer(events), spiking.length, alpha, beta, drive, map);
    },
  };
}

for (const { name, workspace, same } of await arrange()) {
  test(`${name}: equals the reference to the bit`, () => {
    for (const padded of [0, 4, 8, 16, 100])
      same(padded, (ws) => {
        const layer = lines(ws, padded, ws.draw(0.5, 1), ws.draw(0.5, 1), ws.draw());
        for (let t = 0; t < 10; t++) layer.step(ws.choose(ws.below(padded + 1), padded));
        return {};
      });
  });

  test(`${name}: a line's trace is kept at its place`, () => {
    workspace.reset(5);
    const layer = lines(workspace, 8, 0.9, 0.8, 0.2);
    layer.place([3, 0, 7, 1, 2, 6, 5, 4]);
    layer.step([0, 2, 5], true);
    assertClose(layer.q, [0, 0, 0, 0.2, 0, 0, 0.2, 0.2], { rel: 1e-6 });
  });

  test(`${name}: an impulse gives P the difference of two exponentials, and sum its running total`, () => {
    workspace.reset(1);
    const [alpha, beta, drive] = [0.95, 0.9, 0.1];
    const layer = lines(workspace, 4, alpha, beta, drive);
    layer.step([2]);
    let sum = 0;
    for (let n = 1; n < 60; n++) {
      layer.step([]);
      const expected = (drive * (1 - alpha) * (alpha ** n - beta ** n)) / (alpha - beta);
      sum += expected;
      assertClose(layer.p, [0, 0, expected, 0], { rel: 2e-5 });
      assertClose(layer.sum, [0, 0, sum, 0], { rel: 2e-5 });
    }
  });

  test(`${name}: with drive 1 - β the trace of a regular train settles at its rate`, () => {
    workspace.reset(1);
    const layer = lines(workspace, 8, 0.98, 0.95, 0.05);
    for (let t = 0; t < 1000; t++) layer.step([0, 4, 7].filter((line) => t % (1 + line) === 0));
    layer.sum.fill(0);
    for (let t = 1000; t < 1040; t++) layer.step([0, 4, 7].filter((line) => t % (1 + line) === 0));
    // 40 steps are whole periods of all three.
    assertClose(layer.sum, [40, 0, 0, 0, 8, 0, 0, 5], { rel: 1e-5 });
  });

  test(`${name}: traces below 1e-30 become 0`, () => {
    workspace.reset(1);
    const layer = lines(workspace, 4, 0.9, 0.8, 1);
    layer.step([0, 3]);
    for (let t = 0; t < 900; t++) layer.step([]);
    for (const trace of [layer.p, layer.q]) assertSameBits(trace, new Float32Array(4));
  });

  test(`${name}: filtering before the crossbar equals filtering behind it`, () => {
    workspace.reset(3);
    const [rows, columns] = [12, 9];
    const stride = strideOf(columns);
    const [alpha, beta, drive] = [0.9, 0.8, 0.2];
    const w = workspace.f32(rows * stride);
    for (let r = 0; r < rows; r++) w.set(workspace.draws(columns, -1, 1), r * stride);
    const before = lines(workspace, rows, alpha, beta, drive);
    const [q, p, r, u, current, counts] = Array.from({ length: 6 }, () => workspace.f32(stride));
    const spikes = workspace.u32(stride + 4);
    const list = workspace.u32(rows);
    const { lifStep, vmmEvents } = workspace.kernels;
    for (let t = 0; t < 40; t++) {
      const spiking = workspace.choose(workspace.below(6), rows);
      before.step(spiking);
      list.set(spiking);
      vmmEvents(pointer(current), pointer(w), stride, pointer(list), spiking.length);
      const at = [q, p, r, u, current, counts, spikes].map(pointer);
      const [atQ, atP, atR, atU, atCurrent, atCounts, atSpikes] = at;
      lifStep(
        ...([atQ, atP, atR, atU, atCurrent, atCounts, atSpikes, stride] as const),
        ...([alpha, beta, drive, 0, 0, 1e9, 0] as const),
      );
    }
    const expected = Array.from({ length: stride }, (_, c) =>
      Array.from(before.p).reduce((sum, trace, line) => sum + trace * w[line * stride + c], 0),
    );
    assertClose(u, expected, { abs: 1e-6 });
  });
}

test.run();
