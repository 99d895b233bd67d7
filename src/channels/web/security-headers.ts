/**
 * Headers of every response: nothing foreign, nothing inline, nothing framed, nothing kept unless a route says so.
 */
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

const policy = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // A chart's picture brings its own policy.
  overwrite: false,
  referrerPolicy: "no-referrer",
  // On this machine the page is served over plain http; a proxy in front of it sets its own.
  strictTransportSecurity: false,
});

/** Sets them; a route may still set its own Cache-Control or policy. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await policy(c, async () => {
    await next();
    if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
  });
};
