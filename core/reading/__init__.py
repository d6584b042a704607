"""The `ocr` stage. Documents are opened only by the program in `core.reading.child`, run as a supervised process."""
