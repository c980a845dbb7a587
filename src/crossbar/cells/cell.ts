/**
 * Cells: how conductances make a weight, W = gain · (Σ G⁺ - Σ G⁻), and which of them a pulse moves. A cell has m devices
 * of either polarity; updates take turns among the m. One file a cell, and its line in all-cells.ts; what a pulse moves
 * is written in assembly/write/pulse.ts under the same `code`.
 */
export interface Cell {
  /** Lower case with dashes: what a user types. */
  readonly kind: string;
  /** One sentence. */
  readonly summary: string;
  readonly source: string;
  /** By which the kernels know it: the word SCHEME (engine/array-records.ts). */
  readonly code: number;
  /** Whether both polarities are written; if not, G⁻ is a reference that never moves. */
  readonly isPair: boolean;
  /** Devices that one planned pulse moves. */
  readonly devicesPerPulse: 1 | 2;
  /**
   * Whether the polarity that is written is drawn, so that the same wanted change is an LTP pulse of one device or an
   * LTD pulse of the other.
   */
  readonly drawsPolarity: boolean;
  /** Whether devices get LTP alone: of G⁺ for a positive and of G⁻ for a negative change. */
  readonly ltpOnly: boolean;
}

/**
 * Change of W when one written device moves over its whole range, for a weight scale w (the largest |W|) and m devices
 * per polarity: a pair spans [-w, w] and each of its devices w/m; a single device spans [-w, w] alone, 2w/m.
 */
export function gainOf({ isPair }: Cell, weightScale: number, m: number): number {
  return (isPair ? weightScale : 2 * weightScale) / m;
}

/** Devices that a synapse is made of and that are written. */
export const devicesPerSynapse = ({ isPair }: Cell, m: number): number => (isPair ? 2 * m : m);

/** Whether a pulse moves one device, up or down as is wanted: what programming to a target needs. */
export const movesOneEitherWay = ({ devicesPerPulse, ltpOnly }: Cell): boolean =>
  devicesPerPulse === 1 && !ltpOnly;
