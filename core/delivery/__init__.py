"""Deliveries: promises made in the deciding transaction, signed, sent and sent again until they are confirmed."""
