"""The parts of a draft, each on a page of its own: a step, a form, a question, a file, an exception."""
