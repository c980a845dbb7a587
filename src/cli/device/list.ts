/** `memspike device list`. */

import { asAffine } from '../../device/laws/affine.ts';
import { lawOf } from '../../device/laws/all-laws.ts';
import { asymmetryOf } from '../../device/laws/effect-of-pulses.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { presets } from '../../presets/presets.ts';
import { answer } from '../shared/answer.ts';
import { printRows } from '../shared/columns.ts';
import type { AnswerFlags } from '../shared/flags.ts';
import { type DeviceFacts, factsOf, short } from './facts.ts';

export async function listDevices(flags: AnswerFlags): Promise<void> {
  const facts = presets.map((preset) => factsOf(preset.device()));
  const head = [
    'name',
    'title',
    'law',
    'labels',
    'ν LTP',
    'ν LTD',
    'levels',
    'c2c %',
    'on/off',
    'sym. point',
    'asymmetry',
    'source',
  ];
  await answer(flags, facts, () => `${printRows([head, ...facts.map(row)])}\n`);
}

function row({ device, labels, symmetryPoint }: DeviceFacts): string[] {
  const { name, title, law, levels, c2c, c2cOf, onOff, source } = device;
  if (isIdeal(law)) return [name, title, law.kind, '–', '–', '–', '–', '–', '–', '–', '–', source];
  return [
    name,
    title,
    lawOf(law).inWords,
    labels ? `${short(labels.ltp, 3)} / ${short(labels.ltd, 3)}` : '–',
    short(asAffine(law)?.ltp.nu, 3),
    short(asAffine(law)?.ltd.nu, 3),
    String(levels),
    `${short(100 * c2c, 3)}${c2cOf === 'step' ? ' of step' : ''}`,
    short(onOff, 3),
    short(symmetryPoint, 2),
    short(rounded(asymmetryOf(law)), 2),
    source,
  ];
}

/** In thousandths: what is less is rounding. */
function rounded(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(1000 * share) / 1000;
}
