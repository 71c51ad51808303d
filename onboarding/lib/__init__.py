"""The mechanism room: pure tools that know no table and no HTTP."""
