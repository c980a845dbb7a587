/**
 * A policy of one's own: several devices a polarity where it pays, in the output layer, whose synapses are few. The
 * policy is plain data; what it does not name it has from those that do nothing, and tuning finds its numbers.
 *
 *   npx tsx examples/custom-policy.ts [training samples]
 */
import { loadMnist10k, type PolicyInput, train, tune } from 'memspike/node';

const wideOutput: PolicyInput = {
  name: 'wide-output',
  summary: 'a pair from the symmetry point with stop-learning, eight devices a polarity in the output layer',
  source: 'this example; devices: Boybat et al., Nat. Commun. 9:2514, 2018',
  hardware: 'eight times the devices of the output layer, one comparator per layer',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point', weightScale: 1.27 },
    gates: { 'stop-learning': { above: 0.9 } },
    learning: { rate: 0.02, balance: 0.26 },
    output: { cell: { m: 8, weightScale: 1.1 }, learning: { rate: 0.0005 } },
  },
  tunable: { 'output.cell.weightScale': { kind: 'log', low: 0.5, high: 4 } },
};

const base = { network: { hidden: [100] }, training: { epochs: 2 } };
const dataset = await loadMnist10k({ train: Number(process.argv[2] ?? 4000), test: 1000 });

// A quarter of the training samples judges what is tuned: no test sample does.
const { finalists } = await tune({
  policy: wideOutput,
  devices: ['ag-a-si'],
  trials: 3,
  finalists: 1,
  validation: Math.floor(dataset.train.count / 4),
  base,
  dataset,
});

for (const [name, compensation] of Object.entries({
  'by name': { policy: 'wide-output' },
  'as an object': { policy: wideOutput },
  tuned: { policy: wideOutput, settings: finalists[0].settings },
  'read-free-pair': { policy: 'read-free-pair' },
})) {
  const { accuracy, devicesPerSynapse } = await train({
    config: { ...base, compensation },
    extensions: { policies: [wideOutput] },
    dataset,
  });
  console.log(
    `${name.padEnd(15)} ${(100 * accuracy).toFixed(1)} %   ${devicesPerSynapse.toFixed(2)} devices a synapse`,
  );
}
