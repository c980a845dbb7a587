/** The device on the page: a preset, or one that was bent, typed or measured. */
import { computed, signal } from '@preact/signals';
import { type Device, type DeviceOptions, defineDevice, resolveDevice } from 'memspike';
import type { AffineLaw } from 'memspike/parts';
import { texts } from '../texts.ts';

export interface DeviceState {
  readonly device: Device;
  /** Name of the preset that it still is. */
  readonly preset?: string;
}

export const deviceState = signal<DeviceState>(presetState('ag-a-si'));
export const device = computed(() => deviceState.value.device);
export const law = computed<AffineLaw | undefined>(() => affineOf(device.value));

export function presetState(name: string): DeviceState {
  return { device: resolveDevice(name), preset: name };
}

export function choosePreset(name: string): void {
  deviceState.value = presetState(name);
}

/** Throws a MemspikeError that says what is wrong with the description. */
export function chooseDevice(description: DeviceOptions): void {
  deviceState.value = { device: defineDevice(description) };
}

/** Changes some of the device, which is no preset from then on. */
export function changeDevice(change: Partial<DeviceOptions>): void {
  const { device: from, preset } = deviceState.value;
  const title = preset === undefined ? from.title : texts.device.changed(from.title);
  chooseDevice({ ...from, name: 'own', title, ...change });
}

export function changeLaw(change: Partial<AffineLaw>): void {
  const { device: from } = deviceState.value;
  const now = affineOf(from);
  if (now !== undefined) changeDevice({ law: { ...now, ...change } });
}

/** A new number of levels keeps the shape of the curve: both branches get as many pulses more or fewer. */
export function changeLevels(levels: number): void {
  const now = affineOf(device.value);
  if (now === undefined) return;
  const factor = levels / now.ltp.pulses;
  changeDevice({
    levels,
    law: {
      ...now,
      ltp: { ...now.ltp, pulses: levels },
      ltd: { ...now.ltd, pulses: Math.max(1, Math.round(now.ltd.pulses * factor)) },
    },
  });
}

/** The same relative spread, in standard deviations, of both nonlinearities and both numbers of pulses; 0 to 1. */
export function changeSpread(std: number): void {
  const one = { std, distribution: 'normal' as const };
  changeDevice({
    variation: { ...device.value.variation, nuLtp: one, nuLtd: one, pulsesLtp: one, pulsesLtd: one },
  });
}

export const spread = computed(() => device.value.variation.nuLtp.std);

function affineOf({ law: of }: Device): AffineLaw | undefined {
  return of.kind === 'affine' ? (of as AffineLaw) : undefined;
}
