"""The extract stage: fields by rules over words and layout. No store, no network, no clock."""
