/** Scales a vector to unit length, in place, and returns it; a zero vector stays zero. */
export function toUnitLength(values: Float32Array): Float32Array {
  let square = 0;
  for (const value of values) square += value * value;
  if (square === 0) return values;
  const scale = 1 / Math.sqrt(square);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * scale;
  return values;
}
