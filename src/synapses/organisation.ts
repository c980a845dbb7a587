/** How the synapses of a layer are organised: what stands between a wanted outer product and the devices that are read. */
export type Organisation =
  /** One crossbar, written at every update. */
  | { readonly kind: 'plain' }
  /**
   * Updates are gathered at the edges of the array, `updates` of them, and their sum is written at once. `rank` 0: the
   * factors of all are kept, and the sum is exact. Otherwise the sum is kept to that rank, by the leading singular
   * vectors or, if `unbiased`, with the last two of them mixed at random so that the mean is right (Gural & Murmann,
   * arXiv 2009.03887, 2020, alg. 1; batches compressed to rank r: Hoskins et al., Front. Neurosci. 13:793, 2019).
   */
  | {
      readonly kind: 'buffer';
      readonly updates: number;
      readonly rank: number;
      readonly unbiased: boolean;
    }
  /**
   * Updates go to a second array A of the same size; at every update `lines` lines of A are read in turn and written
   * into the array that the network reads, `rate` of weight per unit of weight (Gokmen & Haensch, Front. Neurosci.
   * 14:103, 2020). `chopper`: probability
   * that a line's sign is flipped at its read; `reference`: what is taken off a read, nothing or the line's mean in the
   * period before its last flip (Rasch et al., Nat. Commun. 15:7133, 2024).
   */
  | {
      readonly kind: 'transfer';
      readonly lines: number;
      readonly rate: number;
      readonly chopper: number;
      readonly reference: 'none' | 'last-period';
    }
  /**
   * A weight is the sum of `cores` cells, each of 1/base of the range of the one before. Updates go to the smallest;
   * every so many updates (`every`) what exceeds half a range is carried to the next (Agarwal et al., VLSI 2017).
   */
  | { readonly kind: 'carry'; readonly cores: number; readonly base: number; readonly every: number };

export const plainOrganisation: Organisation = { kind: 'plain' };
