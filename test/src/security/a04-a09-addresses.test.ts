import { isFault } from "@hugginggpt/shared";
import { fetchUntrusted, HttpClient, type HttpOptions } from "@hugginggpt/shared/http";
import { scriptedTransport } from "@hugginggpt/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LoopbackServer, startLoopback } from "../loopback/loopback-server.js";
import { bytes } from "../loopback/reply.js";

/** Addresses of this machine, of its network and of metadata services, in every spelling that clients understand. */
const CLOSED = [
  "https://169.254.169.254/latest/meta-data/",
  "https://metadata.google.internal/computeMetadata/v1/",
  "https://[fd00:ec2::254]/latest/meta-data/",
  "https://100.100.100.200/latest/meta-data/",
  "https://168.63.129.16/",
  "https://127.0.0.1/",
  "https://0x7f.1/",
  "https://0x7f000001/",
  "https://2130706433/",
  "https://017700000001/",
  "https://0177.0.0.1/",
  "https://127.1/",
  "https://127.0.0.1./",
  "https://①②⑦.⓪.⓪.①/",
  "https:\\\\127.0.0.1/",
  "https://%31%32%37.0.0.1/",
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[::127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[64:ff9b:1::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[fe80::1]/",
  "https://[fc00::1]/",
  "https://[fec0::1]/",
  "https://0/",
  "https://0.0.0.0/",
  "https://10.0.0.1/",
  "https://172.16.0.1/",
  "https://192.168.1.1/",
  "https://100.64.0.1/",
  "https://198.18.0.1/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://localhost/",
  "https://localhost./",
  "https://LOCALHOST/",
  "https://a.localhost/",
  "https://localhost.localdomain/",
  "https://printer.local/",
  "https://db.internal/",
  "https://intranet/",
  "https://router.home.arpa/",
];

/** What is refused whatever it leads to. */
const FORBIDDEN = [
  "https://user:pass@example.com/",
  "https://example.com@127.0.0.1/",
  "https://user@example.com/",
  "https://example.com:6379/",
  "https://example.com:22/",
  "https://example.com:80/",
  "http://example.com/",
  "file:///etc/passwd",
  "ftp://example.com/x",
  "gopher://example.com/x",
  "data:text/plain,hello",
  "blob:https://example.com/x",
  "javascript:alert(1)",
  "//example.com/x",
  "nonsense",
  "",
];

const PURPOSE = { purpose: "read it", tries: 1, deadlineMs: 5_000 };

/** A client that remembers what it would have sent, and answers by a script. */
function client(replies: readonly Response[] = [], options: Partial<HttpOptions> = {}) {
  const sent: { readonly url: string; readonly headers: Headers; readonly isUntrusted: boolean }[] = [];
  const left = [...replies];
  const http = new HttpClient({
    transport: (hop) => {
      sent.push({ url: hop.url.href, headers: new Headers(hop.headers), isUntrusted: hop.isUntrusted });
      return scriptedTransport(async () => left.shift() ?? new Response("ok"))(hop);
    },
    clock: { now: () => 0, sleep: async () => undefined },
    random: () => 0,
    userAgent: "test",
    secrets: [],
    ...options,
  });
  return { http, sent };
}

async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "sent";
  } catch (error) {
    return isFault(error) ? error.code : String(error);
  }
}

function redirect(location: string, status = 302): Response {
  const ascii = URL.canParse(location) ? new URL(location).href : location;
  return new Response(null, { status, headers: { location: /^[ -~]*$/.test(location) ? location : ascii } });
}

describe("an address that the user did not configure (A4, A5, A9)", () => {
  it.each([...CLOSED, ...FORBIDDEN])("is refused before anything is sent: %s", async (address) => {
    const { http, sent } = client();
    expect(await outcome(fetchUntrusted(http, address, PURPOSE))).toBe("EGRESS_BLOCKED");
    expect(sent).toEqual([]);
  });

  it.each([
    "https://example.com/cat.png",
    "https://example.com:443/",
    "https://93.184.216.34/",
    "https://[2606:4700::1111]/",
  ])("passes where it is public: %s", async (address) => {
    const { http, sent } = client();
    expect(await outcome(fetchUntrusted(http, address, PURPOSE))).toBe("sent");
    expect(sent.map(({ isUntrusted }) => isUntrusted)).toEqual([true]);
  });

  it("may be plain http where the user typed it, and nothing else more", async () => {
    const { http } = client();
    const typed = { ...PURPOSE, plain: true };
    expect(await outcome(fetchUntrusted(http, "http://example.com/a", typed))).toBe("sent");
    expect(await outcome(fetchUntrusted(http, "http://127.0.0.1/a", typed))).toBe("EGRESS_BLOCKED");
    expect(await outcome(fetchUntrusted(http, "http://example.com:8080/a", typed))).toBe("EGRESS_BLOCKED");
  });

  it("reaches a private network where the user opened it, and metadata services never", async () => {
    const { http } = client([], { allowPrivateNetwork: true });
    for (const address of ["http://127.0.0.1:8000/a", "http://nas/a", "https://[::1]/"])
      expect(await outcome(fetchUntrusted(http, address, PURPOSE)), address).toBe("sent");
    for (const address of [
      ...CLOSED.slice(0, 5),
      "https://0.0.0.0/",
      "https://user:pass@nas/",
      "file:///etc/passwd",
    ])
      expect(await outcome(fetchUntrusted(http, address, PURPOSE)), address).toBe("EGRESS_BLOCKED");
  });

  it("is open at the server whose answer named it, and at no other port of it", async () => {
    const { http, sent } = client();
    const home = { ...PURPOSE, home: "http://127.0.0.1:8000" };
    expect(await outcome(fetchUntrusted(http, "http://127.0.0.1:8000/made.png", home))).toBe("sent");
    expect(await outcome(fetchUntrusted(http, "http://127.0.0.1:8001/made.png", home))).toBe(
      "EGRESS_BLOCKED",
    );
    expect(sent.map(({ isUntrusted }) => isUntrusted)).toEqual([false]);
  });

  it("gets no credential", async () => {
    const { http, sent } = client();
    const credential = { origin: "https://example.com", token: "hf_canary123456" };
    await http.request({ ...PURPOSE, url: "https://example.com/", untrusted: {}, credential });
    expect(sent[0]?.headers.has("authorization")).toBe(false);
  });
});

describe("redirects (A7, A8)", () => {
  const CONFIGURED = { ...PURPOSE, url: "https://hub.example/models" };

  it.each([...CLOSED, ...FORBIDDEN.filter((one) => /^(?!\/\/)[a-z]+:/.test(one))])(
    "are checked again: %s",
    async (location) => {
      const { http, sent } = client([redirect(location)]);
      expect(await outcome(http.request(CONFIGURED))).toBe("EGRESS_BLOCKED");
      expect(sent).toHaveLength(1);
    },
  );

  it("are checked at every hop, also from plain http, where downgrading is no question", async () => {
    const hops = [redirect("http://cdn.example/a"), redirect("http://127.0.0.1/b")];
    const { http, sent } = client(hops);
    const typed = { ...PURPOSE, plain: true };
    expect(await outcome(fetchUntrusted(http, "http://files.example/", typed))).toBe("EGRESS_BLOCKED");
    expect(sent.map(({ url }) => url)).toEqual(["http://files.example/", "http://cdn.example/a"]);
  });

  it("end after five, also in a loop", async () => {
    const { http, sent } = client(Array.from({ length: 9 }, () => redirect("https://cdn.example/loop")));
    expect(await outcome(http.request(CONFIGURED))).toBe("EGRESS_BLOCKED");
    expect(sent).toHaveLength(6);
  });

  it("leave a configured server of a private network for a public one, and not for another private one", async () => {
    const own = { ...PURPOSE, url: "http://10.0.0.5:8080/models" };
    const away = client([redirect("https://cdn.example/a")]);
    expect(await outcome(away.http.request(own))).toBe("sent");
    expect(away.sent.map(({ isUntrusted }) => isUntrusted)).toEqual([false, true]);
    const near = client([redirect("http://10.0.0.5:9090/a")]);
    expect(await outcome(near.http.request(own))).toBe("EGRESS_BLOCKED");
    const same = client([redirect("/moved")]);
    expect(await outcome(same.http.request(own))).toBe("sent");
  });

  it("to another origin carry no header that could hold a credential", async () => {
    const { http, sent } = client([redirect("https://cdn.example/a")]);
    const headers = {
      authorization: "Bearer k",
      cookie: "k",
      "x-api-key": "k",
      "api-key": "k",
      "x-goog-api-key": "k",
      "x-anything-new": "k",
      accept: "application/json",
    };
    const credential = { origin: "https://hub.example", token: "hf_canary123456" };
    await http.request({ ...CONFIGURED, headers, credential });
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer hf_canary123456");
    expect(Object.fromEntries(sent[1]?.headers ?? [])).toEqual({
      accept: "application/json",
      "user-agent": "test",
    });
  });
});

describe("a listener on this machine", () => {
  let trap: LoopbackServer;
  beforeAll(async () => {
    trap = await startLoopback(() => bytes(Buffer.from("secret"), "text/plain"));
  });
  afterEach(() => trap.clearRequests());
  afterAll(() => trap.close());

  it("sees no packet of an untrusted address, by the real transport", async () => {
    const { port } = new URL(trap.url);
    const { transport: _scripted, ...options } = client().http.options;
    const http = new HttpClient(options);
    for (const host of ["127.0.0.1", "0x7f.1", "localhost", "localtest.me", "[::ffff:127.0.0.1]"])
      expect(await outcome(fetchUntrusted(http, `http://${host}:${port}/`, PURPOSE)), host).toBe(
        "EGRESS_BLOCKED",
      );
    expect(trap.requests).toEqual([]);
  });

  it("is reached by the real transport where private networks are open", async () => {
    const { transport: _scripted, ...options } = client([], { allowPrivateNetwork: true }).http.options;
    const http = new HttpClient(options);
    const { port } = new URL(trap.url);
    for (const host of ["127.0.0.1", "localhost"])
      expect(await outcome(fetchUntrusted(http, `http://${host}:${port}/`, PURPOSE)), host).toBe("sent");
  });
});
