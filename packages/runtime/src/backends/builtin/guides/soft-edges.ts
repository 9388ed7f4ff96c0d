import { at, blur, gradients, mapPlane, type Plane, quantile } from "../planes/plane.js";

/** Widths of the edges that are looked for, in points of a picture of 1,000 points; broad ones matter most. */
const SIGMAS = [1, 2, 4];
/** An edge that rises by this many values a point, times its width, is white at least. */
const LEAST = 12;

/**
 * Returns how much of an edge each point of a picture's luminance is, 0 to 255: the strongest gradient over several
 * widths. Stands in for HED ("Holistically-Nested Edge Detection", 2015), a network that draws such maps.
 */
export function softEdges(picture: Plane): Plane {
  const scale = Math.max(picture.width, picture.height) / 1000;
  let most = mapPlane(picture, () => 0);
  for (const sigma of SIGMAS) {
    const { dx, dy } = gradients(blur(picture, Math.max(0.7, sigma * scale)));
    // A broad edge rises as far as a narrow one, but slower.
    const strength = mapPlane(dx, (value, i) => Math.hypot(value, at(dy.values, i)) * Math.sqrt(sigma));
    most = mapPlane(most, (value, i) => Math.max(value, at(strength.values, i)));
  }
  const white = Math.max(LEAST, quantile(most, 0.99));
  return mapPlane(most, (value) => 255 * Math.min(1, value / white) ** 1.2);
}
