import type { QueueState } from "@hugginggpt/runtime";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";

/** Upper bounds of the buckets of response times, in seconds. */
const BUCKETS = [0.005, 0.02, 0.1, 0.5, 2, 10];

interface Series {
  count: number;
  seconds: number;
  readonly buckets: number[];
}

/**
 * Counts a server's responses for Prometheus. Labels are bounded: the route's pattern, the method, and the class of the
 * status. An unknown route is `other`.
 */
export class Metrics {
  readonly #series = new Map<string, Series>();
  readonly #now: () => number;

  /** `now`: milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts each request. */
  count(): MiddlewareHandler {
    return async (context, next) => {
      const begun = this.#now();
      await next();
      const route = context.res.status === 404 ? "other" : routePath(context, -1);
      const method = METHODS.has(context.req.method) ? context.req.method : "OTHER";
      const status = `${Math.floor(context.res.status / 100)}xx`;
      this.#add(`route="${route}",method="${method}",status="${status}"`, (this.#now() - begun) / 1000);
    };
  }

  /** Returns the metrics in Prometheus's text format. */
  text({ running, queued }: Readonly<Record<QueueState, number>>): string {
    const lines = [
      "# TYPE hugginggpt_runs gauge",
      `hugginggpt_runs{state="running"} ${running}`,
      `hugginggpt_runs{state="waiting"} ${queued}`,
      "# TYPE hugginggpt_resident_bytes gauge",
      `hugginggpt_resident_bytes ${process.memoryUsage.rss()}`,
      "# TYPE hugginggpt_http_request_seconds histogram",
    ];
    for (const [labels, { count, seconds, buckets }] of this.#series) {
      const name = "hugginggpt_http_request_seconds";
      const bounded = BUCKETS.map(
        (bound, place) => `${name}_bucket{${labels},le="${bound}"} ${buckets[place]}`,
      );
      lines.push(...bounded, `${name}_bucket{${labels},le="+Inf"} ${count}`);
      lines.push(`${name}_sum{${labels}} ${seconds}`, `${name}_count{${labels}} ${count}`);
    }
    return `${lines.join("\n")}\n`;
  }

  #add(labels: string, seconds: number): void {
    const series = this.#series.get(labels) ?? { count: 0, seconds: 0, buckets: BUCKETS.map(() => 0) };
    series.count++;
    series.seconds += seconds;
    BUCKETS.forEach((bound, place) => {
      if (seconds <= bound) series.buckets[place] = (series.buckets[place] ?? 0) + 1;
    });
    this.#series.set(labels, series);
  }
}

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]);
