import { isFault } from "@hugginggpt/shared";
import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { ATTRIBUTE, OPERATION, SCOPE } from "./names.js";

/** What a span is for. */
interface SpanSubject {
  readonly operation: (typeof OPERATION)[keyof typeof OPERATION];
  /** What the operation is done with, such as a model's name. */
  readonly object?: string;
}

/**
 * Starts a span with an explicit parent, so that it nests correctly even if the SDK does not follow asynchronous calls.
 * Null: its parent is the span that is active here.
 */
export function startSpan(
  { operation, object }: SpanSubject,
  parent: Span | null,
  attributes: Attributes = {},
  kind = SpanKind.INTERNAL,
): Span {
  const name = object === undefined ? operation : `${operation} ${object}`;
  const standard = operation === OPERATION.attempt ? {} : { [ATTRIBUTE.operation]: operation };
  const around = parent ? trace.setSpan(context.active(), parent) : context.active();
  const options = { kind, attributes: { ...standard, ...attributes } };
  return trace.getTracer(SCOPE).startSpan(name, options, around);
}

/** Calls a function inside a span, ends the span with it, and returns or throws as it does. */
export async function within<T>(span: Span, act: () => Promise<T>): Promise<T> {
  try {
    return await context.with(trace.setSpan(context.active(), span), act);
  } catch (error) {
    const name = error instanceof Error ? error.name : "error";
    fail(span, isFault(error) ? error.code : name);
    throw error;
  } finally {
    span.end();
  }
}

/** Marks a span as failed. `type`: a fault's code or an error's class, never its message. */
export function fail(span: Span, type: string): void {
  span.setAttribute(ATTRIBUTE.errorType, type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
