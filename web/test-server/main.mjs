// A throw-away server: the built app under its real content security policy, over a made-up API.
// For looking at pages only; nothing of it is shipped.
// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { answer } from "./routes.mjs";
import { createWorld } from "./world.mjs";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const PORT = Number(process.env.PORT ?? 8080);
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

const policy = (nonce) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob: data:; ` +
  "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

let world = createWorld();
const sessions = new Map();

function sessionOf(request, response) {
  const id = /pretend=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
  const known = sessions.get(id);
  if (known) return known;
  const fresh = { id: randomUUID(), who: null, csrf: randomUUID() };
  sessions.set(fresh.id, fresh);
  response.setHeader("Set-Cookie", `pretend=${fresh.id}; HttpOnly; SameSite=Strict; Path=/`);
  return fresh;
}

function serveFile(path, response) {
  const file = join(DIST, path);
  if (path !== "/" && file.startsWith(DIST) && existsSync(file) && extname(file) in TYPES) {
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)],
      "Cache-Control": "max-age=31536000",
    });
    return response.end(readFileSync(file));
  }
  const nonce = randomBytes(16).toString("base64");
  const page = readFileSync(join(DIST, "index.html"), "utf8").replaceAll("__CSP_NONCE__", nonce);
  response.writeHead(200, {
    "Content-Type": "text/html",
    "Content-Security-Policy": policy(nonce),
  });
  response.end(page);
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  return { body: isJson && bytes.length > 0 ? JSON.parse(bytes) : null, bytes: bytes.length };
}

createServer(async (request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  if (!/^\/(api|_allauth|readyz|pretend)/.test(path)) return serveFile(path, response);
  const session = sessionOf(request, response);
  const { body, bytes } = await bodyOf(request);
  if (path === "/pretend/reset") world = createWorld();
  const given = answer(world, session, { method: request.method, path, body, bytes });
  response.writeHead(given.status, { "Content-Type": "application/json" });
  response.end(given.status === 204 ? undefined : JSON.stringify(given.body));
}).listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}`));
