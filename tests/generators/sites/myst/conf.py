"""A site as `sphinx-quickstart` makes it, with the extensions of MyST that articles use."""

project = "The Desk"
extensions = ["myst_parser", "sphinx.ext.todo"]
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_admonition",
    "html_image",
    "strikethrough",
    "substitution",
    "tasklist",
]
myst_substitutions = {"mill": "the **mill**", "box": "```{note}\nText of a substitution.\n```"}
myst_heading_anchors = 3
todo_include_todos = True
html_theme = "basic"
html_use_index = False
smartquotes = False
