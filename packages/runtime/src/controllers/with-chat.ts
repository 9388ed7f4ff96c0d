import type { Controller } from "@hugginggpt/shared";

/** Returns a controller that is another one but for how it is asked. Its name may change: a server can choose its model. */
export function withChat(inner: Controller, chat: Controller["chat"]): Controller {
  return {
    get name() {
      return inner.name;
    },
    get sees() {
      return inner.sees ?? false;
    },
    chat,
  };
}
