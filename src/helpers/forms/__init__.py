"""Forms that a learner answers with a click, and the memory of what was answered.

`form.js` shows a form in any page; `helpers.forms.form` says what it shows, in plain Python; `helpers.forms.widget` is
Jupyter's door to it.
"""

from helpers.forms.form import Form, Reply

__all__ = ["Form", "Reply"]
