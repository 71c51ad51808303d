"""The staff pages: one module a family of pages, each with its own list `urls`."""
