"""The same thirty cost lines in other tools: what an estimate costs there, and how near it comes."""
