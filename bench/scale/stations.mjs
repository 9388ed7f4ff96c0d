/** A heap of [time, what], the least time first; of equal times, the one that came first. */
export class Agenda {
  #items = [];
  #count = 0;

  get size() {
    return this.#items.length;
  }

  add(time, what) {
    const items = this.#items;
    const item = { time, order: this.#count++, what };
    let at = items.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(item, items[up])) break;
      items[at] = items[up];
      at = up;
    }
    items[at] = item;
  }

  next() {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (items.length > 0) this.#sink(last);
    return first;
  }

  #sink(item) {
    const items = this.#items;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= items.length) break;
      if (down + 1 < items.length && isBefore(items[down + 1], items[down])) down++;
      if (!isBefore(items[down], item)) break;
      items[at] = items[down];
      at = down;
    }
    items[at] = item;
  }
}

function isBefore(one, other) {
  return one.time < other.time || (one.time === other.time && one.order < other.order);
}

/** So many cores that work in the order of arrival. Calls must come in the order of their times. */
export class Station {
  busy = 0;
  waited = 0;
  served = 0;
  #free = new Agenda();

  constructor(cores) {
    for (let n = 0; n < cores; n++) this.#free.add(0, null);
  }

  /** Returns when a piece of work that arrives at `now` and takes `seconds` is done. */
  serve(now, seconds) {
    const start = Math.max(now, this.#free.next().time);
    this.#free.add(start + seconds, null);
    this.busy += seconds;
    this.waited += start - now;
    this.served++;
    return start + seconds;
  }
}

/**
 * Returns the mean wait of an M/M/c queue in seconds (Erlang's C formula), for `load` = arrival rate x mean service / cores.
 */
export function erlangWait(cores, load, service) {
  const offered = cores * load;
  let term = 1;
  let sum = 1;
  for (let n = 1; n < cores; n++) {
    term *= offered / n;
    sum += term;
  }
  const last = (term * offered) / cores / (1 - load);
  return (last / (sum + last)) * (service / (cores * (1 - load)));
}
