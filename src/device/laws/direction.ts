/** The two directions of a device: LTP raises its conductance, LTD lowers it. */
export type Direction = 'ltp' | 'ltd';

export interface PerDirection<T = number> {
  readonly ltp: T;
  readonly ltd: T;
}
