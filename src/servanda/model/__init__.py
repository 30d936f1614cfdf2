"""The model: documents, evidence, records. It imports nothing else of ours but the errors."""
