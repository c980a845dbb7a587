/** `memspike device show`. */
import type { Device, PulseShape } from '../../device/device.ts';
import { lawOf } from '../../device/laws/all-laws.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { VARIATION_PARAMETERS } from '../../device/variation.ts';
import { counted } from '../../report/text/words.ts';
import { answer } from '../shared/answer.ts';
import { printRows } from '../shared/columns.ts';
import { curveInText, railToRail } from '../shared/curve.ts';
import { deviceArgument } from '../shared/device-argument.ts';
import type { AnswerFlags } from '../shared/flags.ts';
import { type DeviceFacts, factsOf, short } from './facts.ts';

export async function showDevice(name: string, flags: AnswerFlags): Promise<void> {
  const facts = factsOf(await deviceArgument(name));
  await answer(flags, facts, () => `${described(facts)}\n`);
}

function described(facts: DeviceFacts): string {
  const { device } = facts;
  const parts = [
    printRows([
      ['name', device.name],
      ['title', device.title],
      ['source', device.source],
      ...(device.doubt === undefined ? [] : [['in doubt', device.doubt]]),
    ]),
  ];
  if (!isIdeal(device.law)) {
    parts.push(printRows(lawRows(facts)), printRows(arrayRows(device)));
    if (facts.pair !== undefined) parts.push(printRows(pairRows(facts)));
    const curve = railToRail(device);
    if (curve)
      parts.push(
        `${curveInText(curve.values)}\n${counted(curve.ltpPulses, 'LTP pulse')}, then ${counted(curve.ltdPulses, 'LTD pulse')}`,
      );
  }
  return parts.join('\n\n');
}

function lawRows({ device, labels, symmetryPoint }: DeviceFacts): string[][] {
  const { levels, c2c, c2cOf, states } = device;
  const law = lawOf(device.law);
  const across = law.across();
  const [low, high] = [law.step(0), law.step(1)];
  const steps = (first: number, last: number) => `${short(first, 3)} to ${short(last, 3)} of the range`;
  return [
    ...(labels ? [['nonlinearity labels', `${short(labels.ltp)} LTP, ${short(labels.ltd)} LTD`]] : []),
    ...law.details.map((row) => [...row]),
    ['pulses from rail to rail', `${short(across.ltp)} LTP, ${short(across.ltd)} LTD`],
    ['steps of LTP', steps(low.up, high.up)],
    ['steps of LTD', steps(high.down, low.down)],
    ['symmetry point', short(symmetryPoint)],
    ['levels', String(levels)],
    ['states', states === 0 ? 'continuous' : String(states)],
    ['cycle-to-cycle noise', `${short(100 * c2c)} % of the ${c2cOf ?? 'range'} per pulse`],
  ];
}

function arrayRows({ gMax, onOff, ltpPulse, ltdPulse, variation, stuck }: Device): string[][] {
  const varying = VARIATION_PARAMETERS.filter((parameter) => variation[parameter].std > 0).map(
    (parameter) =>
      `${parameter} ${short(100 * variation[parameter].std)} % (${variation[parameter].distribution})`,
  );
  return [
    ['Gmax', `${short(gMax)} S (${short(1 / gMax)} Ω)`],
    ['on/off ratio', short(onOff)],
    ['LTP pulse', pulse(ltpPulse)],
    ['LTD pulse', pulse(ltdPulse)],
    ['device-to-device spread', varying.join(', ') || 'none known'],
    ['stuck devices', stuck.fraction === 0 ? 'none' : `${short(100 * stuck.fraction)} %, at ${stuck.at}`],
  ];
}

function pulse(shape: PulseShape | undefined): string {
  return shape === undefined ? 'not known' : `${short(shape.volts)} V, ${short(shape.seconds)} s`;
}

function pairRows({ pair }: DeviceFacts): string[][] {
  if (pair === undefined) return [];
  const { complementary, oneSided } = pair;
  return [
    [
      'weight of a pair, W = g⁺ − g⁻',
      `complementary (at ${short(complementary.commonMode, 2)})`,
      'one-sided (at 0.5)',
    ],
    ['change by a pulse at W = 0', short(complementary.drive), short(oneSided.drive)],
    ['share of W lost by a pulse', short(complementary.decay), short(oneSided.decay)],
    ['limit of |W| (rails apart)', short(complementary.limit), short(oneSided.limit)],
  ];
}
