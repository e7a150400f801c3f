"""The start-up file of JupyterLite's kernel; it leaves no name behind."""

import sys

# Elsewhere this file may be imported as well, by what looks through all modules.
if sys.platform == "emscripten":
    from helpers.launch import in_browser

    in_browser.prepare()
    del in_browser
del sys
