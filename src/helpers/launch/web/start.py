"""The start-up file of JupyterLite's kernel; it leaves no name behind."""

from helpers.launch import in_browser

in_browser.prepare()
del in_browser
