/** One setting of a policy at a time, all others as they are: what bits, devices, sharing and buffers buy. */
import { type ExperimentConfig, type RunRecord, resolveConfig, type SettingsInput } from 'memspike/node';
import { contentOf, settingsOfProjection } from 'memspike/parts';
import { spreadOf } from '../../src/experiment/compare/summary.ts';
import { decimal, percentSpread } from '../../src/report/text/words.ts';
import { seedsUpTo } from '../study.ts';

interface Knob {
  readonly title: string;
  readonly policy: string;
  readonly about: string;
  readonly values: readonly (readonly [
    label: string,
    settings: SettingsInput,
    /** Of the policy's own weight scales. Default: 1. */
    scale?: number,
  ])[];
}

const KNOB_DEVICES = ['ag-a-si', 'pcmo'];
const SEEDS = 1;

const KNOBS: readonly Knob[] = [
  {
    title: 'Bits of a counter',
    policy: 'residual',
    about: 'a counter per synapse, sign included; 1 bit keeps nothing between updates: stochastic rounding.',
    values: [1, 2, 3, 4, 6, 8].map((bits) => [`${bits}`, { pulses: { bits } }] as const),
  },
  {
    title: 'Inputs that share a 4-bit counter',
    policy: 'shared-residual',
    about: 'blocks of neighbouring pixels; the output layer keeps a counter per synapse.',
    values: [1, 2, 4, 28].map((block) => [`${block} × ${block}`, { hidden: { pulses: { block } } }] as const),
  },
  {
    title: 'Devices per polarity',
    policy: 'multi-device-eight',
    about: 'without digital memory; weight scales in proportion to the square root of their number.',
    values: [1, 2, 4, 8, 16].map((m) => [`${m}`, { cell: { m } }] as const),
  },
  {
    title: 'Weight scale of eight devices',
    policy: 'multi-device-eight',
    about:
      'in shares of the tuned one. A larger scale means fewer pulses and less decay, but coarser steps and more noise: the noisy device wants less of it than the asymmetric one.',
    values: [0.25, 0.5, 1, 2].map((share) => [`${share}`, {}, share] as const),
  },
  {
    title: 'Presentations in a buffer',
    policy: 'buffer',
    about: 'their sum is written at once.',
    values: [1, 8, 32].map((updates) => [`${updates}`, { organisation: { updates } }] as const),
  },
];

interface KnobRun {
  readonly knob: Knob;
  readonly label: string;
  readonly device: string;
  readonly config: ExperimentConfig;
}

function knobRuns(): KnobRun[] {
  return KNOBS.flatMap((knob) =>
    knob.values.flatMap(([label, settings, scale]) =>
      KNOB_DEVICES.flatMap((device) =>
        seedsUpTo(SEEDS).map((seed) => ({
          knob,
          label,
          device,
          config: configOf(knob.policy, device, seed, settings, scale),
        })),
      ),
    ),
  );
}

function configOf(policy: string, device: string, seed: number, settings: SettingsInput, share = 1) {
  const own = resolveConfig({ compensation: { policy } }).compensation.settings;
  const scaled = (role: 'hidden' | 'output') => {
    const { m, weightScale } = settingsOfProjection(own, role).cell;
    // Noise is that of scale/m, decay that of 1/scale: their product is least where the scale grows with the root of m.
    const growth = share * Math.sqrt((settings.cell?.m ?? m) / m);
    return { ...settings[role], cell: { weightScale: weightScale * growth } };
  };
  return resolveConfig({
    device,
    seed,
    compensation: {
      policy,
      settings: { ...settings, hidden: scaled('hidden'), output: scaled('output') },
    },
  });
}

/** Every configuration once: knobs meet where nothing is turned. */
export const knobConfigs = (): ExperimentConfig[] => [
  ...new Map(knobRuns().map(({ config }) => [contentOf(config), config])).values(),
];

/** A table per knob. */
export function knobSections(finished: readonly RunRecord[]): string {
  const runs = knobRuns();
  const recordOf = new Map(finished.map((record) => [contentOf(record.config), record]));
  return KNOBS.map((knob) => {
    const rows = knob.values.map(([label]) => {
      const cells = KNOB_DEVICES.map((device) => {
        const records = runs
          .filter((run) => run.knob === knob && run.label === label && run.device === device)
          .flatMap(({ config }) => recordOf.get(contentOf(config)) ?? []);
        if (records.length === 0) return '– | – | –';
        const mean = spreadOf(records.map(({ pulsesPerSample }) => pulsesPerSample)).mean;
        const [output, hidden] = [
          spreadOf(records.map(({ accuracy }) => accuracy)),
          spreadOf(records.map(({ hiddenAccuracy }) => hiddenAccuracy)),
        ];
        return `${percentSpread(output)} | ${percentSpread(hidden)} | ${decimal(mean, 0)}`;
      });
      return `| ${label} | ${cells.join(' | ')} |`;
    });
    return [
      `### ${knob.title}`,
      '',
      `\`${knob.policy}\`: ${knob.about} Output, hidden and pulses per sample, one seed.`,
      '',
      `| | ${KNOB_DEVICES.map((device) => `${device} output % | hidden % | pulses`).join(' | ')} |`,
      `|---:|${KNOB_DEVICES.map(() => '---:|---:|---:').join('|')}|`,
      ...rows,
      '',
    ].join('\n');
  }).join('\n');
}
