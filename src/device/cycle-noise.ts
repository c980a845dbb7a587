/** Cycle-to-cycle noise in units of the range, whatever the device's own number is a fraction of. */
import type { Device } from './device.ts';

/** σ that a train of `pulses` adds which goes `way`, a share of the range: σ·√n of the range, or σ/√n of the way. */
export function trainNoise(
  { c2c, c2cOf }: Pick<Device, 'c2c' | 'c2cOf'>,
  pulses: number,
  way: number,
): number {
  if (pulses === 0) return 0;
  return c2cOf === 'step' ? (c2c * Math.abs(way)) / Math.sqrt(pulses) : c2c * Math.sqrt(pulses);
}

/** σ of one pulse of the nominal step, 1/levels of the range. */
export function pulseNoise(device: Pick<Device, 'c2c' | 'c2cOf' | 'levels'>): number {
  return trainNoise(device, 1, 1 / Math.max(1, device.levels));
}
