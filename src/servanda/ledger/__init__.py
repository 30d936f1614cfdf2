"""The ledger: documents and records kept behind one address, and what they say together."""
