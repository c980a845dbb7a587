/** What the user has chosen beside the device, and how fast it is played. */
import { computed, signal } from '@preact/signals';
import type { Choice, Settings } from '../engine/messages.ts';
import { device } from './device.ts';

export const DEFAULTS: Settings = {
  policy: 'residual',
  hidden: 100,
  steps: 50,
  encoder: 'bernoulli',
  noise: true,
  seed: 1,
};

/** What the page accepts; a link or a field beyond is refused. */
export const RANGES = {
  hidden: [0, 1000],
  steps: [5, 500],
  seed: [0, 1e6],
} as const;

export const settings = signal<Settings>(DEFAULTS);
export const playing = signal(true);
export const samplesPerSecond = signal(1e6);

export const choice = computed<Choice>(() => ({ device: device.value, ...settings.value }));

export function choose(change: Partial<Settings>): void {
  settings.value = { ...settings.value, ...change };
}
