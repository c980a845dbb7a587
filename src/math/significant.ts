/** Up to `digits` significant digits of a number, without zeros at the end. */
export function significant(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}
