/**
 * The local three-factor rule: error of a fixed random readout × surrogate derivative × presynaptic activity
 * (DECOLLE: Kaiser, Mostafa & Neftci, Front. Neurosci. 14:424, 2020, eqs. 8–10).
 *
 *   δ_i = (Σ_k G_ki e_k) · σ'(U_i);  in the output layer, whose neurons are the classes, δ = e
 *   ΔW[j][i] = -rate · (mean rate of line j) · Σ_t [δ_i + |δ_i| · (membrane·U_i + bias)]
 *
 * The term in brackets beside δ is a balance of LTP and LTD drive that keeps activity in range: a homeostasis of the
 * rule, not a device compensation; ideal weights profit too.
 */
import * as v from 'valibot';
import { kindNamed } from '../../schema/kind.ts';
import { option, pairOf, real } from '../../schema/option.ts';
import { surrogateOption, surrogates } from '../surrogates/all-surrogates.ts';
import { defineRule, type RuleProduct } from './rule.ts';

const strength = real(-10, 10);

export const local = defineRule({
  kind: 'local',
  summary: 'error of a fixed random readout, surrogate derivative, presynaptic activity',
  source: 'Kaiser, Mostafa & Neftci, Front. Neurosci. 14:424, 2020, eqs. 8–10 (DECOLLE)',
  options: {
    rate: option(
      pairOf(real(0, 1000)),
      [0.02, 0.0005],
      'learning rates of hidden layers and of the output layer; default: those of the policy',
    ),
    balance: v.optional(
      v.strictObject({
        membrane: option(
          strength,
          0,
          'balance of LTP and LTD per unit of membrane; default: that of the policy',
        ),
        bias: option(strength, 0, 'balance of LTP and LTD that is always there'),
      }),
      {},
    ),
    surrogate: option(surrogateOption, 'triangle', 'what stands for the derivative of a spike'),
  },
  requires: { labels: true, error: true },
  gated: true,
  memory: { neurons: 2 },
  tuned: ({ rate, balance }) => ({ rate, balance: { membrane: balance, bias: 0 } }),
  prepare(projection, { balance, rate, surrogate }) {
    const { back, classes, error, kernels, margin, membrane, memory, output, stride, threshold } = projection;
    const [sum, delta] = memory.neurons;
    const { code } = kindNamed(surrogates, surrogate.kind, { what: 'a surrogate', where: 'surrogate' });
    const product: RuleProduct = { pre: 'rate', post: sum, rate: -rate[output ? 1 : 0] };
    const products = [product];
    const modulator = output ? error.at : delta.at;
    return {
      step() {
        if (!output)
          kernels.localDelta(
            delta.at,
            error.at,
            back.at,
            margin.at,
            stride,
            classes,
            threshold,
            surrogate.width,
            code,
          );
        kernels.accumulateDelta(sum.at, modulator, membrane.at, stride, balance.membrane, balance.bias);
      },
      updates: () => products,
      clear: () => kernels.clear(sum.at, stride * 4),
    };
  },
});

export type LocalOptions = v.InferOutput<typeof local.schema>;
