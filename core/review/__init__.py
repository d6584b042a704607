"""Review: what a person does with records: decide, run again, cancel, set a claim."""
