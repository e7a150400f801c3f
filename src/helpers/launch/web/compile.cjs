// Compiles what lies in a folder with Pyodide's own Python: node compile.cjs PYODIDE FOLDER PREFIX STANDARD
//
// In FOLDER/bare/NAME bytecode takes the place of the source; in FOLDER/sourced/NAME it lies beside it. PREFIX is
// where packages will lie, STANDARD where python_stdlib.zip will: tracebacks name files by it.
const path = require("node:path");

const [pyodide, folder, prefix, standard] = process.argv.slice(2);
const COMPILE = `
import compileall
from pathlib import Path
from py_compile import PycInvalidationMode

def compile(place, bare):
    compileall.compile_dir(
        place,
        stripdir=str(place),
        prependdir=standard if place.name == "python_stdlib.zip" else prefix,
        quiet=2,
        legacy=bare,
        # The archives are unpacked with a new date, which is not to make the bytecode look old.
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        maxlevels=50,
    )
    for source in list(place.rglob("*.py")) if bare else []:
        if source.with_suffix(".pyc").is_file():
            source.unlink()

for kind in ("bare", "sourced"):
    around = Path("/work", kind)
    for place in sorted(around.iterdir()) if around.is_dir() else []:
        compile(place, kind == "bare")
`;

async function main() {
  const { loadPyodide } = require(path.join(pyodide, "pyodide.js"));
  const python = await loadPyodide({ indexURL: pyodide });
  python.FS.mkdir("/work");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/work");
  python.globals.set("prefix", prefix);
  python.globals.set("standard", standard);
  python.runPython(COMPILE);
}

main().catch((problem) => {
  console.error(problem.message);
  process.exit(1);
});
