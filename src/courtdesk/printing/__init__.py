"""Everything that is printed: the catalogue of documents, packets of them, and who holds which."""
