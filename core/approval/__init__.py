"""The approve stage: a policy over evidence. No store, no network, no clock but the one given."""
