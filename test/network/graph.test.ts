/** The order in which populations take a step, and the graphs that are refused. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { MemspikeError } from '../../src/errors.ts';
import { type Edge, orderGraph } from '../../src/network/graph.ts';

const test = suite('graph');

/** 'input → a, a → output' */
function edges(text: string): Edge[] {
  return text.split(', ').map((one) => {
    const [from, to] = one.split(' → ');
    return { from, to };
  });
}

function refusal(names: readonly string[], text: string): MemspikeError {
  try {
    orderGraph(names, edges(text));
  } catch (error) {
    return error as MemspikeError;
  }
  return assert.unreachable(text) as never;
}

test('a population follows what projects to it, and knows its projections in their order', () => {
  const text = 'b → output, input → b, a → b, input → a, a → output';
  assert.equal(orderGraph(['output', 'b', 'a'], edges(text)), [
    { name: 'a', incoming: [3] },
    { name: 'b', incoming: [1, 2] },
    { name: 'output', incoming: [0, 4] },
  ]);
});

test('where there is a choice the first projection decides, not the order of the names; the output is last', () => {
  const text = 'input → output, input → late, input → early, early → output, late → output';
  for (const names of [
    ['early', 'late', 'output'],
    ['output', 'late', 'early'],
  ])
    assert.equal(
      orderGraph(names, edges(text)).map(({ name }) => name),
      ['late', 'early', 'output'],
    );
});

test('in any graph without circles nothing comes before what it needs', () => {
  const graph = fc.integer({ min: 1, max: 6 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      // Which earlier population, 0 being the input, projects to each, beside the one before it.
      more: fc.array(fc.tuple(fc.nat(count), fc.nat(count)), { maxLength: 12 }),
      shuffle: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
    }),
  );
  fc.assert(
    fc.property(graph, ({ count, more, shuffle }) => {
      const name = (k: number) => (k === 0 ? 'input' : k === count ? 'output' : `p${k}`);
      const pairs = [
        ...Array.from({ length: count }, (_, k) => [k, k + 1]),
        ...more.filter(([a, b]) => a < b),
      ];
      const list = pairs
        .map(([a, b], k) => ({ from: name(a), to: name(b), key: shuffle[k % shuffle.length] }))
        .sort((a, b) => a.key - b.key);
      const names = Array.from({ length: count }, (_, k) => name(k + 1));
      const order = orderGraph(names, list);
      assert.equal(order.map((one) => one.name).sort(), [...names].sort());
      assert.is(order[order.length - 1].name, 'output');
      const place = new Map(order.map((one, k) => [one.name, k]));
      for (const { from, to } of list)
        assert.ok(from === 'input' || (place.get(from) ?? 0) < (place.get(to) ?? 0), `${from} → ${to}`);
    }),
  );
});

test('a circle is refused, and named from end to end', () => {
  for (const [text, round] of [
    ['input → a, a → b, b → a, b → output', 'a → b → a'],
    ['input → a, a → a, a → output', 'a → a'],
    ['input → a, a → b, b → c, c → a, c → output', 'a → b → c → a'],
  ]) {
    const names = [...new Set(edges(text).map(({ to }) => to))];
    const error = refusal(names, text);
    assert.is(error.code, 'CONFIG');
    assert.is(error.where, 'network.projections');
    const received = String(error.received);
    // Where on the circle the path begins does not matter.
    const ring = received.split(' → ').slice(1).sort();
    assert.equal(ring, round.split(' → ').slice(1).sort(), received);
    assert.is(received.split(' → ')[0], received.split(' → ').at(-1));
  }
});

test('ends that are no populations, idle and mute populations, and spikes from the output are refused', () => {
  const cases = [
    [['a', 'output'], 'input → a, a → outptu', 'network.projections.1.to', /did you mean "output"/],
    [['a', 'output'], 'inptu → a, a → output', 'network.projections.0.from', /did you mean "input"/],
    [['a', 'output'], 'input → a, a → input', 'network.projections.1.to', /accepted: a, output/],
    [['a', 'output'], 'input → a, a → output, output → a', 'network.projections.2.from', /do not spike/],
    [['a', 'b', 'output'], 'input → a, a → output', 'network.projections', /"b" gets nothing/],
    [['a', 'b', 'output'], 'input → a, a → output, a → b', 'network.projections', /"b" leads nowhere/],
    [['a', 'output'], 'input → a, a → a', 'network.projections', /"output" gets nothing/],
  ] as const;
  for (const [names, text, where, message] of cases) {
    const error = refusal(names, text);
    assert.is(error.code, 'CONFIG', text);
    assert.is(error.where, where, text);
    assert.match(error.message, message);
  }
});

test.run();
