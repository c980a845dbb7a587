/**
 * The clock of a training: how much time presentations take, so that what goes on in seconds (drift, refresh) knows when
 * it is. Networks count in steps, devices in pulses; only the clock turns either into seconds. Testing takes no time.
 *
 *   t = presentations · (steps · step + between) + pulses · pulse
 */
import * as v from 'valibot';
import { option, positive, real } from '../schema/option.ts';

const seconds = real(0, 1e9);

export const clockSchema = v.strictObject({
  step: option(positive, 1e-3, 'seconds that a step of a presentation takes'),
  pulse: option(
    seconds,
    0,
    'seconds that every programming pulse adds, as if all were given one after the other; 0: pulses are given while steps go on',
  ),
  between: option(seconds, 0, 'seconds from the end of a presentation to the next one'),
});

export type Clock = v.InferOutput<typeof clockSchema>;

/** Seconds since training began, after so many presentations of `steps` steps and so many pulses. */
export function secondsAfter(
  { step, pulse, between }: Clock,
  { presentations, steps, pulses }: { presentations: number; steps: number; pulses: number },
): number {
  return presentations * (steps * step + between) + pulses * pulse;
}
