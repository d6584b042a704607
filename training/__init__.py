"""How the models that we trained ourselves were trained; nothing of the program needs it."""
