"""What tests of several rooms share: a turnable clock, and stages that answer at once."""
