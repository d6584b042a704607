"""The chain: order, hand-over, retry, resume. It knows stages and the store by their protocols only."""
