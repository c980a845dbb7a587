/**
 * A pulse law of one's own: steps that fall with the square of the distance from the rail to which they lead, as those of
 * IBM aihwkit's PowStepDevice do for pow_gamma = 2 (github.com/IBM/aihwkit, rpu_powstep_device.cpp). A resolved device
 * keeps the steps as a table, so that it needs no code of ours to be trained with again.
 *
 *   npx tsx examples/custom-law.ts [training samples]
 */
import { loadMnist10k, resolveConfig, train } from 'memspike/node';
import { defineLaw, lawOfSteps, option, real, sampledSteps } from 'memspike/parts';

const size = real(0, 1);
const quadratic = defineLaw({
  kind: 'quadratic',
  summary: 'Steps that fall with the square of the distance from the rail ahead.',
  source: 'IBM aihwkit, rpu_powstep_device.cpp, pow_gamma = 2',
  options: {
    up: option(size, 0.02, 'The first LTP step, at Gmin, in shares of the range.'),
    down: option(size, 0.02, 'The first LTD step, at Gmax.'),
  },
  law: ({ up, down }) => lawOfSteps(sampledSteps((g) => ({ up: up * (1 - g) ** 2, down: down * g * g }))),
});

const dataset = await loadMnist10k({ train: Number(process.argv[2] ?? 4000), test: 1000 });
const network = { hidden: [100] };
// The object itself stands where a law is named …
const itself = resolveConfig({ network, device: { name: 'mine', levels: 100, law: quadratic } });
// … or a configuration, such as one read from a file, names it.
const written = { name: 'stronger', levels: 50, law: { kind: 'quadratic', up: 0.04, down: 0.03 } };
const named = resolveConfig({ network, device: written }, { laws: [quadratic] });
for (const config of [itself, named]) {
  const { accuracy } = await train({ config, dataset });
  console.log(
    `${config.device.name.padEnd(9)} ${(100 * accuracy).toFixed(1)} %, law: ${config.device.law.kind}`,
  );
}
