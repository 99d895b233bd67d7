/**
 * Whose request it is: the address of the other end, and whether that end is this machine itself.
 */
import { isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** True for a program on this machine that is no reverse proxy passing on a foreign request. */
export function isLocal(c: Context): boolean {
  const address = socketAddress(c);
  const loopback = /^(?:::ffff:)?127\.|^::1$/.test(address);
  return loopback && !FORWARDED.some((name) => c.req.header(name) !== undefined);
}

/**
 * What the rate limit counts by: the IPv4 address or the IPv6 network of 64 bits; "" where it is unknown.
 * Behind a trusted proxy the last address that the proxy wrote counts, since those before it can be invented.
 */
export function clientKey(c: Context, behindProxy: boolean): string {
  const forwarded = behindProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  const address = (forwarded || socketAddress(c)).replace(/^::ffff:/, "").slice(0, 64);
  return isIPv6(address) ? network(address) : address;
}

function network(address: string): string {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill("0"), ...right].slice(0, 4).join(":");
}

/** Without a socket, as in a test that calls the app directly, there is no address. */
function socketAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? "";
  } catch {
    return "";
  }
}
