/** What the page and its worker say to each other. */
export type Order =
  | {
      readonly kind: 'start';
      readonly device: string;
      readonly policy: string;
      readonly noise: boolean;
      readonly epochs: number;
    }
  | { readonly kind: 'stop' };

/** A test digit that the network looks at, and what some hidden neurons have become. */
export interface Look {
  readonly side: number;
  /** side², 0–255. */
  readonly digit: Uint8Array;
  readonly label: number;
  readonly answer: number;
  /** Incoming weights of a few hidden neurons, side² each, one after the other. */
  readonly weights: Float32Array;
}

export type Report =
  | { readonly kind: 'ready'; readonly images: number }
  | {
      readonly kind: 'progress';
      readonly phase: 'train' | 'test';
      readonly epoch: number;
      /** Training samples so far and in all. */
      readonly samples: number;
      readonly total: number;
      /** Share of the last 500 training samples that were right, 0–1. */
      readonly accuracy: number;
      readonly samplesPerSecond: number;
      /** Test accuracy after each finished epoch. */
      readonly tested: readonly number[];
      readonly look: Look;
    }
  | {
      readonly kind: 'finished';
      readonly tested: readonly number[];
      readonly pulsesPerSample: number;
      readonly hash: string;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly problem: string };
