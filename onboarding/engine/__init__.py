"""Mechanism without meaning: the grammar of steps and rules, waits from moves, edges, hashes. No table, no clock, no HTTP."""
