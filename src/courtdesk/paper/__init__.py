"""The house style of every PDF: page frame, type, tables, escaping, PDF/A."""
