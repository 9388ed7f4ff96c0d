import type { InjectedFault } from "./fault-rules.js";
import { wholeBody } from "./reply.js";

/** Holds answers back until it is told to let them go; tests of slowness need no sleep. */
export interface Gate {
  /** Holds an answer before its headers. */
  readonly whole: InjectedFault;
  /** Sends headers and half of the body, then holds the rest. */
  readonly body: InjectedFault;
  /** Resolves when the first request has arrived at the gate. */
  readonly arrived: Promise<void>;
  /** Lets every held answer go, and all that come later. Does nothing the second time. */
  release(): void;
}

/** Returns a closed gate. */
export function gate(): Gate {
  const arrival = deferred();
  const opening = deferred();
  return {
    arrived: arrival.promise,
    release: opening.resolve,
    whole: async (_request, honest) => {
      arrival.resolve();
      await opening.promise;
      return honest();
    },
    body: async (_request, honest) => {
      const reply = await honest();
      const body = await wholeBody(reply);
      const half = Math.ceil(body.byteLength / 2);
      async function* halves(): AsyncGenerator<Uint8Array> {
        yield body.slice(0, half);
        arrival.resolve();
        await opening.promise;
        yield body.slice(half);
      }
      return { ...reply, body: halves() };
    },
  };
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let settle: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: () => settle() };
}
