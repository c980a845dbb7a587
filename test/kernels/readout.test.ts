import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { pointer, type Workspace } from './workspace.ts';

const test = suite('readout');

const KIND = { softmax: 0, meanSquare: 1, hinge: 2 } as const;
const SURROGATE = { triangle: 0, fastSigmoid: 1, boxcar: 2 } as const;

/** Arrays of class scores are padded to a multiple of 4. */
const padded = (classes: number): number => Math.ceil(classes / 4) * 4;

function softmax64(scores: ArrayLike<number>, scale: number): number[] {
  const powers = Array.from(scores, (score) => Math.exp(scale * score));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

function errorOf(
  ws: Workspace,
  kind: keyof typeof KIND,
  scores: ArrayLike<number>,
  scale: number,
  label: number,
): Float32Array {
  const e = ws.f32(padded(scores.length));
  ws.kernels.readoutError(pointer(e), pointer(ws.f32(scores)), scale, scores.length, label, KIND[kind]);
  return e.slice(0, scores.length);
}

/** δ of neurons with membranes `u` whose projected error is 1. */
function slopeOf(
  ws: Workspace,
  surrogate: keyof typeof SURROGATE,
  u: readonly number[],
  theta: number,
  width: number,
): Float32Array {
  const delta = ws.f32(ws.draws(u.length));
  const at = [delta, ws.f32([1]), ws.f32(new Float32Array(u.length).fill(1)), ws.f32(u)].map(pointer);
  ws.kernels.localDelta(
    ...(at as [number, number, number, number]),
    u.length,
    1,
    theta,
    width,
    SURROGATE[surrogate],
  );
  return delta;
}

for (const { name, workspace, same } of await arrange()) {
  test(`${name}: equals the reference to the bit`, () => {
    for (const classes of [1, 2, 3, 4, 10, 17])
      for (const surrogate of Object.values(SURROGATE))
        for (const stride of [16, 32, 208])
          same(classes * 1000 + stride, (ws) => {
            const scores = ws.f32(ws.draws(padded(classes), -2, 2));
            const [p, e] = [ws.f32(padded(classes)), ws.f32(padded(classes))];
            const back = ws.f32(ws.draws(classes * stride, -1, 1));
            const u = ws.f32(ws.draws(stride, -1, 3));
            const [delta, sum] = [ws.f32(stride), ws.f32(ws.draws(stride))];
            const { softmax, readoutError, localDelta, accumulateDelta } = ws.kernels;
            const scale = ws.draw(0.1, 20);
            softmax(pointer(p), pointer(scores), scale, classes);
            readoutError(pointer(e), pointer(scores), scale, classes, ws.below(classes), surrogate);
            const at = [delta, e, back, u].map(pointer) as [number, number, number, number];
            localDelta(...at, stride, classes, 1, ws.draw(0.3, 3), surrogate);
            accumulateDelta(pointer(sum), pointer(delta), pointer(u), stride, ws.draw(), ws.draw(-1, 1));
            return {};
          });
  });

  test(`${name}: softmax is the exponential share, to 1e-6, also of large scores`, () => {
    for (const [classes, spread] of [
      [1, 1],
      [3, 1],
      [10, 5],
      [17, 80],
    ]) {
      workspace.reset(classes);
      const scores = workspace.f32(workspace.draws(classes, -spread, spread));
      const p = workspace.f32(new Float32Array(padded(classes)).fill(7));
      workspace.kernels.softmax(pointer(p), pointer(scores), 1.5, classes);
      assertSameBits(p.slice(classes), new Float32Array(padded(classes) - classes));
      const top = Math.max(...scores);
      assertClose(
        p.slice(0, classes),
        softmax64(
          scores.map((score) => score - top),
          1.5,
        ),
        { abs: 1e-6 },
      );
    }
  });

  test(`${name}: softmax of equal scores is uniform, and of scores that float32 cannot exponentiate finite`, () => {
    workspace.reset(1);
    const p = workspace.f32(12);
    workspace.kernels.softmax(pointer(p), pointer(workspace.f32(new Float32Array(10).fill(300))), 1, 10);
    assertClose(p.slice(0, 10), new Array(10).fill(0.1), { abs: 1e-7 });
    workspace.kernels.softmax(pointer(p), pointer(workspace.f32([1e4, -1e4, 1e4 - 1])), 1, 3);
    assertClose(p.slice(0, 3), [1 / (1 + Math.exp(-1)), 0, 1 / (1 + Math.E)], { abs: 1e-6 });
    // Exponents end at -87, before powers lose bits.
    assertClose(p[1], Math.exp(-87) / (1 + Math.exp(-1)), { rel: 1e-5 });
  });

  test(`${name}: the cross-entropy error is softmax minus one-hot and sums to 0`, () => {
    workspace.reset(2);
    const scores = workspace.draws(10, -1, 1);
    const e = errorOf(workspace, 'softmax', scores, 4, 6);
    assertClose(
      e,
      softmax64(scores, 4).map((p, k) => p - Number(k === 6)),
      { abs: 1e-6 },
    );
    assertClose(
      e.reduce((a, b) => a + b),
      0,
      { abs: 1e-6 },
    );
  });

  test(`${name}: the mean-square error is the score minus one-hot`, () => {
    workspace.reset(3);
    assertClose(errorOf(workspace, 'meanSquare', [0.25, -1, 3, 1], 2, 2), [0.5, -2, 5, 2], { abs: 1e-6 });
  });

  test(`${name}: the hinge error pushes only scores inside the margin`, () => {
    workspace.reset(4);
    const scores = [-2, -1, -0.5, 0, 0.4, 0.5, 0.6, 1];
    // Not the label: target -1, inside the margin where -2·score < 1.
    assertSameBits(
      errorOf(workspace, 'hinge', scores, 2, 6).map((e) => e + 0),
      Float32Array.of(0, 0, 0, 1, 1, 1, 0, 1),
    );
    assert.is(errorOf(workspace, 'hinge', scores, 2, 4)[4], -1);
    assert.is(errorOf(workspace, 'hinge', scores, 2, 5)[5] + 0, 0);
  });

  test(`${name}: the surrogate slopes are triangle, fast sigmoid and boxcar around the threshold`, () => {
    workspace.reset(5);
    const u = [1, 1.25, 0.75, 1.5, 0.5, 2, 0, -7];
    const [theta, width] = [1, 2];
    const distance = u.map((value) => width * Math.abs(value - theta));
    assertSameBits(
      slopeOf(workspace, 'triangle', u, theta, width).map((slope) => slope + 0),
      Float32Array.from(distance, (d) => Math.max(0, 1 - d)),
    );
    assertClose(
      slopeOf(workspace, 'fastSigmoid', u, theta, width),
      distance.map((d) => 1 / (1 + d) ** 2),
      { rel: 2e-7 },
    );
    assertSameBits(
      slopeOf(workspace, 'boxcar', u, theta, width).map((slope) => slope + 0),
      Float32Array.from(distance, (d) => Number(d < 1)),
    );
  });

  test(`${name}: δ is the error sent back through the readout times the slope`, () => {
    workspace.reset(6);
    const [classes, stride] = [10, 48];
    const e = workspace.f32(workspace.draws(12, -1, 1));
    const back = workspace.f32(workspace.draws(classes * stride, -1, 1));
    const u = workspace.f32(workspace.draws(stride, 0, 2.5));
    const delta = workspace.f32(stride);
    const at = [delta, e, back, u].map(pointer) as [number, number, number, number];
    workspace.kernels.localDelta(...at, stride, classes, 1, 1, SURROGATE.triangle);
    const expected = Array.from(u, (membrane, i) => {
      let sum = 0;
      for (let k = 0; k < classes; k++) sum += e[k] * back[k * stride + i];
      return sum * Math.max(0, 1 - Math.abs(membrane - 1));
    });
    assertClose(delta, expected, { abs: 3e-6 });
  });

  test(`${name}: the window sum grows by δ + |δ|·(membrane·U + bias)`, () => {
    workspace.reset(7);
    const [delta, u] = [workspace.f32(workspace.draws(24, -1, 1)), workspace.f32(workspace.draws(24, -1, 3))];
    const start = workspace.draws(24, -5, 5);
    const sum = workspace.f32(start);
    workspace.kernels.accumulateDelta(pointer(sum), pointer(delta), pointer(u), 24, 0.25, -0.15);
    const expected = Array.from(start, (s, i) => s + delta[i] + Math.abs(delta[i]) * (0.25 * u[i] - 0.15));
    assertClose(sum, expected, { abs: 2e-6 });
  });
}

test.run();
