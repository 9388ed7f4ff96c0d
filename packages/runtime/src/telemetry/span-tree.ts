import { isFault } from "@hugginggpt/shared";
import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { ATTRIBUTE } from "./names.js";

/** Spans with their parents said outright: they nest rightly whether or not the SDK follows asynchronous calls. */
export class SpanTree {
  readonly #tracer: Tracer;

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** Starts a span; null: its parent is whatever span is active where this is called. */
  start(name: string, parent: Span | null, attributes: Attributes, kind = SpanKind.INTERNAL): Span {
    const around = parent ? trace.setSpan(context.active(), parent) : context.active();
    return this.#tracer.startSpan(name, { kind, attributes }, around);
  }

  /** Calls a function inside a span, ends the span with it, and passes on what it returns or throws. */
  async within<T>(span: Span, act: () => Promise<T>): Promise<T> {
    try {
      return await context.with(trace.setSpan(context.active(), span), act);
    } catch (error) {
      fail(span, isFault(error) ? error.code : errorName(error));
      throw error;
    } finally {
      span.end();
    }
  }
}

/** Marks a span as failed. `type`: a fault's code or an error's class, never its message. */
export function fail(span: Span, type: string): void {
  span.setAttribute(ATTRIBUTE.errorType, type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "error";
}
