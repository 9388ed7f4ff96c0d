/** Zero crossings of the sinc on each side. More make the filter steeper and slower. */
const CROSSINGS = 16;
/** The share of the lower rate's band that passes; higher frequencies would alias. */
const PASSED = 0.94;
/** Most filters. A ratio of rates that needs more is rounded to the nearest that does not. */
const MAX_PHASES = 2_000;

/**
 * Resamples in pieces with a windowed sinc (Smith, "Digital Audio Resampling", 2002): one filter for each possible
 * position between two samples.
 */
export class Resampler {
  readonly #filters: readonly Float32Array[];
  readonly #up: number;
  readonly #down: number;
  readonly #half: number;
  #held: Float32Array;
  /** The position of the next sample in the buffer, in units of 1/up. */
  #place: number;
  #received = 0;
  #given = 0;

  constructor(from: number, to: number) {
    const [up, down] = ratio(to, from);
    this.#up = up;
    this.#down = down;
    const cutoff = Math.min(1, up / down) * PASSED;
    this.#half = Math.ceil(CROSSINGS / cutoff);
    this.#filters = Array.from({ length: up }, (_, phase) => filter(phase / up, this.#half, cutoff));
    // Silence precedes the beginning.
    this.#held = new Float32Array(this.#half);
    this.#place = this.#half * up;
  }

  /** Returns the samples that are complete. */
  push(samples: Float32Array): Float32Array {
    this.#received += samples.length;
    return this.#take(samples, Number.POSITIVE_INFINITY);
  }

  /** Returns the rest. In total, the output has the duration of the input, rounded up. */
  end(): Float32Array {
    const whole = Math.ceil((this.#received * this.#up) / this.#down);
    return this.#take(new Float32Array(2 * this.#half + 1), whole - this.#given);
  }

  #take(more: Float32Array, most: number): Float32Array {
    const all = new Float32Array(this.#held.length + more.length);
    all.set(this.#held);
    all.set(more, this.#held.length);
    const reach = (all.length - this.#half) * this.#up - this.#place;
    const count = Math.max(0, Math.min(most, Math.ceil(reach / this.#down)));
    const out = new Float32Array(count);
    for (let n = 0; n < count; n++) {
      const place = this.#place + n * this.#down;
      out[n] = this.#at(all, Math.floor(place / this.#up), place % this.#up);
    }
    this.#place += count * this.#down;
    const done = Math.max(0, Math.floor(this.#place / this.#up) - this.#half);
    this.#held = all.slice(done);
    this.#place -= done * this.#up;
    this.#given += count;
    return out;
  }

  #at(all: Float32Array, at: number, phase: number): number {
    const weights = this.#filters[phase];
    if (!weights) return 0;
    let sum = 0;
    const first = at - this.#half + 1;
    for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (all[first + i] ?? 0);
    return sum;
  }
}

/**
 * Returns the weights of the samples from `half - 1` before a position to `half` after it. `offset`: its distance from
 * a sample.
 */
function filter(offset: number, half: number, cutoff: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * half }, (_, i) => {
    const x = i - half + 1 - offset;
    const window = 0.42 + 0.5 * Math.cos((Math.PI * x) / half) + 0.08 * Math.cos((2 * Math.PI * x) / half);
    const y = Math.PI * cutoff * x;
    return cutoff * (y === 0 ? 1 : Math.sin(y) / y) * window;
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

function ratio(up: number, down: number): [up: number, down: number] {
  const shared = gcd(up, down);
  const parts = up / shared;
  if (parts <= MAX_PHASES) return [parts, down / shared];
  return [MAX_PHASES, Math.round((down * MAX_PHASES) / up)];
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
