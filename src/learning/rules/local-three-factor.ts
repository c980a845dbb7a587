/**
 * The local three-factor rule: error of a fixed random readout × surrogate derivative × presynaptic activity
 * (DECOLLE: Kaiser, Mostafa & Neftci, Front. Neurosci. 14:424, 2020, eqs. 8–10).
 *
 *   δ_i = (Σ_k G_ki e_k) · σ'(U_i);  in the output layer, whose neurons are the classes, δ = e
 */
import { SURROGATES } from '../options.ts';
import type { LearningRule } from './rule.ts';

export const localThreeFactor: LearningRule = {
  name: 'local',
  modulate({ layer, kernels, options, theta, error, delta }) {
    if (layer.output) {
      delta.set(error);
      return;
    }
    kernels.localDelta(
      layer.delta,
      layer.error,
      layer.back,
      layer.u,
      layer.stride,
      layer.classes,
      theta,
      options.surrogateWidth,
      SURROGATES.indexOf(options.surrogate),
    );
  },
};
