"""The files that other programs read: one module a format, out of a ledger and, where it makes sense, back in."""
