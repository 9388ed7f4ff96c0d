import { ProvidersBackend } from "@hugginggpt/runtime";
import {
  type ArgValue,
  isFault,
  type ResolvedArgs,
  systemClock,
  type TaskId,
  type TaskOutput,
  taskSpec,
} from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";
import { onTestFinished } from "vitest";
import { HF_SECRET } from "../e2e/secrets.js";
import { type Handler, type LoopbackServer, startLoopback } from "../loopback/loopback-server.js";
import { simulatedPng } from "../media/simulated-png.js";
import { simulatedWav } from "../media/simulated-wav.js";

/** Returns a client as the command line has it, closed to private networks. */
export function realHttp(): HttpClient {
  return new HttpClient({
    clock: systemClock,
    random: () => 0,
    userAgent: "test",
    secrets: [HF_SECRET],
  });
}

/** Starts a server that ends with the running test. */
export async function hostile(handler: Handler): Promise<LoopbackServer> {
  const server = await startLoopback(handler);
  onTestFinished(() => server.close());
  return server;
}

/** Runs a task at a router that answers as the handler does, and returns the output. @throws what the backend throws. */
export async function runAt(
  handler: Handler,
  task: TaskId,
  args: ResolvedArgs = argsFor(task),
  signal: AbortSignal = new AbortController().signal,
): Promise<TaskOutput> {
  const router = await hostile(handler);
  const backend = new ProvidersBackend({
    http: realHttp(),
    clock: systemClock,
    router: router.url,
    token: HF_SECRET,
  });
  const endpoint = {
    kind: "provider",
    provider: "hf-inference",
    providerId: "own/er",
    task,
    status: "live",
  } as const;
  return backend.run({ task, model: "own/er", endpoint, args }, signal);
}

/** Returns arguments that a task takes. */
export function argsFor(task: TaskId): ResolvedArgs {
  const image = { kind: "image", bytes: simulatedPng("x"), mediaType: "image/png", name: "x.png" } as const;
  const audio = { kind: "audio", bytes: simulatedWav("x"), mediaType: "audio/wav", name: "x.wav" } as const;
  const values: Readonly<Record<string, ArgValue>> = {
    image,
    audio,
    table: { a: ["1"] },
    sentences: ["x"],
  };
  return Object.fromEntries(taskSpec(task).args.map(({ name }) => [name, values[name] ?? "x"]));
}

/** Returns the code of the fault that a promise rejects with; "none" where it does not. @throws any other error. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "none";
  } catch (error) {
    if (isFault(error)) return error.code;
    throw error;
  }
}

/** Returns what a call gives and by how many bytes this process grew meanwhile. */
export async function grownBy<T>(
  call: () => Promise<T>,
): Promise<{ readonly value: T; readonly grown: number }> {
  const before = process.memoryUsage().rss;
  const value = await call();
  return { value, grown: process.memoryUsage().rss - before };
}

/** A body of the same piece again and again, with a pause before each. */
export async function* forever(piece: Uint8Array, pauseMs: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield piece;
    await systemClock.sleep(pauseMs);
  }
}
