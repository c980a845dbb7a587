import { broadcastFloat, fours, laneNumbers, magnitudeBits, ones, tiny } from './constants';
import { packLanes } from './pack';

/**
 * Leaky integrate-and-fire neurons with second-order traces, one step.
 *
 *   P ← α·P + (1-α)·Q        membrane trace, from the synaptic trace of the step before
 *   Q ← β·Q + drive·I        synaptic trace; drive = (1-β)·gain
 *   U = P - ρ·R,  S = [U > θ]
 *   R ← γ·R + S              refractory trace; left alone where ρ is 0
 *   reset 0 (refractory): through R alone;  1 (zero): P, Q ← 0 on a spike;  2 (subtract): P ← P - θ on a spike
 *
 * q, p, r, u, current f32 [padded], counts f32 [padded], spikes u32 [count + 4]; padded is a multiple of 4 and its
 * extra neurons never spike (no current, θ > 0). `current` is cleared, `counts` gains 1 per spike, `spikes` gets the
 * spiking neurons in ascending order. Traces below 1e-30 in magnitude become 0: Wasm has no flush-to-zero, and
 * subnormal numbers cost four times the time. Returns the number of spikes.
 */
export function lifStep(
  q: usize,
  p: usize,
  r: usize,
  u: usize,
  current: usize,
  counts: usize,
  spikes: usize,
  padded: u32,
  alpha: f32,
  beta: f32,
  drive: f32,
  rho: f32,
  gamma: f32,
  theta: f32,
  reset: u32,
): u32 {
  const bytes = padded << 2;
  let end = spikes;
  if (ASC_FEATURE_SIMD) {
    const alphas = broadcastFloat(alpha);
    const rest = broadcastFloat(1 - alpha);
    const betas = broadcastFloat(beta);
    const drives = broadcastFloat(drive);
    const thetas = broadcastFloat(theta);
    const least = tiny();
    const one = ones();
    const magnitude = magnitudeBits();
    const zero = v128.xor(one, one);
    const refractory = rho != 0;
    const rhos = broadcastFloat(rho);
    const gammas = broadcastFloat(gamma);
    const four = fours();
    let neuron = laneNumbers();
    for (let i: u32 = 0; i < bytes; i += 16) {
      const q0 = v128.load(q + i);
      let qv = f32x4.add(f32x4.mul(betas, q0), f32x4.mul(drives, v128.load(current + i)));
      let pv = f32x4.add(f32x4.mul(alphas, v128.load(p + i)), f32x4.mul(rest, q0));
      v128.store(current + i, zero);
      qv = v128.and(qv, f32x4.gt(v128.and(qv, magnitude), least));
      pv = v128.and(pv, f32x4.gt(v128.and(pv, magnitude), least));
      let uv = pv;
      if (refractory) uv = f32x4.sub(pv, f32x4.mul(rhos, v128.load(r + i)));
      v128.store(u + i, uv);
      const fired = f32x4.gt(uv, thetas);
      const mask = i32x4.bitmask(fired);
      // No branch on whether any of the four spikes: with one neuron in ten spiking it would be mispredicted often.
      v128.store(counts + i, f32x4.add(v128.load(counts + i), v128.and(fired, one)));
      end = packLanes(end, neuron, mask);
      neuron = i32x4.add(neuron, four);
      if (reset == 1) {
        pv = v128.andnot(pv, fired);
        qv = v128.andnot(qv, fired);
      } else if (reset == 2) {
        pv = f32x4.sub(pv, v128.and(fired, thetas));
      }
      v128.store(p + i, pv);
      v128.store(q + i, qv);
      if (refractory) {
        const rn = f32x4.add(f32x4.mul(gammas, v128.load(r + i)), v128.and(fired, one));
        v128.store(r + i, v128.and(rn, f32x4.gt(rn, least)));
      }
    }
  } else {
    for (let i: u32 = 0; i < bytes; i += 4) {
      const q0 = load<f32>(q + i);
      let pv = alpha * load<f32>(p + i) + (1 - alpha) * q0;
      let qv = beta * q0 + drive * load<f32>(current + i);
      if (!(abs(pv) > <f32>1e-30)) pv = 0;
      if (!(abs(qv) > <f32>1e-30)) qv = 0;
      const rv = load<f32>(r + i);
      const uv = rho != 0 ? pv - rho * rv : pv;
      const fired = uv > theta;
      if (fired) {
        store<f32>(counts + i, load<f32>(counts + i) + 1);
        store<u32>(end, i >> 2);
        end += 4;
        if (reset == 1) {
          pv = 0;
          qv = 0;
        } else if (reset == 2) {
          pv = pv - theta;
        }
      }
      store<f32>(p + i, pv);
      store<f32>(q + i, qv);
      if (rho != 0) {
        const rn = gamma * rv + (fired ? <f32>1 : <f32>0);
        store<f32>(r + i, rn > <f32>1e-30 ? rn : <f32>0);
      }
      store<f32>(u + i, uv);
      store<f32>(current + i, 0);
    }
  }
  return u32(end - spikes) >> 2;
}
