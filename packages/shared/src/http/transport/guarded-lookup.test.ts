import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isFault } from "../../errors/fault.js";
import { guardedLookup, type Resolve } from "./guarded-lookup.js";
import { type TransportOptions, undiciTransport } from "./transport.js";

const PUBLIC = { address: "93.184.216.34", family: 4 };
const LOOPBACK = { address: "127.0.0.1", family: 4 };

let server: Server;
let hosts: (string | undefined)[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    hosts.push(request.headers.host);
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  hosts = [];
});

/** Answers with these addresses in turn, the last again and again, and counts. */
function scriptedResolve(...answers: (typeof PUBLIC)[][]): Resolve & { asked: string[] } {
  const asked: string[] = [];
  const resolve = async (host: string) => {
    asked.push(host);
    return answers[Math.min(asked.length, answers.length) - 1] ?? [];
  };
  return Object.assign(resolve, { asked });
}

function address(): string {
  const found = server.address() as AddressInfo; // A TCP server that listens has a port.
  return `http://rebind.example:${found.port}/`;
}

/** Sends to an untrusted address and returns what came. */
async function ask(options: TransportOptions, url = address()): Promise<string> {
  const signal = new AbortController().signal;
  const send = undiciTransport(options);
  const { body } = await send({ url: new URL(url), method: "GET", headers: {}, signal, isUntrusted: true });
  return text(body);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  for (let one = error; one instanceof Error; one = one.cause) if (isFault(one)) return one.code;
  return String(error);
}

describe("an untrusted name (A6)", () => {
  it("asks the resolver once and connects to the address that was checked, with the name as Host", async () => {
    const resolve = scriptedResolve([LOOPBACK], [PUBLIC]);
    expect(await ask({ allowPrivate: true, proxied: false, resolve })).toBe("ok");
    expect(resolve.asked).toEqual(["rebind.example"]);
    expect(hosts).toEqual([new URL(address()).host]);
  });

  it.each([
    ["a loopback address", [LOOPBACK]],
    ["a private one among public ones", [PUBLIC, { address: "10.0.0.7", family: 4 }]],
    ["loopback inside IPv6", [{ address: "::ffff:127.0.0.1", family: 6 }]],
    ["a metadata service", [{ address: "169.254.169.254", family: 4 }]],
    ["no address", []],
  ])("refuses a name that leads to %s, and sends nothing", async (_what, found) => {
    const resolve = scriptedResolve(found);
    expect(await codeOf(ask({ allowPrivate: false, proxied: false, resolve }))).toBe("EGRESS_BLOCKED");
    expect(resolve.asked).toHaveLength(1);
    expect(hosts).toEqual([]);
  });

  it("keeps metadata services closed where private networks are open", async () => {
    const resolve = scriptedResolve([{ address: "169.254.169.254", family: 4 }]);
    expect(await codeOf(ask({ allowPrivate: true, proxied: false, resolve }))).toBe("EGRESS_BLOCKED");
  });

  it("checks a name before a proxy gets it, and leaves one it cannot resolve to the proxy", async () => {
    const refused = { allowPrivate: false, proxied: true, resolve: scriptedResolve([LOOPBACK]) };
    expect(await codeOf(ask(refused, "https://rebind.example/"))).toBe("EGRESS_BLOCKED");
    const unknown: Resolve = async () => {
      throw new Error("ENOTFOUND");
    };
    const left = { allowPrivate: false, proxied: true, resolve: unknown };
    expect(await codeOf(ask(left, "https://rebind.example/"))).toContain("ENOTFOUND");
  });

  it("hands a socket the checked addresses only, in both forms that Node asks for", async () => {
    const lookup = guardedLookup(scriptedResolve([PUBLIC]), { plain: false, allowPrivate: false });
    const one = await new Promise((done) => lookup("a.example", {}, (...result) => done(result)));
    const all = await new Promise((done) => lookup("a.example", { all: true }, (...result) => done(result)));
    expect(one).toEqual([null, PUBLIC.address, 4]);
    expect(all).toEqual([null, [PUBLIC]]);
  });
});
