"""Markdown + lexicon → three safe views of the same article. Knows nothing of Django.

What the room can do is imported from the module that does it: a server that only shows pages asks for little of it, and
does without the parser and the sanitiser.
"""
