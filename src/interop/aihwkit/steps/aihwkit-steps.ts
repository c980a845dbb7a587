/**
 * Pulse laws of IBM aihwkit, step by step, in its own units: a weight w between w_min and w_max that one pulse moves.
 *
 * Sources: github.com/IBM/aihwkit, src/rpucuda/rpu_*_device.cpp at 4545f11, without noise and spread. The engine
 * computes in float32, so do these: every intermediate result is rounded.
 */

/** 1: a pulse up (LTP), −1: a pulse down (LTD). */
export type Sign = 1 | -1;

export interface AihwkitSteps {
  /** aihwkit's name of the device. */
  readonly model: string;
  readonly wMin: number;
  readonly wMax: number;
  /** The weight after one pulse. */
  step(w: number, direction: Sign): number;
  /** The same before the clip to the window. */
  move(w: number, direction: Sign): number;
}

/** What all pulsed devices have, under aihwkit's names. */
export interface PulsedParameters {
  /** Step of a pulse, before what the law makes of it. */
  readonly dw_min: number;
  /** Imbalance of up and down, −1 to 1. */
  readonly up_down: number;
  readonly w_min: number;
  readonly w_max: number;
  /** Takes steps and exponents without their sign. aihwkit's default: true. */
  readonly enforce_consistency?: boolean;
}

/**
 * Steps up and down of a device. The engine weakens one direction only: up_down > 0 leaves up at dw_min and makes down
 * dw_min·(1 − up_down); aihwkit's documentation describes another rule, which would change both.
 */
export function scalesOf({ dw_min, enforce_consistency = true, up_down }: PulsedParameters): {
  readonly up: number;
  readonly down: number;
} {
  const f = Math.fround;
  const dw = f(dw_min);
  const scale = (bias: number) => {
    const signed = f(f(f(Math.min(bias, 0)) + 1) * dw);
    return enforce_consistency ? Math.abs(signed) : signed;
  };
  return { up: scale(up_down), down: scale(-up_down) };
}

/** A law from the unclipped weight after a pulse. */
export function clippedLaw(
  model: string,
  { w_min, w_max }: PulsedParameters,
  move: (w: number, direction: Sign) => number,
): AihwkitSteps {
  const wMin = Math.fround(w_min);
  const wMax = Math.fround(w_max);
  return {
    model,
    wMin,
    wMax,
    move,
    step: (w, direction) => Math.min(Math.max(Math.fround(move(w, direction)), wMin), wMax),
  };
}

/** The weight that is read against a reference: that of the device less the reference. */
export function againstReference(own: AihwkitSteps, reference: number): AihwkitSteps {
  const f = Math.fround;
  return {
    ...own,
    wMin: f(own.wMin - reference),
    wMax: f(own.wMax - reference),
    step: (w, direction) => f(own.step(f(w + reference), direction) - reference),
    move: (w, direction) => f(own.move(f(w + reference), direction) - reference),
  };
}
