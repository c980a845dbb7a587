/**
 * A learning rule of one's own. Direct random target projection (Frenkel, Lefebvre & Bol, Front. Neurosci. 15:629892,
 * 2021) sends the label, not the error, through the fixed random readout.
 *
 *   npx tsx examples/custom-rule.ts [training samples]
 */
import { loadMnist10k, train } from 'memspike/node';
import { defineRule, option, positive } from 'memspike/parts';

const targetProjection = defineRule({
  kind: 'target-projection',
  summary: 'label through a fixed random readout, surrogate derivative, presynaptic activity',
  source: 'Frenkel, Lefebvre & Bol, Front. Neurosci. 15:629892, 2021',
  options: { rate: option(positive, 0.02, 'learning rate; that of the output layer is 1/40 of it') },
  requires: { labels: true, error: true },
  gated: true,
  memory: { neurons: 1 },
  prepare(projection, { rate }) {
    const { back, error, margin, memory, output, stride, threshold } = projection;
    const [{ values: sum }] = memory.neurons;
    const slope = (i: number) => Math.max(0, 1 - Math.abs(margin.values[i] - threshold));
    const wanted = (i: number) => -back.values[projection.label * stride + i] * slope(i);
    return {
      step() {
        for (let i = 0; i < sum.length; i++) sum[i] += output ? error.values[i] : wanted(i);
      },
      updates: () => [{ pre: 'rate', post: memory.neurons[0], rate: output ? -rate / 40 : -rate }],
      clear: () => sum.fill(0),
    };
  },
});

const dataset = await loadMnist10k({ train: Number(process.argv[2] ?? 4000), test: 1000 });
for (const rule of ['local', targetProjection]) {
  const config = { learning: { rule }, compensation: { policy: 'shared-residual' } };
  const { accuracy, config: used } = await train({ config, dataset });
  console.log(`${used.learning.rule.kind.padEnd(18)} ${(100 * accuracy).toFixed(1)} %`);
}
