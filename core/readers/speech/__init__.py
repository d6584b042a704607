"""Speech: recognisers of sound, and what writes down what they heard."""
