/**
 * A learning rule of one's own. Direct random target projection (Frenkel, Lefebvre & Bol, Front. Neurosci. 15:629892,
 * 2021) sends the label, not the error, through the fixed random readout: nothing has to be computed before the
 * feedback is known.
 *
 *   npx tsx examples/custom-rule.ts [training samples]
 */
import { type LearningRule, loadMnist10k, resolveConfig, runExperiment } from 'memspike/node';

const targetProjection: LearningRule = {
  name: 'target-projection',
  modulate({ back, delta, error, label, layer, membrane, options, stride, theta }) {
    if (layer.output) {
      delta.set(error);
      return;
    }
    for (let i = 0; i < delta.length; i++) {
      const slope = Math.max(0, 1 - options.surrogateWidth * Math.abs(membrane[i] - theta));
      delta[i] = -back[label * stride + i] * slope;
    }
  },
};

const dataset = await loadMnist10k({ train: Number(process.argv[2] ?? 4000), test: 1000 });
for (const rule of ['local', targetProjection.name]) {
  const config = resolveConfig({
    network: { hidden: [100] },
    learning: { rule },
    compensation: { policy: 'shared-residual' },
    training: { epochs: 2 },
  });
  const { accuracy, pulsesPerSample } = await runExperiment({ config, dataset, rules: [targetProjection] });
  console.log(
    `${rule.padEnd(18)} ${(100 * accuracy).toFixed(1)} %   ${pulsesPerSample.toFixed(1)} pulses a sample`,
  );
}
