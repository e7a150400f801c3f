// The Python of a lesson's page, in a worker: it is told what to start with, then what the page asks, one by one, and
// tells what the page is to show. Pictures are copied once, out of Python's memory, and handed over.

let page = null;

// What has come, for the bar and for a later visit without a network.
new PerformanceObserver((list) => {
  for (const { name, decodedBodySize } of list.getEntries()) postMessage({ came: decodedBodySize, name });
}).observe({ type: "resource", buffered: true });

function tell(message, buffers) {
  const copies = buffers.toJs();
  postMessage({ ...JSON.parse(message), buffers: copies }, copies.map((each) => each.buffer));
}

async function start({ python, pack, lines, units }) {
  const coming = unpacked(python + pack); // while Pyodide starts
  coming.catch(() => {});
  const pyodide = await self.loadPyodide({ indexURL: python });
  const files = await coming;
  const begun = performance.now();
  lay(files, pyodide.FS, pyodide.pyimport("sysconfig").get_path("purelib"));
  pyodide.pyimport("importlib").invalidate_caches();
  pyodide.pyimport("helpers.launch.in_browser").prepare((name) => postMessage({ fetching: name }));
  page = pyodide.pyimport("helpers.launch.page").Page(tell, lines, units);
  postMessage({ alive: performance.now() - begun });
}

async function unpacked(address) {
  const { body } = await self.fetch(address);
  return new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// Lays the files of a tar into a folder: each is a block of 512 bytes that tells its name and size, and its content in
// whole blocks.
function lay(tar, files, folder) {
  const read = (at, length) => new TextDecoder().decode(new Uint8Array(tar, at, length)).split("\0")[0];
  const made = new Set();
  for (let at = 0; at < tar.byteLength && read(at, 100); ) {
    const path = [folder, read(at + 345, 155), read(at, 100)].filter(Boolean).join("/");
    const size = Number.parseInt(read(at + 124, 12), 8);
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(parent)) files.mkdirTree(parent);
    made.add(parent);
    files.writeFile(path, new Uint8Array(tar, at + 512, size), { canOwn: true });
    at += 512 * (1 + Math.ceil(size / 512));
  }
}

// Pyodide tells nobody that its own files did not come, and gives its program to be compiled only once its long script
// is read; here that begins as it comes, and also where a server does not say what kind of file it is.
const fetched = self.fetch;
let program = null;
self.fetch = async (...asked) => {
  try {
    const answer = await fetched(...asked);
    if (!answer.ok) throw new Error(`${asked[0]}: ${answer.status}`);
    if (String(asked[0]).endsWith("pyodide.asm.wasm")) program = compiled(answer, asked);
    return answer;
  } catch (problem) {
    if (!page) postMessage({ failed: String(problem) });
    throw problem;
  }
};

function compiled(answer, asked) {
  const module = WebAssembly.compileStreaming(answer).catch(async () => {
    const again = await fetched(...asked);
    return WebAssembly.compile(await again.arrayBuffer());
  });
  module.catch((problem) => postMessage({ failed: String(problem) }));
  return module;
}

WebAssembly.instantiateStreaming = async (answer, imports) => {
  await answer; // by then it is being compiled
  const module = await program;
  program = null;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};

self.onmessage = async ({ data }) => {
  if (data.start) {
    await start(data.start).catch((problem) => postMessage({ failed: String(problem.message ?? problem) }));
    return;
  }
  postMessage({ begun: data.turn });
  try {
    page.receive(data.place, data.request);
  } catch (problem) {
    console.error(problem); // the course's own fault; whoever asked gets no answer
  }
  postMessage({ done: data.turn });
};
