/** Typed views of one linear memory, indexed by word: what the plain-TypeScript kernels read and write. */
export interface Views {
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly u8: Uint8Array;
}

export function viewsOf(memory: ArrayBuffer): Views {
  const whole = (width: number): number => Math.floor(memory.byteLength / width);
  return {
    f32: new Float32Array(memory, 0, whole(4)),
    f64: new Float64Array(memory, 0, whole(8)),
    i32: new Int32Array(memory, 0, whole(4)),
    u32: new Uint32Array(memory, 0, whole(4)),
    u8: new Uint8Array(memory),
  };
}
