import { once } from "node:events";
import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startProcess } from "../e2e/cli-process.js";
import { makeHome } from "../e2e/temp-home.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import { runControlled, wellBut } from "./controlled-run.js";

/** A proxy on this machine that tunnels and forwards, and keeps which hosts it was asked for. */
function proxyServer(): { readonly server: ReturnType<typeof createServer>; readonly asked: string[] } {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { url = "", method, headers } = incoming;
    asked.push(new URL(url).host);
    const onwards = request(url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onwards);
  });
  server.on("connect", ({ url = "" }, socket) => {
    asked.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const onwards = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onwards.pipe(socket);
      socket.pipe(onwards);
    });
    for (const end of [onwards, socket]) end.on("error", () => end.destroy());
  });
  return { server, asked };
}

describe("hugginggpt run behind a proxy", () => {
  const home = makeHome();
  const { server, asked } = proxyServer();
  let llm: LlmServer;
  let proxy = "";
  beforeAll(async () => {
    llm = await startLlm({ reply: wellBut() });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on a port has an address of this form.
    proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await llm.close();
    home.remove();
  });

  it("asks the language model through HTTP_PROXY, and directly where NO_PROXY says so", async () => {
    const { host, hostname } = new URL(llm.baseUrl);
    const through = await runControlled(llm, home.path, [], { HTTP_PROXY: proxy }, startProcess);
    expect(through).toMatchObject({ code: 0, report: { status: "done" } });
    expect(asked).toContain(host);
    const before = asked.length;
    const direct = await runControlled(
      llm,
      home.path,
      [],
      { HTTP_PROXY: proxy, NO_PROXY: hostname },
      startProcess,
    );
    expect(direct).toMatchObject({ code: 0, report: { status: "done" } });
    expect(asked).toHaveLength(before);
  });
});
