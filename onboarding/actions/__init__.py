"""Writes that are not steps of a stage: one verb a module."""
