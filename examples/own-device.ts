/**
 * A device of one's own, from the nonlinearity labels, levels and noise that a paper gives: can it learn, and what
 * does a small digital counter per four synapses bring back?
 *
 *   npx tsx examples/own-device.ts [training samples]
 */
import { defineDevice, loadMnist10k, symmetryPoint, train } from 'memspike/node';

const device = defineDevice({
  name: 'my-oxide',
  source: 'our measurement, wafer 7',
  labels: { ltp: 1.2, ltd: -3.1 }, // a negative LTD label: both directions begin with their largest step
  levels: 80,
  c2c: 0.02, // of the range, for each pulse
  onOff: 15,
});
console.log(
  `${device.name}: LTP and LTD are equally strong at ${symmetryPoint(device.law)?.toFixed(2)} of the range`,
);

const dataset = await loadMnist10k({ train: Number(process.argv[2] ?? 4000), test: 1000 });
for (const policy of ['none', 'shared-residual']) {
  const record = await train({
    config: { device, network: { hidden: [100] }, compensation: { policy }, training: { epochs: 2 } },
    dataset,
  });
  console.log(
    `${policy.padEnd(16)} ${(100 * record.accuracy).toFixed(1)} %   ` +
      `${record.pulsesPerSample.toFixed(1)} pulses a sample   ` +
      `${record.digitalBitsPerSynapse.toFixed(2)} bits and ${record.devicesPerSynapse} devices a synapse`,
  );
}
