import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { Refusal } from "../answers/refusal.js";

/** The page's cookie with the token. Scripts cannot read it. */
const COOKIE = "hugginggpt-token";
const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Who may use the server. */
export interface Access {
  /** Null if everyone who reaches the server may use it. */
  readonly token: string | null;
  /** The accepted `Host` headers, with port, in lower case. */
  readonly hosts: () => readonly string[];
  /** Other origins that may use the server, such as `http://localhost:9999`. */
  readonly origins: readonly string[];
}

/** What the guard knows about a caller. */
export interface Caller {
  /** The caller's name for limits: a hash of the credential, or `open` if none is needed. */
  readonly caller: string;
}

export interface GuardedEnv {
  Variables: Caller;
}

/**
 * Refuses a `Host` that is not on the list: a site that rebinds its DNS name to this server sends its own name. If the
 * request line has an absolute URL, which takes precedence over the header, its host must be on the list, too.
 * @throws Refusal 403 HOST_REFUSED.
 */
export function hostGuard({ hosts }: Access): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header("host")?.toLowerCase();
    const known = hosts();
    if (!host || !known.includes(host) || !known.map(asInAddress).includes(new URL(context.req.url).host))
      throw new Refusal("HOST_REFUSED", "This server does not answer to that host name", HOST_NEXT);
    await next();
  };
}

/** Adds the port that a URL leaves out because it is the scheme's default. */
function asInAddress(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).host : host;
}

const HOST_NEXT = "Use the address that `serve` printed, or name another with --allow-host.";

/**
 * Refuses requests from other sites' pages, except the allowed origins.
 * @throws Refusal 403 ORIGIN_REFUSED.
 */
export function originGuard({ hosts, origins }: Access): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header("origin");
    if (origin !== undefined && !isOwn(origin, hosts()) && !origins.includes(origin))
      throw new Refusal("ORIGIN_REFUSED", "Pages of that origin may not use this server", ORIGIN_NEXT);
    await next();
  };
}
const ORIGIN_NEXT = "If it is yours, add it with --allow-origin.";

function isOwn(origin: string, hosts: readonly string[]): boolean {
  return URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && hosts.includes(hostOf(origin));
}

/** Returns the host of an origin in the form of `Host`. */
function hostOf(origin: string): string {
  return origin.slice(origin.indexOf("//") + 2).toLowerCase();
}

/**
 * Accepts requests with the token, as `Authorization: Bearer`, as `x-api-key`, or in the page's cookie. With the
 * cookie, a mutation is accepted only if the browser says that it comes from the server's own page.
 * @throws Refusal 401 UNAUTHORIZED, 403 ORIGIN_REFUSED.
 */
export function tokenGuard({ token }: Access): MiddlewareHandler<GuardedEnv> {
  return async (context, next) => {
    if (token === null) {
      context.set("caller", "open");
      return next();
    }
    const { req } = context;
    const given = bearerOf(req.header("authorization")) ?? req.header("x-api-key");
    const cookie = given === undefined ? getCookie(context, COOKIE) : undefined;
    if (!isSame(given ?? cookie ?? "", token)) {
      throw new Refusal("UNAUTHORIZED", "The token is missing or wrong", TOKEN_NEXT, {
        "WWW-Authenticate": "Bearer",
      });
    }
    if (cookie !== undefined && !READS.has(req.method) && !isSameSite(req.header.bind(req)))
      throw new Refusal("ORIGIN_REFUSED", "The request does not come from this server's own page");
    context.set("caller", hashOf(token).toString("hex").slice(0, 16));
    await next();
  };
}
const TOKEN_NEXT = "Send `Authorization: Bearer TOKEN`, or open the link that `serve` printed.";

/** The origin guard has already checked `Origin`, if present. */
function isSameSite(header: (name: string) => string | undefined): boolean {
  return header("origin") !== undefined || header("sec-fetch-site") === "same-origin";
}

/** Moves the token of the link that `serve` printed from the URL into a cookie. */
export function takeToken({ token }: Access): MiddlewareHandler {
  return async (context, next) => {
    const given = context.req.query("token");
    if (given === undefined || token === null) return next();
    if (!isSame(given, token))
      throw new Refusal("UNAUTHORIZED", "The link's token is no longer valid", TOKEN_NEXT);
    setCookie(context, COOKIE, token, {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      maxAge: 30 * 24 * 3600,
      secure: new URL(context.req.url).protocol === "https:",
    });
    return context.redirect("./", 303); // Relative: a proxy may serve this below a path of its own.
  };
}

function bearerOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (/^Bearer +(\S+) *$/i.exec(header)?.[1] ?? "");
}

/** Compares in constant time. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(hashOf(given), hashOf(wanted));
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
