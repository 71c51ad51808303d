"""Reads for pages: plain values, no writes."""
