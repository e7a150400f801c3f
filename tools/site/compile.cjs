// Compiles what lies in a folder with Pyodide's own Python: node compile.cjs PYODIDE FOLDER
//
// Bytecode takes the place of the source.
const path = require("node:path");

const [pyodide, folder] = process.argv.slice(2);
const COMPILE = `
import compileall
import sys
import sysconfig
from pathlib import Path
from py_compile import PycInvalidationMode

# Where packages and the standard library will lie: tracebacks name files by it.
installed = sysconfig.get_path("purelib")
standard = "/lib/python{}{}.zip".format(*sys.version_info)

def compile(place):
    compileall.compile_dir(
        place,
        stripdir=str(place),
        prependdir=standard if place.name == "python_stdlib.zip" else installed,
        quiet=2,
        legacy=True,
        # No page shows a docstring; but numpy's are arguments of its functions.
        optimize=1 if place.name.startswith("numpy") else 2,
        # The archives are unpacked with a new date, which is not to make the bytecode look old.
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        maxlevels=50,
    )
    for source in list(place.rglob("*.py")):
        if source.with_suffix(".pyc").is_file():
            source.unlink()

for place in sorted(Path("/work").iterdir()):
    compile(place)
`;

async function main() {
  const { loadPyodide } = require(path.join(pyodide, "pyodide.js"));
  const python = await loadPyodide({ indexURL: pyodide });
  python.FS.mkdir("/work");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/work");
  python.runPython(COMPILE);
}

main().catch((problem) => {
  console.error(problem.message);
  process.exit(1);
});
