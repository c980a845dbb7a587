/**
 * Names for how nonlinear a device is, and the way between them.
 *
 * NeuroSim publishes a "nonlinearity label"; its table from label to curve has a closed form: the label is 10.1015
 * times the largest distance of the normalised LTP curve from the straight line,
 *
 *   label(ν) = 10.1015·[ B − 1/ν − ln(ν B)/ν ],  B = 1 / (1 − e^(−ν)).
 *
 * Chang et al. 2018 give the asymmetric nonlinearity ANL = (G_LTP(N/2) − G_LTD(N/2)) / (Gmax − Gmin), which for equal
 * ν both ways is tanh(ν/4).
 */

import { MemspikeError } from '../errors.ts';
import { expm1, log, tanh } from '../math/exp-log.ts';
import { type AffineLaw, affineLaw } from './laws/affine.ts';

/** The label of an infinitely nonlinear device: every label is below. */
export const LABEL_LIMIT = 10.1015;

/** NeuroSim's label (≥ 0) of a branch with ν ≥ 0. */
export function labelOf(nu: number): number {
  if (nu < 0.05) return LABEL_LIMIT * nu * (1 / 8 - nu * nu * (1 / 576 - (nu * nu) / 25920));
  const b = -1 / expm1(-nu);
  return LABEL_LIMIT * (b - (1 + log(nu * b)) / nu);
}

/** ν of a label; its sign is ignored. Throws for |label| ≥ 10.1015, which no curve has. */
export function nuOf(label: number): number {
  const size = Math.abs(label);
  if (!(size < LABEL_LIMIT))
    throw new MemspikeError('DEVICE', 'no curve has this nonlinearity label', {
      received: label,
      accepted: `a number between -${LABEL_LIMIT} and ${LABEL_LIMIT}`,
      hint: 'a value above 10 is more likely ν itself, or a percentage',
    });
  let high = 1;
  while (labelOf(high) < size) high *= 2;
  let low = 0;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return size === 0 ? 0 : middle;
    if (labelOf(middle) < size) low = middle;
    else high = middle;
  }
}

/** Asymmetric nonlinearity (0–1) of a device with ν in both directions. */
export function anl(nu: number): number {
  return tanh(nu / 4);
}

/** ν of an asymmetric nonlinearity, 0 ≤ anl < 1. */
export function nuOfAnl(value: number): number {
  if (!(value >= 0 && value < 1))
    throw new MemspikeError('DEVICE', 'an asymmetric nonlinearity out of range', {
      received: value,
      accepted: 'a number from 0 to below 1',
    });
  return 2 * log((1 + value) / (1 - value));
}

/**
 * The law behind a pair of published labels. The sign of the LTD label matters: negative is asymmetric (both
 * directions step fast at first), positive retraces a curve of LTP's shape.
 */
export function lawFromLabels(options: {
  ltp: number;
  ltd: number;
  ltpPulses: number;
  ltdPulses: number;
}): AffineLaw {
  const { ltp, ltd, ltpPulses, ltdPulses } = options;
  if (ltp < 0)
    throw new MemspikeError('DEVICE', 'an LTP label is not negative', {
      where: 'labels.ltp',
      received: ltp,
      accepted: `a number from 0 to below ${LABEL_LIMIT}`,
      hint: 'LTP comes first and positive, LTD second: 2.4 / -4.88',
    });
  return affineLaw({
    ltp: { nu: nuOf(ltp), pulses: ltpPulses },
    ltd: { nu: nuOf(ltd), pulses: ltdPulses },
    retracing: ltd > 0,
  });
}

/** The labels of a law, LTD signed as in `lawFromLabels`. */
export function labelsOf(law: AffineLaw): { readonly ltp: number; readonly ltd: number } {
  const ltd = labelOf(law.ltd.nu);
  return { ltp: labelOf(law.ltp.nu), ltd: law.retracing || ltd === 0 ? ltd : -ltd };
}
