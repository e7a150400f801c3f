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

async function start({ python, course, lines, units }) {
  self.importScripts(`${python}pyodide.js`);
  const pyodide = await self.loadPyodide({ indexURL: python, packages: [course] });
  pyodide.pyimport("helpers.launch.in_browser").prepare((name) => postMessage({ fetching: name }));
  page = pyodide.pyimport("helpers.launch.page").Page(tell, lines, units);
  postMessage({ alive: true });
}

// Pyodide tells nobody that its own files did not come.
const fetched = self.fetch;
self.fetch = async (...asked) => {
  try {
    const answer = await fetched(...asked);
    if (!answer.ok) throw new Error(`${asked[0]}: ${answer.status}`);
    return answer;
  } catch (problem) {
    if (!page) postMessage({ failed: String(problem) });
    throw problem;
  }
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
