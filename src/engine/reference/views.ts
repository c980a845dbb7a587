/** Typed views of one linear memory, indexed by word: what the plain-TypeScript kernels read and write. */
export interface Views {
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly u8: Uint8Array;
}

export function viewsOf(memory: ArrayBuffer): Views {
  return {
    f32: new Float32Array(memory),
    f64: new Float64Array(memory),
    i32: new Int32Array(memory),
    u32: new Uint32Array(memory),
    u8: new Uint8Array(memory),
  };
}
