// Shows the published release of a workspace on localhost: node serve.mjs WORKSPACE PORT
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";

const [workspace = "out/workspace", port = "8080"] = process.argv.slice(2);
const pointer = join(workspace, "current");
if (!existsSync(pointer)) {
  console.error(`Nothing is published in ${workspace} yet: make run publishes.`);
  process.exit(4);
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".gz": "application/gzip",
};

const server = createServer((request, response) => {
  // Read at each request: a new publication shows at once.
  const root = resolve(workspace, "releases", readFileSync(pointer, "utf8").trim());
  let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  if (path === "/") {
    response.writeHead(302, { location: "/site/index.html" }).end();
    return;
  }
  let file = normalize(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) {
    response.writeHead(403).end();
    return;
  }
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  if (!existsSync(file)) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
    return;
  }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
});
server.listen(Number(port), "127.0.0.1", () =>
  console.log(`The published release: http://localhost:${port}/   (Ctrl-C ends)`),
);
