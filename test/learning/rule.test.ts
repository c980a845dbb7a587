/** Rules that a caller brings. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { pulsesOf } from '../../src/crossbar/tally.ts';
import type { MemspikeError } from '../../src/errors.ts';
import { type ExperimentInput, resolveConfig } from '../../src/experiment/config/config.ts';
import { createSession, epochOrder, learnNext } from '../../src/experiment/run/session.ts';
import { learningSchema } from '../../src/learning/options.ts';
import { local } from '../../src/learning/rules/local.ts';
import type { Rule } from '../../src/learning/rules/rule.ts';
import { clockSchema } from '../../src/schedule/clock.ts';
import { option, optionsOf, pairOf, real } from '../../src/schema/option.ts';
import { smallConfig, smallDataset, smallRun } from '../experiment/small-run.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('learning rule');

const plain = (kind: string) => ({
  kind,
  summary: 'for this test',
  source: 'this test',
  schema: v.strictObject({ kind: v.literal(kind) }),
});

const silent: Rule = { ...plain('silent'), requires: {}, prepare: () => ({ step() {}, updates: () => [] }) };

const rates = v.strictObject({
  kind: v.literal('handmade'),
  rate: option(pairOf(real(0, 1000)), [0.01, 0.0004], 'learning rates'),
});
/** The local rule, written without kernels. */
const handmade: Rule<typeof rates> = {
  ...plain('handmade'),
  schema: rates,
  requires: { labels: true, error: true },
  gated: true,
  memory: { neurons: 1 },
  prepare({ back, error, margin, memory, output, stride, threshold }, { rate }) {
    const [sum] = memory.neurons;
    return {
      step() {
        for (let i = 0; i < sum.values.length; i++) {
          const slope = Math.max(0, 1 - Math.abs(margin.values[i] - threshold));
          let wanted = 0;
          if (!output)
            error.values.forEach((e, k) => {
              wanted += e * back.values[k * stride + i];
            });
          sum.values[i] += output ? error.values[i] : wanted * slope;
        }
      },
      updates: () => [{ pre: 'rate', post: sum, rate: -rate[output ? 1 : 0] }],
      clear: () => void sum.values.fill(0),
    };
  },
};

const builtIn = { kind: 'local', rate: [0.01, 0.0004], balance: { membrane: 0, bias: 0 } } as const;

const withRule = (rule: Rule, input: ExperimentInput = {}) =>
  smallRun({ ...input, learning: { ...input.learning, rule } });

test('a rule that says nothing changes nothing', async () => {
  const record = await withRule(silent, { training: { epochs: 1 }, compensation: { policy: 'none' } });
  assert.is(record.pulsesPerSample, 0);
  const still = { kind: 'local', rate: [0, 0] };
  const without = await smallRun({ learning: { rule: still }, compensation: { policy: 'none' } });
  assert.is(record.conductanceHash, without.conductanceHash);
});

test('the local rule written by hand learns as the built-in one does', async () => {
  const [own, built] = [await withRule(handmade), await smallRun({ learning: { rule: builtIn } })];
  assertClose(own.accuracy, built.accuracy, { abs: 0.05 });
  assertClose(own.pulsesPerSample, built.pulsesPerSample, { rel: 0.05 });
});

test('it may stand in the configuration itself, or be named there and given beside it: the same run', async () => {
  const training = { epochs: 1 };
  const itself = await withRule(handmade, { training });
  const extensions = { rules: [handmade] };
  const named = resolveConfig(
    { network: { hidden: [32], steps: 30 }, training, learning: { rule: 'handmade' } },
    extensions,
  );
  // After JSON nothing but the name is left.
  const config = JSON.parse(JSON.stringify(named));
  const options = { dataset: smallDataset, extensions, config };
  assert.equal(await smallRun({}, options).then(({ id, conductanceHash }) => [id, conductanceHash]), [
    itself.id,
    itself.conductanceHash,
  ]);
});

test('its own options have its own defaults; rates and balance that a policy was tuned with are not its business', () => {
  const rule = (input: ExperimentInput['learning']) =>
    resolveConfig({ learning: input, compensation: { policy: 'residual' } }, { rules: [handmade] }).learning
      .rule;
  assert.equal(rule({ rule: 'handmade' }), { kind: 'handmade', rate: [0.01, 0.0004] });
  assert.equal(rule({ rule: { kind: 'handmade', rate: [1, 2] } }), { kind: 'handmade', rate: [1, 2] });
  const { rate, balance } = rule({ rule: 'local' });
  assert.equal([rate, balance], [[0.00547, 0.000261], { membrane: 0.161, bias: 0 }]);
});

test('a rule that says which of its options follow from a policy gets them', () => {
  const tuned: Rule = { ...handmade, tuned: ({ rate }) => ({ rate }) };
  const { learning } = resolveConfig({ learning: { rule: tuned }, compensation: { policy: 'residual' } });
  assert.equal(learning.rule.rate, [0.00547, 0.000261]);
});

test('a rule sees step, label, and the state of its projection', async () => {
  const seen: { t: number; label: number; index: number }[] = [];
  const counted: number[] = [];
  const listed: number[] = [];
  const curious: Rule = {
    ...local,
    kind: 'curious',
    schema: v.looseObject({ kind: v.literal('curious') }),
    prepare(projection, options) {
      const inner = local.prepare(projection, options as never);
      let spikes = 0;
      return {
        ...inner,
        start() {
          spikes = 0;
        },
        watch() {
          spikes += projection.spikes.count;
        },
        step(t) {
          seen.push({ t, label: projection.label, index: projection.index });
          spikes += projection.spikes.count;
          if (t === projection.steps - 1 && !projection.output) {
            counted.push(projection.spikeCounts.values.reduce((a, b) => a + b, 0));
            listed.push(spikes);
          }
          inner.step(t);
        },
      };
    },
  };
  const config = smallConfig({ training: { epochs: 1 } });
  const built = await smallRun({}, { config });
  const rule = { ...config.learning.rule, kind: 'curious' };
  const { conductanceHash } = await smallRun(
    {},
    { config: { ...config, learning: { ...config.learning, rule } }, extensions: { rules: [curious] } },
  );
  assert.is(conductanceHash, built.conductanceHash);
  // Two layers, 30 steps less a burn-in of 3, 300 samples.
  assert.is(seen.length, 2 * 27 * 300);
  assert.equal(
    [...new Set(seen.map(({ t }) => t))],
    Array.from({ length: 27 }, (_, i) => i + 3),
  );
  assert.equal([...new Set(seen.map(({ label }) => label))].sort(), [0, 1, 2, 3]);
  assert.is(counted.length, 300);
  assert.ok(Math.max(...counted) > 10);
  assert.equal(listed, counted);
});

test('a rule that is not there is refused with the names of those that are', () => {
  try {
    resolveConfig({ learning: { rule: 'handmaid' } }, { rules: [handmade] });
    assert.unreachable();
  } catch (error) {
    const { code, where, accepted, hint } = error as MemspikeError;
    assert.equal(
      [code, where, accepted, hint],
      ['CONFIG', 'learning.rule', ['local', 'handmade'], 'did you mean "handmade"?'],
    );
  }
});

test('a name that a built-in rule has is refused, in the configuration and beside it', () => {
  const usurper: Rule = { ...silent, kind: 'local', schema: v.strictObject({ kind: v.literal('local') }) };
  for (const resolve of [
    () => resolveConfig({ learning: { rule: usurper } }),
    () => resolveConfig({}, { rules: [usurper] }),
  ])
    assert.throws(
      resolve,
      ({ code, message }: MemspikeError) => code === 'CONFIG' && /already/.test(message),
    );
});

test('every option of learning, of the local rule and of the clock says what it means', () => {
  for (const schema of [learningSchema, local.schema, clockSchema])
    for (const { path, meaning } of optionsOf(schema))
      assert.ok(path === 'kind' || (meaning ?? '').length > 10, path);
  assert.equal(
    optionsOf(local.schema).map(({ path }) => path),
    ['kind', 'rate', 'balance.membrane', 'balance.bias', 'surrogate'],
  );
});

test('an option of a rule is refused at its place', () => {
  for (const [rule, where] of [
    [{ kind: 'local', rat: [1, 1] }, 'learning.rule.rat'],
    [{ kind: 'local', rate: [1, -1] }, 'learning.rule.rate.1'],
    [{ kind: 'local', surrogate: 'square' }, 'learning.rule.surrogate.kind'],
    [{ kind: 'local', surrogate: { kind: 'boxcar', width: 0 } }, 'learning.rule.surrogate.width'],
  ] as const)
    try {
      resolveConfig({ learning: { rule } });
      assert.unreachable(where);
    } catch (error) {
      assert.equal([(error as MemspikeError).code, (error as MemspikeError).where], ['CONFIG', where]);
    }
});

const everyStep: Rule = { ...silent, ...plain('hasty'), requires: { everyStep: true } };
const spiking: Rule = { ...silent, ...plain('spiking'), requires: { spikes: true } };

const gated = (gate: string) => ({ compensation: { settings: { gates: { [gate]: {} } } } });

for (const [what, rule, input, where] of [
  ['writes after every step', everyStep, {}, 'learning.update'],
  ['needs spikes', spiking, { encoder: { kind: 'current' } }, 'encoder.kind'],
  ['has no errors', silent, gated('error-trigger'), 'compensation.settings.gates'],
  ['has no modulators', silent, gated('event-servo'), 'compensation.settings.gates'],
  ['has no rates', silent, gated('line-threshold'), 'compensation.settings.gates'],
] as const)
  test(`a rule that ${what} is refused where the configuration does not fit, with both named`, async () => {
    const error = await withRule(rule, input as ExperimentInput).catch((reason: MemspikeError) => reason);
    assert.equal([(error as MemspikeError).code, (error as MemspikeError).where], ['CONFIG', where]);
    assert.match((error as MemspikeError).message, `"${rule.kind}"`);
  });

test('a sample without a class teaches a rule that needs none, and is refused by one that does', async () => {
  for (const [rule, refused] of [
    [silent, false],
    [local, true],
  ] as const) {
    const config = smallConfig({ learning: { rule }, compensation: { policy: 'none' } });
    const { trainer } = await createSession({ config, dataset: smallDataset });
    const learn = () => trainer.learn(smallDataset.train.inputs, 0, -1, 0);
    if (refused) assert.throws(learn, (error: MemspikeError) => error.code === 'DATA');
    else learn();
  }
});

test('two products of one update draw apart: some synapses get the pulses of one alone', async () => {
  const twice: Rule = {
    ...silent,
    ...plain('twice'),
    memory: { neurons: 1 },
    prepare({
      memory: {
        neurons: [ones],
      },
    }) {
      ones.values.fill(1);
      const product = { pre: 'all', post: ones, rate: 0.001 } as const;
      return { step() {}, updates: () => [product, product] };
    },
  };
  const config = smallConfig({ learning: { rule: twice }, compensation: { policy: 'none' } });
  const session = await createSession({ config, dataset: smallDataset });
  learnNext(session, epochOrder(session, 0));
  const [{ crossbar, synapses }] = session.network.projections;
  const { engine } = session.network;
  const counts = engine.u32(crossbar.counts, crossbar.rows * crossbar.stride);
  const withPulses = (n: number) => counts.reduce((sum, count) => sum + Number(count === n), 0);
  assert.ok(withPulses(1) > 100, `${withPulses(1)} synapses with one pulse`);
  assert.ok(withPulses(0) > 100 && pulsesOf(synapses.crossbars[0]) > 0);
});

test.run();
