/**
 * docs/aihwkit.md, from the records of aihwkit's engine:
 *
 *   node --import tsx studies/aihwkit/page.ts
 */
import { writeFileSync } from 'node:fs';
import { MemspikeError } from '../../src/errors.ts';
import { CLASSES } from '../../src/interop/aihwkit/classes.ts';
import { fromAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';
import { deviations, engineCases } from './deviations.ts';

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const short = (value: number) => (value < 1e-6 ? '< 1e-6' : value.toExponential(1));
const most = (values: readonly number[]) => Math.max(...values.map(Math.abs)).toFixed(1);

const CARRIED: readonly (readonly [string, string, string])[] = [
  ['ConstantStepDevice', 'table, exact', 'in proportion to the step'],
  [
    'LinearStepDevice',
    'table, exact; `reverse_up`, `reverse_down`, `reverse_offset`, `allow_increasing` too; with γ above 1 steps that lead back are none',
    'in proportion to the step, or of one size (`mult_noise` off)',
  ],
  [
    'SoftBoundsDevice',
    'affine, ν = 50; reversed, or beyond 20 000 steps to a bound: table, exact',
    'as LinearStepDevice',
  ],
  [
    'SoftBoundsPmaxDevice',
    'affine: `p_max`, `alpha`, `range_min`, `range_max` are worked out as aihwkit does; `w_min`, `w_max`, `dw_min`, `up_down` are not used, as there',
    'as LinearStepDevice',
  ],
  [
    'SoftBoundsReferenceDevice',
    'table, exact; `reference_mean`, `subtract_symmetry_point`',
    'as LinearStepDevice',
  ],
  [
    'ExpStepDevice',
    'table at 257 conductances, 33 where steps are drawn',
    'in proportion to the step; with `dw_min_std_add` or `dw_min_std_slope` drawn',
  ],
  ['PowStepDevice', 'table at 257 conductances', 'in proportion to the step'],
  [
    'PowStepReferenceDevice',
    'table at 257 conductances; `reference_mean`, `subtract_symmetry_point`, `n_estimation_steps`',
    'in proportion to the step',
  ],
  ['PiecewiseStepDevice', 'table, exact', 'in proportion to the step'],
  ['IdealDevice, FloatingPointDevice', 'ideal weights', 'none'],
];

function responses(): string[] {
  return [...engineCases()].map(([name, one]) => {
    const { converted, noise, steps } = deviations(one);
    const given = Object.entries(one.given).map(([field, value]) => `${field} ${JSON.stringify(value)}`);
    return row([
      name,
      given.length === 0 ? 'defaults' : given.join(', '),
      short(steps),
      short(converted),
      most(noise.map(({ mean }) => mean)),
      most(noise.map(({ std }) => std)),
    ]);
  });
}

const CONFIGURATIONS = Object.keys(CLASSES).filter((name) => /Preset(Device|UnitCell)?$/.test(name));

function presets(): string[] {
  return CONFIGURATIONS.map((name) => {
    try {
      const { form, policy } = fromAihwkit({ class: name });
      return row([
        name,
        `\`${form.name}\``,
        policy === undefined ? '–' : `\`${policy.policy}\`, \`${JSON.stringify(policy.settings)}\``,
      ]);
    } catch (error) {
      if (!(error instanceof MemspikeError)) throw error;
      return row([name, 'refused', error.message.split('\n')[0]]);
    }
  });
}

const idealized = engineCases().get('IdealizedPresetDevice')!.spread;
const percent = ({ mean, std }: { readonly mean: number; readonly std: number }) =>
  `${((100 * std) / mean).toFixed(0)} %`;

const page = `# Devices of aihwkit

\`memspike device convert FILE --to memspike\`, \`memspike device response --aihwkit FILE --pulses RUNS\` and \`fromAihwkit\` (\`memspike/measurement\`) take what people have of IBM aihwkit 1.2: keyword arguments of a class, unit cells, whole configurations. This page is written by \`studies/aihwkit/page.ts\` from responses of aihwkit's own engine (\`test/fixtures/aihwkit/engine.json\`, made by \`studies/aihwkit/engine.py\` with the wheel of PyPI); \`test/interop/aihwkit-engine.test.ts\` holds memspike to them.

## What a file may be

\`\`\`
{ "class": "LinearStepDevice", "params": { "dw_min": 0.002, "gamma_up": 0.4 } }
{ "device": "LinearStepDevice", "kwargs": { … } }      { "LinearStepDevice": { … } }      { "class": "LinearStepDevice", "dw_min": … }
{ "w_min": -1, "w_max": 1, "dw_min": 0.002, "gamma_up": 0.4, "gamma_down": 0.5 }
json.dump(dataclasses.asdict(device), …), of a device, a unit cell or an rpu_config; default=str does no harm
repr(device), str(rpu_config): text as Python prints it, with NumPy's scalars
\`\`\`

- Bare arguments tell their class by their fields. Where several classes have them all, LinearStepDevice, PowStepDevice and SoftBoundsReferenceDevice are taken for their own fields, with a word; where nothing tells, the classes are named and the file is refused.
- An unknown field is refused with its name and the accepted ones. With \`"aihwkit_version": "1.3"\` (anything above 1.2.0) beside the class it is left out with a word, wherever it stands.
- Numbers and truth values may be text (\`"2e-3"\`, \`"False"\`); \`null\`, lists and NaN where a number stands are refused. Numbers that differ by less than float32 can tell are the same, a start on a bound too.
- Fields at their defaults pass in silence (defaults of the class, not of a preset: what a preset changes is told), but for spread between devices, which aihwkit has by default.

## Classes

| class | law | noise of a step |
|---|---|---|
${CARRIED.map((cells) => row([cells[0], cells[1], cells[2]])).join('\n')}

Every class has \`dw_min\`, \`up_down\` (it weakens one direction, as in the engine, unlike in aihwkit's documentation), \`w_min\`, \`w_max\` (0 lies between them), \`enforce_consistency\`, \`dw_min_std\`, \`dw_min_dtod\` (normal or log-normal) and \`corrupt_devices_prob\` (stuck devices). More than a million pulses across the range are refused. What is not carried over, each told with what it costs: write noise (\`write_noise_std\`), diffusion, decay (\`lifetime\`), drift, what a reset leads to, \`perfect_bias\`, spread of the bounds, the balance of up and down, slopes and exponents, seeds.

Spread of the step (\`dw_min_dtod\`) is spread of the pulses across the range: a device with more of them has smaller steps. The engine draws one factor of a device for both directions (sizes of 40 pulses up and of 40 down, 4096 devices of IdealizedPresetDevice: correlation ${idealized.correlation.toFixed(4)}, standard deviation ${percent(idealized.up)} of the mean up and ${percent(idealized.down)} down, \`dw_min_dtod\` 0.3); here LTP and LTD have one each.

## Responses

Largest deviation from the engine, in shares of the window: of the step law, and of the device that it becomes (300 pulses up, 300 down, 40 alternating). Noise: the largest deviation of the mean and of the standard deviation of one pulse, up and down, at five weights, in standard errors of what the engine drew for 16 384 devices.

| case | parameters | step law | device | mean | σ |
|---|---|---|---|---|---|
${responses().join('\n')}

## Unit cells

| unit cell | policy |
|---|---|
| VectorUnitCell, one device at a time (\`SINGLE_SEQUENTIAL\`, \`SINGLE_RANDOM\`) | \`multi-device\` with one polarity and as many devices |
| VectorUnitCell, \`ALL\` | refused: every device takes every update, which no cell here does |
| VectorUnitCell \`SINGLE_FIXED\`, ReferenceUnitCell | \`none\`: one device against a reference |
| OneSidedUnitCell, DifferenceUnitCell | \`one-sided\`, refreshed as often |
| TransferCompound | \`tiki-taka\`; chains of three and more arrays, and arrays of different devices, are refused |
| BufferedTransferCompound, ChoppedTransferCompound | \`tiki-taka-filtered\`, with its choppers |
| DynamicTransferCompound | \`tiki-taka-dynamic\` |
| MixedPrecisionCompound | \`mixed-precision\`, of single devices or of a OneSidedUnitCell |

\`device convert … --out DIR\` writes \`policy.json\` beside \`device.json\`: \`memspike train --config DIR/policy.json --device DIR/device.json\`. Rates are memspike's own: aihwkit's are in units of its gradients.

## Presets

${CONFIGURATIONS.length} of \`aihwkit.simulator.presets\`. What is converted is called \`…-aihwkit\`: presets of memspike have the names without it, and some hold their steps at fewer conductances.

| preset | device | policy |
|---|---|---|
${presets().join('\n')}
`;

writeFileSync(new URL('../../docs/aihwkit.md', import.meta.url), page);
