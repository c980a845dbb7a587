/**
 * Energy that pulses dissipate in the devices: Σ V²·t·G, G being the conductance that a train of pulses met. An Ohmic
 * device at the read conductance is assumed, and neither drivers nor half-selected devices are counted.
 */
import type { Device, PulseShape } from '../device/device.ts';

export interface PulsesMet {
  readonly pulses: number;
  /** Σ over pulses of the normalised conductance before their train. */
  readonly conductance: number;
}

/** Joules of all pulses so far; undefined where the source of the device names no pulses. */
export function writeEnergy(
  device: Device,
  { ltp, ltd }: { readonly ltp: PulsesMet; readonly ltd: PulsesMet },
): number | undefined {
  const { ltpPulse, ltdPulse } = device;
  if (ltpPulse === undefined || ltdPulse === undefined) return undefined;
  return energyOf(device, ltpPulse, ltp) + energyOf(device, ltdPulse, ltd);
}

function energyOf(
  { gMax, onOff }: Device,
  { volts, seconds }: PulseShape,
  { pulses, conductance }: PulsesMet,
): number {
  const gMin = gMax / onOff;
  return volts * volts * seconds * (gMin * pulses + (gMax - gMin) * conductance);
}
