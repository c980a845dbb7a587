import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawBits, rowKey, uniform } from '../../src/random/generator.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { EDGES, pointer, type Workspace } from './workspace.ts';

const test = suite('encode');

type Code = 'bernoulli' | 'regular' | 'latency';

interface Presentation {
  readonly total: number;
  readonly events: Uint32Array;
  readonly offsets: Uint32Array;
  readonly counts: Float32Array;
  readonly phases: Float32Array;
}

/** Encodes `rates` on `lines` into arrays of the documented sizes: lines, rates and counts padded to 4. */
function encode(
  ws: Workspace,
  code: Code,
  lines: readonly number[],
  rates: ArrayLike<number>,
  steps: number,
  key: readonly [number, number] = [17, 29],
): Presentation {
  const padded = Math.ceil(lines.length / 4) * 4;
  const pad = (values: ArrayLike<number>) => Float32Array.from({ length: padded }, (_, k) => values[k] ?? 0);
  const at = {
    events: ws.u32(lines.length * steps + 4),
    offsets: ws.u32(steps + 1),
    counts: ws.f32(ws.draws(padded)),
    lines: ws.u32(pad(lines)),
    rates: ws.f32(pad(rates)),
    phases: ws.f32(padded),
  };
  const [events, offsets, counts, from, rate] = [at.events, at.offsets, at.counts, at.lines, at.rates].map(
    pointer,
  );
  const { encodeBernoulli, encodeRegular, encodeLatency } = ws.kernels;
  const active = lines.length;
  const total =
    code === 'bernoulli'
      ? encodeBernoulli(events, offsets, counts, from, rate, active, steps, ...key)
      : code === 'regular'
        ? encodeRegular(events, offsets, counts, from, rate, pointer(at.phases), active, steps, ...key)
        : encodeLatency(events, offsets, counts, from, rate, active, steps);
  return { total, ...at };
}

/** The steps at which a line spikes. */
function spikeTimes({ events, offsets }: Presentation, line: number): number[] {
  const times: number[] = [];
  for (let t = 0; t < offsets.length - 1; t++)
    if (events.subarray(offsets[t], offsets[t + 1]).includes(line)) times.push(t);
  return times;
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

for (const { name, workspace, same } of await arrange()) {
  for (const code of ['bernoulli', 'regular', 'latency'] as const)
    test(`${name}: ${code} equals the reference to the bit`, () => {
      for (const active of [...EDGES, 50])
        for (const steps of [0, 1, 7, 20])
          same(active * 100 + steps, (ws) => {
            const lines = ws.choose(active, 784);
            // Half of the rates are multiples of 1/20, so that sums and products meet whole numbers.
            const rates = Float32Array.from(lines, () => (ws.below(2) ? (1 + ws.below(20)) / 20 : ws.draw()));
            const key: [number, number] = [ws.below(2 ** 31) * 2, ws.below(2 ** 31) * 2];
            const { total, events, counts } = encode(ws, code, lines, rates, steps, key);
            return { result: total, slack: [events.subarray(total, total + 4), counts.subarray(active)] };
          });
    });

  for (const code of ['bernoulli', 'regular', 'latency'] as const)
    test(`${name}: ${code} lists lines step after step, ascending within a step, and counts them`, () => {
      workspace.reset(1);
      const lines = workspace.choose(41, 300);
      const rates = workspace.draws(41, 0.05, 1);
      const presentation = encode(workspace, code, lines, rates, 30);
      const { total, events, offsets, counts } = presentation;
      assert.is(offsets[0], 0);
      assert.is(offsets[30], total);
      for (let t = 0; t < 30; t++)
        for (let k = offsets[t] + 1; k < offsets[t + 1]; k++) assert.ok(events[k] > events[k - 1]);
      assertSameBits(
        counts.slice(0, 41),
        Float32Array.from(lines, (line) => spikeTimes(presentation, line).length),
      );
    });

  test(`${name}: Bernoulli spikes have mean T·p and variance T·p·(1-p)`, () => {
    workspace.reset(2);
    const steps = 50;
    for (const p of [0.02, 0.2, 0.5, 0.93]) {
      const { counts } = encode(workspace, 'bernoulli', upTo(784), new Float32Array(784).fill(p), steps, [
        8,
        Math.round(1000 * p),
      ]);
      const mean = counts.reduce((a, b) => a + b) / 784;
      const variance = counts.reduce((a, b) => a + (b - mean) ** 2, 0) / 783;
      const expected = steps * p * (1 - p);
      // Five standard errors; that of a variance is √(2/n) of it, near enough for these distributions.
      assertClose(mean, steps * p, { abs: 5 * Math.sqrt(expected / 784) }, `mean at ${p}`);
      assertClose(variance, expected, { rel: 5 * Math.sqrt(2 / 784) }, `variance at ${p}`);
    }
  });

  test(`${name}: a Bernoulli rate of 0 never spikes and one of 1 always does`, () => {
    workspace.reset(3);
    const { counts } = encode(
      workspace,
      'bernoulli',
      upTo(64),
      Float32Array.from(upTo(64), (k) => k & 1),
      40,
    );
    assertSameBits(
      counts,
      Float32Array.from(upTo(64), (k) => 40 * (k & 1)),
    );
  });

  test(`${name}: a Bernoulli line spikes where its draw is below its rate, not where it equals it`, () => {
    workspace.reset(13);
    const draws = upTo(32).map((line) => uniform(drawBits(rowKey([17, 29], 3), line)));
    const at = encode(workspace, 'bernoulli', upTo(32), draws, 5);
    const above = encode(
      workspace,
      'bernoulli',
      upTo(32),
      draws.map((u) => u + 2 ** -24),
      5,
    );
    assert.is(at.offsets[4] - at.offsets[3], 0);
    assert.is(above.offsets[4] - above.offsets[3], 32);
  });

  test(`${name}: a regular line spikes where its phase reaches 1 exactly`, () => {
    workspace.reset(14);
    const phases = upTo(32).map((line) => uniform(drawBits(rowKey([17, 29], 0), line)));
    const { total } = encode(
      workspace,
      'regular',
      upTo(32),
      phases.map((phase) => 1 - phase),
      1,
    );
    assert.is(total, 32);
  });

  for (const code of ['bernoulli', 'regular'] as const)
    test(`${name}: ${code}: leaving lines out does not change the spikes of the others`, () => {
      workspace.reset(4);
      const rates = workspace.draws(97);
      const all = encode(workspace, code, upTo(97), rates, 25);
      const kept = upTo(97).filter((line) => line % 3 !== 1);
      const some = encode(
        workspace,
        code,
        kept,
        kept.map((line) => rates[line]),
        25,
      );
      for (const line of kept) assert.equal(spikeTimes(some, line), spikeTimes(all, line));
    });

  test(`${name}: Bernoulli spikes differ between keys, steps and lines`, () => {
    workspace.reset(5);
    const rates = new Float32Array(256).fill(0.5);
    const [a, b] = [1, 2].map((k) => encode(workspace, 'bernoulli', upTo(256), rates, 64, [k, 0]));
    const agreement = (f: (line: number) => [number[], number[]]) => {
      let equal = 0;
      for (const line of upTo(255)) {
        const [x, y] = f(line).map((times) => new Set(times));
        for (let t = 0; t < 64; t++) if (x.has(t) === y.has(t)) equal++;
      }
      return equal / (255 * 64);
    };
    // Independent fair coins agree half of the time; 5 standard errors of 16 320 coins.
    const tolerance = { abs: 5 * Math.sqrt(0.25 / (255 * 64)) };
    assertClose(
      agreement((line) => [spikeTimes(a, line), spikeTimes(b, line)]),
      0.5,
      tolerance,
    );
    assertClose(
      agreement((line) => [spikeTimes(a, line), spikeTimes(a, line + 1)]),
      0.5,
      tolerance,
    );
    assertClose(
      agreement((line) => [spikeTimes(a, line), spikeTimes(a, line).map((t) => t + 1)]),
      0.5,
      { abs: tolerance.abs + 1 / 64 },
    );
  });

  test(`${name}: a regular line spikes floor(rate·T + phase) times, evenly`, () => {
    workspace.reset(6);
    const steps = 64;
    // Multiples of 2^-10 with phases of 24 bits: every sum is exact in float32, but for the last bits of the phase.
    const rates = Float32Array.from(upTo(200), () => workspace.below(1025) / 1024);
    // At rate 0 nothing spikes, and the scratch array is left with the phases.
    const { total, phases } = encode(workspace, 'regular', upTo(200), new Float32Array(200), 1);
    assert.is(total, 0);
    const presentation = encode(workspace, 'regular', upTo(200), rates, steps);
    for (const k of upTo(200)) {
      const owed = rates[k] * steps + phases[k];
      if (Math.abs(owed - Math.round(owed)) < 1e-4) continue;
      assert.is(presentation.counts[k], Math.floor(owed), `line ${k}`);
      const times = spikeTimes(presentation, k);
      const gaps = times.slice(1).map((t, i) => t - times[i]);
      for (const gap of gaps) assert.ok(Math.abs(gap - 1 / rates[k]) < 1 + 1e-6, `line ${k}`);
    }
  });

  test(`${name}: a latency line spikes once, at floor((1 - intensity)·T)`, () => {
    workspace.reset(7);
    const steps = 32;
    const intensities = upTo(64).map((k) => (k + 1) / 64);
    const presentation = encode(workspace, 'latency', upTo(64), intensities, steps);
    assert.is(presentation.total, 64);
    for (const k of upTo(64))
      assert.equal(spikeTimes(presentation, k), [Math.floor((1 - intensities[k]) * steps)], `line ${k}`);
  });
}

test.run();
